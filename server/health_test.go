package server

import (
	"context"
	"net/http"
	"strings"
	"testing"
)

func TestReady(t *testing.T) {
	for _, c := range []struct {
		health Health
		status int
		body   string
	}{
		{Health{Index: true, Archive: true}, 200, `{"ready":true,"index":true,"archive":true,"lag":0}`},
		{Health{Index: true, Archive: true, Lag: 10}, 200, `{"ready":true,"index":true,"archive":true,"lag":10}`},
		{Health{Index: true, Archive: true, Lag: 11}, 503, `{"ready":false,"index":true,"archive":true,"lag":11}`},
		{Health{Archive: true, Note: "the index is being rebuilt"}, 503, `{"ready":false,"index":false,"archive":true,"lag":0,"note":"the index is being rebuilt"}`},
		{Health{Index: true}, 503, `{"ready":false,"index":true,"archive":false,"lag":0}`},
	} {
		h := newHandler(t, Options{MaxLag: 10, Health: func(context.Context) Health { return c.health }})
		w := get(h, "/readyz")
		if w.Code != c.status || strings.TrimSpace(w.Body.String()) != c.body {
			t.Errorf("%+v: %d %s, want %d %s", c.health, w.Code, w.Body, c.status, c.body)
		}
		if (w.Header().Get("Retry-After") != "") != (c.status == 503) || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%+v: header %v", c.health, w.Header())
		}
		if w := get(h, "/healthz"); w.Code != http.StatusOK {
			t.Errorf("%+v: the process is alive and says %d", c.health, w.Code)
		}
	}
}

func TestAliveNamesTheVersion(t *testing.T) {
	w := get(newHandler(t, Options{Version: "v1.2.3"}), "/healthz")
	if got := strings.TrimSpace(w.Body.String()); got != `{"status":"ok","version":"v1.2.3"}` {
		t.Error(got)
	}
}
