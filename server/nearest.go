package server

// nearest returns the known name that is fewest slips away from a name, the
// earliest of equals, so that an error can say what was probably meant.
func nearest(name string, known []string) string {
	best, least := "", int(^uint(0)>>1)
	for _, k := range known {
		if d := slips(name, k); d < least {
			best, least = k, d
		}
	}
	return best
}

// slips counts the letters to add, drop, change or swap with a neighbour to
// make b of a: the optimal string alignment distance. Names far longer than
// any parameter are cut, which bounds the work and changes no ranking.
func slips(a, b string) int {
	const most = 64
	a, b = a[:min(len(a), most)], b[:min(len(b), most)]
	var before, last, row [most + 1]int
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
