package crawler

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"

	"code.dny.dev/ssrf"

	"khotin/internal/fault"
)

const (
	dialTime   = 10 * time.Second
	headerTime = 20 * time.Second
	maxHeaders = 64 << 10 // bytes
)

// base is the end of the chain: one HTTP transport that uses no proxy, decodes
// nothing, and connects only to public addresses.
type base struct {
	transport *http.Transport
	send      http.RoundTripper // the transport; another one in tests
	resolve   func(host string) string
	allowed   []netip.AddrPort
}

func newBase(resolve func(string) string, allow []string) (*base, error) {
	b := &base{resolve: resolve}
	for _, a := range allow {
		addr, err := netip.ParseAddrPort(a)
		if err != nil {
			return nil, fault.New(fault.Invalid, "allowed address %q: %w", a, err).
				WithHint("write an IP address with its port, for instance 127.0.0.1:8099")
		}
		b.allowed = append(b.allowed, addr)
	}
	dialer := &net.Dialer{Timeout: dialTime, Control: b.guard(ssrf.New())}
	b.transport = &http.Transport{
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			if to := b.resolved(addr); to != "" {
				addr = to
			}
			return dialer.DialContext(ctx, network, addr)
		},
		ForceAttemptHTTP2:      true,
		DisableCompression:     true,
		TLSHandshakeTimeout:    dialTime,
		ResponseHeaderTimeout:  headerTime,
		MaxResponseHeaderBytes: maxHeaders,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        90 * time.Second,
	}
	b.send = b.transport
	return b, nil
}

// guard judges the address after DNS, at every connection, so that no name and
// no redirect can lead into the private network.
func (b *base) guard(public *ssrf.Guardian) func(network, address string, c syscall.RawConn) error {
	return func(network, address string, c syscall.RawConn) error {
		if b.local(address) {
			return nil
		}
		if err := public.Safe(network, address, c); err != nil {
			return fmt.Errorf("connect to %s: %w", address, err)
		}
		return nil
	}
}

// local reports whether the operator allowed this address by name.
func (b *base) local(address string) bool {
	addr, err := netip.ParseAddrPort(address)
	return err == nil && slices.Contains(b.allowed, addr)
}

// resolved returns the configured destination of a host, "" for DNS.
func (b *base) resolved(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if b.resolve == nil || err != nil {
		return ""
	}
	return b.resolve(host)
}

func (b *base) RoundTrip(req *http.Request) (*http.Response, error) {
	t := tripOf(req.Context())
	t.requests++
	if req.URL.Scheme == "https" && b.plain(req.URL.Hostname(), req.URL.Port()) {
		req = req.Clone(req.Context())
		req.URL.Scheme = "http"
	}
	resp, err := b.send.RoundTrip(req)
	t.answered = err == nil
	return resp, err
}

// plain reports whether the host is one of the allowed addresses, which are
// spoken to without TLS.
func (b *base) plain(host, port string) bool {
	hostport := net.JoinHostPort(host, port)
	return b.local(hostport) || b.local(b.resolved(hostport))
}

func (b *base) CloseIdleConnections() { b.transport.CloseIdleConnections() }
