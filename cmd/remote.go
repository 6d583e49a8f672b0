package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"khotin/internal/fault"
	"khotin/internal/query"
)

// A running server leaves its address in the data folder, so that the other
// commands ask it instead of waiting for the index it owns. The file is a
// hint: a server that was killed leaves it behind, and then nobody answers.
const addressFile = "serve.json"

// address is the content of the file.
type address struct {
	URL string `json:"url"`
	PID int    `json:"pid"`
}

// announce writes the address file and returns what removes it.
func announce(dir, url string) (withdraw func(), err error) {
	body, err := json.Marshal(address{URL: url, PID: os.Getpid()})
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, addressFile)
	if err := os.WriteFile(path, append(body, '\n'), 0o644); err != nil {
		return nil, err
	}
	return func() { os.Remove(path) }, nil
}

// connectTimeout bounds the look for a server that may be gone, and
// answerTimeout its answer.
const (
	connectTimeout = 500 * time.Millisecond
	answerTimeout  = 15 * time.Second
)

// askServer sends the query to the server of the data folder. ok is false when
// there is none, and the caller opens the index itself.
func (a *app) askServer(ctx context.Context, q query.Query) (res query.Result, ok bool, err error) {
	body, err := os.ReadFile(filepath.Join(a.config.Data, addressFile))
	if errors.Is(err, fs.ErrNotExist) {
		return res, false, nil
	}
	var at address
	if err != nil || json.Unmarshal(body, &at) != nil {
		return res, false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.URL+"/api/v1/search?"+parameters(q).Encode(), nil)
	if err != nil {
		return res, false, nil
	}
	client := http.Client{Transport: &http.Transport{DialContext: (&net.Dialer{Timeout: connectTimeout}).DialContext}}
	defer client.CloseIdleConnections()
	answer, err := client.Do(req)
	if err != nil {
		if _, refused := errors.AsType[*net.OpError](err); refused {
			return res, false, nil
		}
		return res, true, fault.New(fault.Unavailable, "the server at %s does not answer: %w", at.URL, err)
	}
	defer answer.Body.Close()
	res, err = readAnswer(answer)
	return res, true, err
}

func parameters(q query.Query) url.Values {
	v := url.Values{"q": {q.String()}, "sort": {string(q.Sort)}, "limit": {strconv.Itoa(q.Limit)}}
	if q.Cursor != "" {
		v.Set("cursor", q.Cursor)
	}
	return v
}

func readAnswer(answer *http.Response) (res query.Result, err error) {
	body := io.LimitReader(answer.Body, 16<<20)
	if answer.StatusCode == http.StatusOK {
		if err := json.NewDecoder(body).Decode(&res); err != nil {
			return res, fmt.Errorf("read the server's answer: %w", err)
		}
		return res, nil
	}
	var problem struct{ Detail, Hint string }
	if err := json.NewDecoder(body).Decode(&problem); err != nil || problem.Detail == "" {
		problem.Detail = "the server answered " + answer.Status
	}
	kind := fault.Internal
	switch answer.StatusCode {
	case http.StatusBadRequest:
		kind = fault.Invalid
	case http.StatusServiceUnavailable:
		kind = fault.Unavailable
	}
	return res, fault.New(kind, "%s", problem.Detail).WithHint("%s", problem.Hint)
}
