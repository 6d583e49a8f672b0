package crawler

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// drip sends a chunk every second until its request is cancelled.
type drip struct {
	ctx   context.Context
	chunk int
}

func (d drip) Read(p []byte) (int, error) {
	select {
	case <-time.After(time.Second):
		return min(d.chunk, len(p)), nil
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAttempt(t *testing.T) {
	tests := []struct {
		name  string
		chunk int // bytes a second; 0: never an answer
		want  error
		took  time.Duration
	}{
		{"an endless drip", 10, errTooSlow, 10 * time.Second},
		{"fast, but endless", 1 << 20, errTimeout, 60 * time.Second},
		{"no answer", 0, errTimeout, 60 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				a := &attempt{next: roundTrip(func(r *http.Request) (*http.Response, error) {
					if tt.chunk == 0 {
						<-r.Context().Done()
						return nil, r.Context().Err()
					}
					resp := response(200, "")
					resp.Body = io.NopCloser(drip{r.Context(), tt.chunk})
					return resp, nil
				})}
				resp, err := a.RoundTrip(request(t.Context(), "https://a.vn/", &trip{}))
				if err == nil {
					_, err = io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
				}
				if !errors.Is(err, tt.want) || time.Since(start) != tt.took {
					t.Errorf("ended with %v after %v, want %v after %v", err, time.Since(start), tt.want, tt.took)
				}
			})
		})
	}
}

func TestAttemptLeavesGoodAnswersAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &attempt{next: &server{}}
		resp, err := a.RoundTrip(request(t.Context(), "https://a.vn/", &trip{}))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if string(body) != "ok" || err != nil {
			t.Errorf("read %q, %v", body, err)
		}
		resp.Body.Close()
		time.Sleep(time.Hour) // no timer is left to fire
	})
}
