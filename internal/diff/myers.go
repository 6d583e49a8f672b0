package diff

// hunk is a stretch of two sequences: the same elements in both, or what one
// has in place of the other.
type hunk struct {
	old, now []string
	same     bool
}

// maxEdits bounds the work: the trace of a script takes the square of its
// length. Beyond it, what lies between common beginning and end counts as
// replaced.
const maxEdits = 1000

// script turns old into now in as few removed and added elements as possible.
func script(old, now []string) (hunks []hunk) {
	head := common(len(old), len(now), func(i int) bool { return old[i] == now[i] })
	tail := common(len(old)-head, len(now)-head, func(i int) bool { return old[len(old)-1-i] == now[len(now)-1-i] })
	a, b := old[head:len(old)-tail], now[head:len(now)-tail]
	x, y := 0, 0
	add := func(h hunk) {
		if len(h.old)+len(h.now) > 0 {
			hunks = append(hunks, h)
		}
	}
	add(hunk{old[:head], now[:head], true})
	for _, s := range snakes(a, b) {
		add(hunk{a[x:s.x], b[y:s.y], false})
		x, y = s.x+s.n, s.y+s.n
		add(hunk{a[s.x:x], b[s.y:y], true})
	}
	add(hunk{a[x:], b[y:], false})
	add(hunk{old[len(old)-tail:], now[len(now)-tail:], true})
	return hunks
}

// common counts how many elements in a row are equal.
func common(n, m int, equal func(int) bool) (count int) {
	for count < min(n, m) && equal(count) {
		count++
	}
	return count
}

// snake is a common stretch: n elements from x in one sequence and from y in
// the other.
type snake struct{ x, y, n int }

// snakes returns the common stretches of a shortest script, in order; none if
// the script is longer than maxEdits.
func snakes(a, b []string) []snake {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	ka, kb := intern(a, b)
	most := min(len(a)+len(b), maxEdits)
	far := make([]int32, 2*most+3) // furthest x on diagonal k, at k+most+1
	var trace [][]int32
	for d := 0; d <= most; d++ {
		// Diagonals -d to d are all that the way back needs of this round.
		trace = append(trace, append([]int32(nil), far[most+1-d:most+2+d]...))
		for k := -d; k <= d; k += 2 {
			at := k + most + 1
			x := far[at-1] + 1
			if k == -d || k != d && far[at-1] < far[at+1] {
				x = far[at+1]
			}
			y := x - int32(k)
			for int(x) < len(ka) && int(y) < len(kb) && ka[x] == kb[y] {
				x, y = x+1, y+1
			}
			far[at] = x
			if int(x) >= len(ka) && int(y) >= len(kb) {
				return back(trace, len(a), len(b))
			}
		}
	}
	return nil
}

// back walks the trace from its end and collects the common stretches.
func back(trace [][]int32, x, y int) []snake {
	var found []snake
	for d := len(trace) - 1; d >= 0; d-- {
		before := trace[d] // of round d-1, diagonals -d to d
		at := func(k int) int32 { return before[k+d] }
		k := x - y
		from := k - 1
		if k == -d || k != d && at(k-1) < at(k+1) {
			from = k + 1
		}
		fx, fy := 0, 0
		if d > 0 {
			fx = int(at(from))
			fy = fx - from
		}
		sx, sy := fx, fy // where the stretch of equal elements begins
		if d > 0 {
			if from == k+1 {
				sy++
			} else {
				sx++
			}
		}
		if n := x - sx; n > 0 {
			found = append(found, snake{sx, sy, n})
		}
		x, y = fx, fy
	}
	for i, j := 0, len(found)-1; i < j; i, j = i+1, j-1 {
		found[i], found[j] = found[j], found[i]
	}
	return found
}

// intern numbers the elements, so that comparing them is cheap.
func intern(a, b []string) (ka, kb []int32) {
	numbers := make(map[string]int32)
	number := func(s string) int32 {
		n, ok := numbers[s]
		if !ok {
			n = int32(len(numbers))
			numbers[s] = n
		}
		return n
	}
	for _, s := range a {
		ka = append(ka, number(s))
	}
	for _, s := range b {
		kb = append(kb, number(s))
	}
	return ka, kb
}
