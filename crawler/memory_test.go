package crawler

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// memory is an archive that forgets at exit: Store, Frontier, Ledger and Memo.
type memory struct {
	clock *clock

	mu       sync.Mutex
	rows     map[string]visit.Row
	leased   map[string]bool
	versions map[string][]article.Article
	outcomes []visit.Outcome
	memos    map[string]memo
	runs     int
	open     int
	putErr   error

	gone      map[string]bool // by id
	confirmed map[string]int
}

type memo struct {
	value []byte
	at    time.Time
}

func newMemory(c *clock) *memory {
	return &memory{clock: c, rows: map[string]visit.Row{}, leased: map[string]bool{}, versions: map[string][]article.Article{}, memos: map[string]memo{},
		gone: map[string]bool{}, confirmed: map[string]int{}}
}

func (m *memory) Put(_ context.Context, a article.Article) (article.Stored, visit.Reason, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.putErr != nil {
		return article.Stored{}, "", m.putErr
	}
	m.gone[a.ID] = false
	old := m.versions[a.ID]
	if len(old) > 0 && old[len(old)-1].Digest() == a.Digest() {
		return article.Stored{Article: a}, visit.Unchanged, nil
	}
	m.versions[a.ID] = append(old, a)
	if len(old) > 0 {
		return article.Stored{Article: a}, visit.Changed, nil
	}
	return article.Stored{Article: a}, visit.New, nil
}

func (m *memory) Confirm(_ context.Context, id string) (article.Stored, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	versions := m.versions[id]
	if len(versions) == 0 {
		return article.Stored{}, fault.New(fault.NotFound, "no %s", id)
	}
	m.gone[id] = false
	m.confirmed[id]++
	return article.Stored{Article: versions[len(versions)-1]}, nil
}

func (m *memory) Withdraw(_ context.Context, id string) (article.Stored, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.versions[id]) == 0 {
		return article.Stored{}, fault.New(fault.NotFound, "no %s", id)
	}
	m.gone[id] = true
	return article.Stored{}, nil
}

func (m *memory) Lookup(_ context.Context, url string) (visit.Row, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	row, ok := m.rows[url]
	if !ok {
		return row, fault.New(fault.NotFound, "no %s", url)
	}
	return row, nil
}

func (m *memory) Histories(_ context.Context, outlet string, most int) (past []visit.History, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range m.rows {
		if r.Outlet == outlet && r.Record != "" && len(past) < most {
			past = append(past, visit.History{Born: r.Born, Visited: r.Visited, Changes: r.Changes})
		}
	}
	return past, nil
}

func (m *memory) Add(_ context.Context, rows ...visit.Row) (added int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range rows {
		old, ok := m.rows[r.URL]
		switch {
		case !ok:
			if r.Due.IsZero() {
				r.Due = m.clock.Now()
			}
			m.rows[r.URL] = r
			added++
		default:
			for i, said := range r.Signs {
				if said.Value != "" && said.Value != old.Signs[i].Value {
					if old.Signs[i].Value != "" {
						old.Signs[i].Moved = true
						if said.Heeded {
							r.Due = m.clock.Now()
						}
					}
					old.Signs[i].Value = said.Value
				}
			}
			if !r.Due.IsZero() && r.Due.Before(old.Due) {
				old.Due = r.Due
			}
			m.rows[r.URL] = old
		}
	}
	return added, nil
}

func (m *memory) Claim(ctx context.Context, outlet string, n int, _ time.Duration) (claimed []visit.Row, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	now := m.clock.Now()
	for _, r := range m.rows {
		if r.Outlet == outlet && !m.leased[r.URL] && !r.Due.After(now) {
			claimed = append(claimed, r)
		}
	}
	slices.SortFunc(claimed, func(a, b visit.Row) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.URL, b.URL)) })
	claimed = claimed[:min(n, len(claimed))]
	for _, r := range claimed {
		m.leased[r.URL] = true
	}
	return claimed, nil
}

func (m *memory) Release(ctx context.Context, rows ...visit.Row) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range rows {
		delete(m.leased, r.URL)
	}
	return ctx.Err()
}

func (m *memory) StartRun(context.Context) (visit.Run, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.runs++
	m.open++
	return visit.Run{ID: int64(m.runs), Started: m.clock.Now()}, nil
}

func (m *memory) FinishRun(context.Context, int64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open--
	return nil
}

func (m *memory) Finish(_ context.Context, _ int64, row visit.Row, o visit.Outcome) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if row.Due.IsZero() || o.Reason == "" {
		return errors.New("a row without due or an outcome without reason")
	}
	m.rows[row.URL] = row
	delete(m.leased, row.URL)
	m.outcomes = append(m.outcomes, o)
	return nil
}

func (m *memory) Memo(_ context.Context, bucket, key string) ([]byte, time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v := m.memos[bucket+"/"+key]
	return v.value, v.at, nil
}

func (m *memory) SetMemo(_ context.Context, bucket, key string, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.memos[bucket+"/"+key] = memo{value, m.clock.Now()}
	return nil
}

// outcome returns the last outcome of the address.
func (m *memory) outcome(url string) visit.Outcome {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, o := range slices.Backward(m.outcomes) {
		if o.URL == url {
			return o
		}
	}
	return visit.Outcome{}
}

// clock is a time that passes only by waiting.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: firstDay} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.Advance(d)
	return ctx.Err()
}
