package docref

import (
	"fmt"
	"strings"
)

// issuerRow is one suffix of the issuer table.
type issuerRow struct {
	suffix, name string
	level        string // central, province, district, base, any
	system       system
	numbered     bool     // carries the number of a legislature
	infer        []string // types a number without symbol may be completed to
	from, until  string
}

// issuerWord is a phrase that names an issuer in running text.
type issuerWord struct {
	lang string
	name string // in Vietnamese
	row  *issuerRow
}

// The types a committee or an office usually issues, for the cells @party
// and @state. Letters have no code in the state's system, and decrees and
// circulars carry their year inside the symbol: neither can be completed.
var usualTypes = map[string][]string{
	"@party": {
		"nghi-quyet", "chi-thi", "ket-luan", "quyet-dinh", "quy-dinh", "quy-che", "thong-tri", "huong-dan", "ke-hoach",
		"chuong-trinh", "de-an", "phuong-an", "bao-cao", "thong-bao", "cong-van", "to-trinh",
	},
	"@state": {
		"quyet-dinh", "chi-thi", "ke-hoach", "de-an", "phuong-an", "bao-cao", "thong-bao", "huong-dan", "cong-dien",
		"chuong-trinh", "to-trinh", "quy-che",
	},
}

func (t *tables) readIssuers() error {
	return eachRow("issuers.tsv", func(row map[string]string) error {
		sys, known := systemNames[row["system"]]
		if !known {
			return fmt.Errorf("issuer %s belongs to no system: %q", row["suffix"], row["system"])
		}
		issuer := &issuerRow{
			suffix: row["suffix"], name: row["name"], level: row["level"], system: sys,
			numbered: row["numbered"] != "", from: row["from"], until: row["until"],
		}
		if t.issuers[suffixKey(issuer.suffix)] != nil || !validSpan(issuer.from, issuer.until) {
			return fmt.Errorf("issuer %s is listed twice or has a wrong date", issuer.suffix)
		}
		switch issuer.level {
		case "central", "province", "district", "base", "any":
		default:
			return fmt.Errorf("issuer %s is of no level: %q", issuer.suffix, issuer.level)
		}
		if issuer.infer = usualTypes[row["infer"]]; issuer.infer == nil {
			slugs, err := t.slugList(row["infer"])
			if err != nil {
				return err
			}
			issuer.infer = slugs
		}
		t.issuers[suffixKey(issuer.suffix)] = issuer
		return nil
	})
}

func (t *tables) readIssuerWords() error {
	return eachRow("issuer_words.tsv", func(row map[string]string) error {
		issuer := t.issuers[suffixKey(row["suffix"])]
		if issuer == nil {
			return fmt.Errorf("suffix %q has no row in issuers.tsv", row["suffix"])
		}
		entry := &issuerWord{lang: row["lang"], name: row["name"], row: issuer}
		for text := range strings.SplitSeq(row["phrase"], "|") {
			t.issuerWords.add(text, entry)
		}
		return nil
	})
}

// IssuerOf describes the issuer a suffix stands for, "TU" or "UBND"; false
// for suffixes of the open set that no table lists.
func IssuerOf(suffix string) (Issuer, bool) {
	row := world().issuers[suffixKey(suffix)]
	if row == nil {
		return Issuer{}, false
	}
	return Issuer{Suffix: row.suffix, Name: row.name, Level: row.level, System: row.system.String()}, true
}

// outlived reports a document dated outside the existence of its issuer or of
// its code: a district committee's after 30 June 2025, a QĐi of 2010.
func outlived(c Citation, date string) bool {
	t := world()
	code, _, _ := strings.Cut(c.Symbol, "/")
	code, _, _ = strings.Cut(code, "-")
	if row := t.issuers[suffixKey(c.Issuer.Suffix)]; row != nil && outside(date, row.from, row.until) {
		return true
	}
	row := t.codes[fold(code)]
	return row != nil && outside(date, row.from, row.until)
}

// outside compares at the precision of the date, a day or a year.
func outside(date, from, until string) bool {
	return date != "" && (until != "" && date > until || from != "" && date < from[:min(len(date), len(from))])
}

// suffixKey folds a suffix for look-up, TƯ first made TW: folded as it
// stands it would become tu, the province.
func suffixKey(suffix string) string { return fold(composed(suffix)) }
