package server

import (
	"net/http"
)

// Health is the state of what stands behind the server.
type Health struct {
	Index   bool   `json:"index"`          // the index is open
	Archive bool   `json:"archive"`        // the archive can be read
	Lag     int64  `json:"lag"`            // changes in the archive that the index has not read
	Note    string `json:"note,omitempty"` // one sentence for the operator
}

// alive says only that the process answers: a supervisor restarts it
// otherwise, and must not do so because an index is being rebuilt.
func (s *site) alive(w http.ResponseWriter, r *http.Request) error {
	return sendJSON(w, r, http.StatusOK, struct {
		Status  string `json:"status"`
		Version string `json:"version"`
	}{"ok", s.Version})
}

// ready says whether searches can be answered from a state that is recent
// enough; a balancer sends no readers here otherwise.
func (s *site) ready(w http.ResponseWriter, r *http.Request) error {
	h := s.Health(r.Context())
	body := struct {
		Ready bool `json:"ready"`
		Health
	}{h.Index && h.Archive && h.Lag <= s.MaxLag, h}
	if !body.Ready {
		w.Header().Set("Retry-After", "5")
		return sendJSON(w, r, http.StatusServiceUnavailable, body)
	}
	return sendJSON(w, r, http.StatusOK, body)
}
