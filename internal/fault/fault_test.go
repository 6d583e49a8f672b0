package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestKindSurvivesWrapping(t *testing.T) {
	base := New(InUse, "open index %s: %w", "x", fs.ErrExist).WithHint("stop the other process")
	err := fmt.Errorf("search: %w", base)
	if got := Of(err); got != InUse {
		t.Errorf("Of = %v, want InUse", got)
	}
	if got := Hint(err); got != "stop the other process" {
		t.Errorf("Hint = %q", got)
	}
	if !errors.Is(err, fs.ErrExist) {
		t.Error("the cause is lost")
	}
	if got, want := err.Error(), "search: open index x: file already exists"; got != want {
		t.Errorf("message %q, want %q", got, want)
	}
}

func TestPlainErrorsAreInternal(t *testing.T) {
	if got := Of(errors.New("x")); got != Internal {
		t.Errorf("Of = %v, want Internal", got)
	}
	if got := Hint(errors.New("x")); got != "" {
		t.Errorf("Hint = %q, want none", got)
	}
}

func TestHintOfAnInnerError(t *testing.T) {
	inner := New(Invalid, "no unit").WithHint("write 30s")
	outer := New(Unavailable, "configuration: %w", inner)
	if got := Hint(outer); got != "write 30s" {
		t.Errorf("Hint = %q", got)
	}
	if got := Of(outer); got != Unavailable {
		t.Errorf("Of = %v, want the outermost kind", got)
	}
}
