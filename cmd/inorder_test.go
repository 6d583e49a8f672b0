package cmd

import (
	"errors"
	"iter"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// numbers yields numbers up to n, and then the error if there is one.
func numbers(n int, end error) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
		if end != nil {
			yield(0, end)
		}
	}
}

func TestInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func(_ int, i int) int { // the later an element, the sooner it is done
			time.Sleep(time.Duration(20-i) * time.Second)
			return 2 * i
		}
		bad := errors.New("bad")
		for _, end := range []error{nil, bad} {
			var got []int
			var last error
			for r, err := range inOrder(3, numbers(20, end), slow) {
				if last = err; err == nil {
					got = append(got, r)
				}
			}
			if len(got) != 20 || !slices.IsSorted(got) || !errors.Is(last, end) {
				t.Errorf("%v, then %v; want 20 in order, then %v", got, last, end)
			}
		}
		for r := range inOrder(3, numbers(20, nil), slow) {
			if r == 8 {
				break // nobody is left behind: synctest would say so
			}
		}
		for range inOrder(3, numbers(0, nil), slow) {
			t.Error("something came of nothing")
		}
	})
}
