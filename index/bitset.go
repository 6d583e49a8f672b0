package index

import (
	"iter"
	"math/bits"
)

// bitset is a set of internal document numbers.
type bitset []uint64

func (s bitset) has(n uint64) bool {
	return n/64 < uint64(len(s)) && s[n/64]&(1<<(n%64)) != 0
}

func (s *bitset) set(n uint64) {
	for n/64 >= uint64(len(*s)) {
		*s = append(*s, make([]uint64, max(16, len(*s)))...)
	}
	(*s)[n/64] |= 1 << (n % 64)
}

// meets reports whether the sets have a member in common.
func (s bitset) meets(t bitset) bool {
	for i := range min(len(s), len(t)) {
		if s[i]&t[i] != 0 {
			return true
		}
	}
	return false
}

// and keeps what is in both.
func (s bitset) and(t bitset) bitset {
	s = s[:min(len(s), len(t))]
	for i := range s {
		s[i] &= t[i]
	}
	return s
}

// or adds what is in t.
func (s bitset) or(t bitset) bitset {
	if len(t) > len(s) {
		s, t = t, s
	}
	for i := range t {
		s[i] |= t[i]
	}
	return s
}

// all walks the members in order until yield says no.
func (s bitset) all(yield func(uint64) bool) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			if !yield(uint64(i)*64 + uint64(bits.TrailingZeros64(w))) {
				return
			}
		}
	}
}

// between walks the members from one number to before another, in order.
func (s bitset) between(from, to uint64) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for i := from / 64; i < uint64(len(s)) && i*64 < to; i++ {
			w := s[i]
			if i == from/64 {
				w &= ^uint64(0) << (from % 64)
			}
			for ; w != 0; w &= w - 1 {
				n := i*64 + uint64(bits.TrailingZeros64(w))
				if n >= to || !yield(n) {
					return
				}
			}
		}
	}
}

// without takes out what is in t.
func (s bitset) without(t bitset) bitset {
	for i := range min(len(s), len(t)) {
		s[i] &^= t[i]
	}
	return s
}

func (s bitset) count() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}
