package lang

import (
	"os"
	"testing"
)

// corpusText is the project's own training prose in a language.
func corpusText(t testing.TB, tag Tag) string {
	t.Helper()
	data, err := os.ReadFile("corpus/" + string(tag) + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
