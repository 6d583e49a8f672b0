package archive

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// TestCheckFindsIt breaks one thing at a time behind the archive's back.
func TestCheckFindsIt(t *testing.T) {
	tests := []struct {
		name, breaks string
		subject      string // of the problem that must be reported
		detail       string
	}{
		{"hole in the sequence", `DELETE FROM record WHERE seq = 2; DELETE FROM version WHERE seq = 2; DELETE FROM change WHERE seq = 2`,
			"change sequence", "3 numbers between 1 and 4"},
		{"sequence from two", `UPDATE change SET seq = seq + 1 WHERE seq = 4; UPDATE change SET seq = 9 WHERE seq = 1`,
			"change sequence", "4 numbers between 2 and 9"},
		{"missing version", `DELETE FROM record WHERE seq = 1; DELETE FROM version WHERE seq = 1`,
			"article " + news(1, "").ID, "its 1 versions are numbered 2 to 2"},
		{"current is not the last", `UPDATE article SET current = 1 WHERE current = 2`,
			"article " + news(1, "").ID, "not its last one"},
		{"change number of nothing", `UPDATE article SET seq = 99 WHERE seq = 4`,
			"article " + news(2, "").ID, "99 is not its last change 4"},
		{"version without record", `DELETE FROM record WHERE seq = 1`,
			"version 1", "no record"},
		{"orphaned record", `INSERT INTO record VALUES (77, '{}')`,
			"record", "missing row of version"},
		{"record that is not JSON", `UPDATE record SET json = '{"id":' WHERE seq = 3`,
			"change 3, article " + news(2, "").ID, "does not decode"},
		{"invalid record", `UPDATE record SET json = json_remove(json, '$.paragraphs') WHERE seq = 3`,
			"change 3, article " + news(2, "").ID, "not valid"},
		{"forged text", `UPDATE record SET json = replace(json, 'Một', 'Hai') WHERE seq = 1`,
			"change 1, article " + news(1, "").ID, "digest"},
		{"address of another", `UPDATE article SET url = 'https://baonghean.vn/' WHERE current = 3`,
			"change 3, article " + news(2, "").ID, "address"},
		{"outlet beside the record", `UPDATE article SET outlet = 'x' WHERE current = 3`,
			"change 3, article " + news(2, "").ID, `outlet is "baonghean" in the record and "x" beside it`},
		{"language beside the record", `UPDATE article SET lang = 'fr' WHERE current = 3`,
			"change 3, article " + news(2, "").ID, "language"},
		{"group beside the record", `UPDATE article SET "group" = '' WHERE current = 3`,
			"change 3, article " + news(2, "").ID, "group"},
		{"date beside the record", `UPDATE article SET published = '' WHERE current = 3`,
			"change 3, article " + news(2, "").ID, "date"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, _ := fresh(t)
			mustPut(t, a, news(1, "Một."))
			mustPut(t, a, news(1, "Một, sửa."))
			mustPut(t, a, news(2, "Ba."))
			if _, err := a.Withdraw(t.Context(), news(2, "").ID); err != nil {
				t.Fatal(err)
			}
			if problems, err := a.Check(t.Context()); err != nil || len(problems) > 0 {
				t.Fatalf("a sound archive has problems %v, %v", problems, err)
			}
			if _, err := a.durable.conn.ExecContext(t.Context(), "PRAGMA foreign_keys = OFF; "+test.breaks); err != nil {
				t.Fatal(err)
			}
			problems, err := a.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range problems {
				if p.Subject == test.subject && strings.Contains(p.Detail, test.detail) {
					return
				}
			}
			t.Errorf("Check reports %v, want %s: … %s …", problems, test.subject, test.detail)
		})
	}
}

func TestCheckStopsAtItsLimit(t *testing.T) {
	a, _ := fresh(t)
	fill(t, a, 3*page)
	if _, err := a.durable.conn.ExecContext(t.Context(), `UPDATE record SET json = '{'`); err != nil {
		t.Fatal(err)
	}
	problems, err := a.checkRecords(t.Context(), 5)
	if err != nil || len(problems) != 5 {
		t.Errorf("%d problems, %v, want 5", len(problems), err)
	}
}

func TestCheckCancelled(t *testing.T) {
	a, _ := fresh(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if problems, err := a.Check(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Check of a cancelled context: %v, %v", problems, err)
	}
}
