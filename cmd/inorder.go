package cmd

import (
	"iter"
	"sync"
)

// inOrder lets some workers, numbered from 0, do the work on each element, and
// yields the results in the order of the elements, which an error ends. It
// returns when all workers have.
func inOrder[T, R any](workers int, elements iter.Seq2[T, error], work func(worker int, element T) R) iter.Seq2[R, error] {
	type job struct {
		element T
		result  chan R
		err     error
	}
	return func(yield func(R, error) bool) {
		var wait sync.WaitGroup
		defer wait.Wait()
		stop, todo, line := make(chan struct{}), make(chan job), make(chan job, workers)
		defer close(stop)
		for worker := range workers {
			wait.Go(func() {
				for j := range todo {
					j.result <- work(worker, j.element)
				}
			})
		}
		wait.Go(func() {
			defer close(todo)
			defer close(line)
			for element, err := range elements {
				j := job{element, make(chan R, 1), err}
				select {
				case line <- j:
				case <-stop:
					return
				}
				if err != nil {
					return
				}
				select {
				case todo <- j:
				case <-stop:
					return
				}
			}
		})
		for j := range line {
			var result R
			if j.err == nil {
				result = <-j.result
			}
			if !yield(result, j.err) || j.err != nil {
				return
			}
		}
	}
}
