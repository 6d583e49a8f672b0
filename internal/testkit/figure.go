package testkit

import (
	"fmt"
	"strings"
	"testing"
)

// FigureMark begins the line of a figure in the output of a test; behind it
// stand name, value, bar and baseline with tabs between them.
const FigureMark = "FIGURE\t"

// Figure states a figure that a test has measured: what it is held to ("" for
// a figure that is only shown, as all times are), and what others reach at the
// same task. TestFigures in package cmd gathers the figures of all packages.
func Figure(t testing.TB, name string, value any, bar, baseline string) {
	t.Helper()
	if v, ok := value.(float64); ok {
		value = fmt.Sprintf("%.3f", v)
	}
	t.Log(FigureMark + strings.Join([]string{name, fmt.Sprint(value), bar, baseline}, "\t"))
}
