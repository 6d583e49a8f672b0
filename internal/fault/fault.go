// Package fault is the one vocabulary of things that go wrong: five kinds that
// a caller may branch on, each mapped once to an HTTP status (server) and once
// to an exit code (cmd). Everything else is a plain wrapped error and counts as
// Internal.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what a failure means to the person who meets it.
type Kind int

const (
	Internal    Kind = iota // a defect or a damaged machine: nobody's input
	Invalid                 // the input is wrong, and the message says how
	NotFound                // well-formed, but not in this archive
	InUse                   // another process holds the data or the index
	Unavailable             // a moment's trouble: full, closing, overloaded
)

// Error is a sentence for a person, its kind, and what to do about it.
type Error struct {
	Kind Kind
	Msg  string // what happened, to which field or file
	Hint string // what to do; may be empty
	Err  error  // the cause; may be nil
}

// New returns an error of the kind with the sentence made from format and args.
func New(kind Kind, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: kind, Msg: err.Error(), Err: errors.Unwrap(err)}
}

// WithHint adds what the reader should do and returns the same error.
func (e *Error) WithHint(format string, args ...any) *Error {
	e.Hint = fmt.Sprintf(format, args...)
	return e
}

func (e *Error) Error() string { return e.Msg }
func (e *Error) Unwrap() error { return e.Err }

// Of returns the kind of the first Error in err's chain, and Internal when
// there is none.
func Of(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// Hint returns the first non-empty hint in err's chain.
func Hint(err error) string {
	for e, ok := errors.AsType[*Error](err); ok; e, ok = errors.AsType[*Error](e.Err) {
		if e.Hint != "" {
			return e.Hint
		}
		if e.Err == nil {
			break
		}
	}
	return ""
}
