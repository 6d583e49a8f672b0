package archive

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// TestPragmasOfEveryConnection opens all connections at once and asks each.
func TestPragmasOfEveryConnection(t *testing.T) {
	a, _ := fresh(t)
	ask := func(conn *sql.Conn, name, want string) {
		t.Helper()
		var got string
		if err := conn.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, %v, want %q", name, got, err, want)
		}
	}
	for synchronous, w := range map[int]*writer{syncFull: a.durable, syncNormal: a.relaxed} {
		for _, p := range pragmas(defaultBusy, synchronous, false) {
			ask(w.conn, p.name, p.want)
		}
	}
	for range readers {
		conn, err := a.read.db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		for _, p := range pragmas(defaultBusy, syncFull, true) {
			ask(conn, p.name, p.want)
		}
	}
}

// TestIgnoredPragmaIsNoticed asks for what SQLite does not grant.
func TestIgnoredPragmaIsNoticed(t *testing.T) {
	for _, p := range []pragma{
		{name: "journal_mode", want: "wall"},
		{name: "synchronous", want: "7"},
		{name: "no_such_pragma", want: "1"},
		{name: "foreign_keys", want: "1", readOnly: true}, // not set, and off by default
	} {
		db, err := newPool(filepath.Join(t.TempDir(), File), "rwc", []pragma{p})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.PingContext(t.Context()); err == nil || !strings.Contains(err.Error(), p.name) {
			t.Errorf("%s(%s): the connection opened with error %v", p.name, p.want, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestQueryPlans guards what the frontier and the followers of the change
// sequence rely on: no query sorts, and none reads a whole table.
func TestQueryPlans(t *testing.T) {
	a, _ := fresh(t)
	for name, query := range map[string]string{"due": selectDue, "next due": selectNextDue, "changes": selectChanges, "current": selectCurrent} {
		args := make([]any, strings.Count(query, "?"))
		rows, err := a.read.db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
		plan, err := collect(rows, err, func(row scanner) (string, error) {
			var id, parent, unused int
			var detail string
			err := row.Scan(&id, &parent, &unused, &detail)
			return detail, err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range plan {
			sorts := strings.Contains(step, "TEMP B-TREE")
			scans := strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "INDEX") && step != "SCAN known" && step != "SCAN CONSTANT ROW"
			if sorts || scans {
				t.Errorf("%s: %q in the plan %q", name, step, plan)
			}
		}
	}
}
