package alarm

import (
	"time"

	"khotin/internal/article"
)

// midnight is the beginning of a day in Vietnam; zero for what is none.
func midnight(name string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, name, article.Hanoi)
	if err != nil {
		return time.Time{}
	}
	return t
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
