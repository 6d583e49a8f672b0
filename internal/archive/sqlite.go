package archive

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"modernc.org/sqlite"
)

// The values of PRAGMA synchronous.
const (
	syncNormal = 1 // sync at checkpoints: a power cut may take back the last commits
	syncFull   = 2 // sync at every commit
)

// pragma is one setting of a connection: what it must read back as, and
// whether the connection may set it.
type pragma struct {
	name, want string
	readOnly   bool
}

// pragmas lists what every connection must have. busy_timeout comes first, so
// that the others already wait for a lock.
func pragmas(busy time.Duration, synchronous int, readOnly bool) []pragma {
	return []pragma{
		{name: "busy_timeout", want: strconv.FormatInt(busy.Milliseconds(), 10)},
		{name: "journal_mode", want: "wal", readOnly: readOnly},
		{name: "foreign_keys", want: "1"},
		{name: "synchronous", want: strconv.Itoa(synchronous)},
		{name: "cache_size", want: "-16384"},           // KiB per connection
		{name: "journal_size_limit", want: "67108864"}, // bytes kept of the log after a checkpoint
	}
}

// connector opens connections and reads every pragma back, because the driver
// and SQLite both ignore settings that they do not understand.
type connector struct {
	driver.Connector
	want []pragma
}

// newPool returns a pool of connections to the file. mode is SQLite's own: ro,
// rw or rwc.
func newPool(path, mode string, want []pragma) (*sql.DB, error) {
	q := url.Values{"mode": {mode}, "_txlock": {"immediate"}, "_dqs": {"0"}, "_defensive": {"1"}, "_error_rc": {"1"}}
	for _, p := range want {
		if !p.readOnly {
			q.Add("_pragma", p.name+"("+p.want+")")
		}
	}
	dsn := url.URL{Scheme: "file", Path: path, RawQuery: q.Encode(), OmitHost: true}
	base, err := sqlite.NewConnector(dsn.String())
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector{base, want}), nil
}

// Connect opens one connection and asserts its pragmas.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range c.want {
		got, err := readPragma(ctx, conn, p.name)
		if err == nil && !strings.EqualFold(got, p.want) {
			err = fmt.Errorf("pragma %s is %q, not %q", p.name, got, p.want)
		}
		if err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	return conn, nil
}

func readPragma(ctx context.Context, conn driver.Conn, name string) (string, error) {
	queryer, ok := conn.(driver.QueryerContext)
	if !ok {
		return "", errors.New("the SQLite driver cannot be asked for its pragmas")
	}
	rows, err := queryer.QueryContext(ctx, "PRAGMA "+name, nil)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	value := make([]driver.Value, 1)
	if err := rows.Next(value); err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return fmt.Sprint(value[0]), nil
}
