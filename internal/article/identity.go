package article

import (
	"crypto/sha256"
	"encoding/base32"
	"net"
	"net/url"
	"slices"
	"strings"

	"khotin/internal/fault"

	"golang.org/x/text/unicode/norm"
)

// maxURL bounds an address in bytes; longer ones are traps, not articles.
const maxURL = 2048

var idEncoding = base32.HexEncoding.WithPadding(base32.NoPadding)

// IDOf returns the identity of a canonical address: the first 80 bits of its
// SHA-256 as 16 lower-case base32hex letters (RFC 4648, section 7).
func IDOf(canonical string) string {
	sum := sha256.Sum256([]byte(canonical))
	return strings.ToLower(idEncoding.EncodeToString(sum[:10]))
}

// IsID reports whether s has the form that IDOf makes.
func IsID(s string) bool {
	if len(s) != 16 {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return !('0' <= r && r <= '9' || 'a' <= r && r <= 'v') }) < 0
}

// Canonical returns the one address under which a page is recorded: https, the
// outlet's own host instead of a mirror, no fragment, port, user, tracking
// parameter, AMP form or repeated slash; percent-encoding normalised as RFC
// 3986 section 6.2.2 wants it. It returns an Invalid fault for anything that
// is not an absolute http or https address.
func (os Outlets) Canonical(raw string) (*url.URL, error) {
	if len(raw) > maxURL {
		return nil, fault.New(fault.Invalid, "the address is %d bytes long; at most %d are allowed", len(raw), maxURL)
	}
	u, err := url.Parse(strings.TrimSpace(norm.NFC.String(raw)))
	if err != nil {
		return nil, fault.New(fault.Invalid, "address %q cannot be read: %w", raw, err)
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return nil, fault.New(fault.Invalid, "address %q is not a full http or https address", raw).
			WithHint("write it with its host, for instance https://baonghean.vn/…")
	}
	c := &url.URL{Scheme: "https", Host: hostname(u), RawQuery: cleanQuery(u.RawQuery)}
	if !isHost(u.Hostname()) {
		return nil, fault.New(fault.Invalid, "address %q names no host", raw)
	}
	if c.RawPath = cleanPath(u); c.RawPath == "" {
		c.RawPath = "/"
	}
	if c.Path, err = url.PathUnescape(c.RawPath); err != nil {
		return nil, fault.New(fault.Invalid, "address %q cannot be read: %w", raw, err)
	}
	if o := os.ByHost(c.Host); o != nil {
		c.Host = o.Host(c.Host)
		o.trimSlash(c)
	}
	return c, nil
}

// trimSlash drops a trailing slash from an article's address, where outlets
// serve the same page with and without it. Listings keep theirs.
func (o *Outlet) trimSlash(u *url.URL) {
	short := *u
	short.Path, short.RawPath = strings.TrimSuffix(u.Path, "/"), strings.TrimSuffix(u.RawPath, "/")
	if short.Path == u.Path || short.Path == "" {
		return
	}
	if _, ok := o.Article(&short); ok {
		*u = short
	}
}

// hostname is the host in lower case; a port stays only where it is not the
// scheme's own, as on a test server.
func hostname(u *url.URL) string {
	host, port := strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")), u.Port()
	if port == "" || port == "80" || port == "443" {
		if strings.Contains(host, ":") {
			return "[" + host + "]"
		}
		return host
	}
	return net.JoinHostPort(host, port)
}

// isHost reports whether a host name is made of non-empty labels, or is an IP
// address. Whether it exists is for the resolver.
func isHost(host string) bool {
	if net.ParseIP(host) != nil {
		return true
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(host, "."), ".") {
		if label == "" || strings.ContainsAny(label, " %:<>\"[]^|\\{}`") {
			return false
		}
	}
	return true
}

// bareHost drops the prefixes under which outlets serve the same pages.
func bareHost(host string) string {
	host = strings.ToLower(host)
	for _, prefix := range []string{"www.", "m.", "amp."} {
		if rest, ok := strings.CutPrefix(host, prefix); ok && strings.Contains(rest, ".") {
			return rest
		}
	}
	return host
}

// cleanPath is the path in normal percent-encoding without repeated slashes
// and without the mark of an AMP page. An encoded slash stays encoded: it is
// part of a name.
func cleanPath(u *url.URL) string {
	parts := strings.Split(u.EscapedPath(), "/")
	kept := parts[:0]
	for _, part := range parts {
		if part == "" && len(kept) > 0 {
			continue
		}
		if name, err := url.PathUnescape(part); err == nil {
			part = (&url.URL{Path: name}).EscapedPath()
			part = strings.ReplaceAll(part, "/", "%2F")
		}
		kept = append(kept, part)
	}
	path := strings.Join(kept, "/")
	if strings.HasSuffix(u.EscapedPath(), "/") {
		path += "/"
	}
	return strings.TrimSuffix(strings.TrimSuffix(path, "/amp"), ".amp")
}

// cleanQuery drops tracking parameters and sorts the rest, so that two links
// to one page are one address. Malformed pairs are dropped.
func cleanQuery(raw string) string {
	if raw == "" {
		return ""
	}
	values, _ := url.ParseQuery(raw)
	for name := range values {
		if isTracking(name) {
			delete(values, name)
		}
	}
	return values.Encode()
}

var tracking = []string{"fbclid", "gclid", "dclid", "msclkid", "zarsrc", "gidzl", "mc_cid", "mc_eid", "igshid", "ref", "vmr", "_ga"}

func isTracking(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "zalo_") || slices.Contains(tracking, name)
}
