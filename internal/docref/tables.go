package docref

import (
	"embed"
	"errors"
	"fmt"
	"strings"
	"sync"
)

//go:embed tables/*.tsv
var tableFiles embed.FS

// tables is everything the grammar knows about the world, read from the
// embedded files once. Nothing writes to it afterwards.
type tables struct {
	codes     map[string]*typeCode // by folded code
	codeOf    map[string][]*typeCode
	names     map[string]map[string]string // type slug, language: name
	issuers   map[string]*issuerRow        // by folded suffix
	provinces map[string]*Province         // by slug
	order     []*Province                  // as listed
	terms     []Term

	typeWords   phraseBook // ends in the looked-up word: read leftwards
	issuerWords phraseBook
	places      phraseBook
	foreign     phraseBook
	roles       map[role]*phraseBook
	rolesBack   map[role]*phraseBook
	months      map[string]int
}

// loaded reads the tables on first use; the error is for [Check].
var loaded = sync.OnceValues(load)

func world() *tables {
	t, _ := loaded()
	return t
}

// Check reads the embedded tables and reports every row that breaks a rule:
// an unknown slug or suffix, a date that is none, a code listed twice.
// Call it once at start; the functions of this package assume it returned nil.
func Check() error {
	_, err := loaded()
	return err
}

func load() (*tables, error) {
	t := &tables{
		codes: map[string]*typeCode{}, codeOf: map[string][]*typeCode{}, names: map[string]map[string]string{},
		issuers: map[string]*issuerRow{}, provinces: map[string]*Province{}, months: map[string]int{},
		typeWords: newBook(true), issuerWords: newBook(false), places: newBook(false), foreign: newBook(false),
		roles: map[role]*phraseBook{}, rolesBack: map[role]*phraseBook{},
	}
	err := errors.Join(
		t.readNames(), t.readTypes(), t.readTypeWords(), t.readIssuers(), t.readIssuerWords(),
		t.readProvinces(), t.readTerms(), t.readMonths(), t.readParticles(), t.readForeign(),
	)
	return t, err
}

// eachRow calls do for every row of a table, the cells by column name; the
// first line that is not a comment names the columns.
func eachRow(name string, do func(row map[string]string) error) error {
	raw, err := tableFiles.ReadFile("tables/" + name)
	if err != nil {
		return fmt.Errorf("read table %s: %w", name, err)
	}
	var head []string
	var errs []error
	line := 0
	for text := range strings.Lines(string(raw)) {
		line++
		text = strings.TrimRight(text, "\r\n")
		if text == "" || text[0] == '#' {
			continue
		}
		cells := strings.Split(text, "\t")
		if head == nil {
			head = cells
			continue
		}
		if len(cells) > len(head) {
			errs = append(errs, fmt.Errorf("table %s line %d: %d cells under %d columns", name, line, len(cells), len(head)))
			continue
		}
		row := make(map[string]string, len(head))
		for i, cell := range cells {
			row[head[i]] = cell
		}
		if err := do(row); err != nil {
			errs = append(errs, fmt.Errorf("table %s line %d: %w", name, line, err))
		}
	}
	return errors.Join(errs...)
}
