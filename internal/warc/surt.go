package warc

import (
	"net/netip"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// SURT returns the key under which indexes sort an address: the host reversed,
// so that the pages of a domain stand together, and whatever rarely changes the
// page taken off. It follows the canonical form of the Wayback Machine, as the
// Python package surt computes it:
//
//   - no scheme, user, fragment, default port, leading www or www7
//   - all in lower case, percent escapes undone and set again where needed
//   - no dot segments, doubled or closing slashes
//   - the parts of the query sorted, session names dropped
//
// Hosts are taken as ASCII; anything that is no http or ftp address comes back
// as it is.
func SURT(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https", "ftp"}, u.Scheme) {
		return address
	}
	key := reverseHost(u.Hostname())
	if port := u.Port(); port != "" && port != defaultPorts[u.Scheme] {
		key += ":" + port
	}
	key += ")" + canonicalPath(u.EscapedPath())
	if query := canonicalQuery(u.RawQuery); query != "" {
		key += "?" + query
	}
	return key
}

var (
	defaultPorts = map[string]string{"http": "80", "https": "443", "ftp": "21"}
	www          = regexp.MustCompile(`^www\d*\.`)
	session      = regexp.MustCompile(`^(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}$`)
)

func reverseHost(host string) string {
	host = strings.ToLower(strings.Trim(host, "."))
	if ip, err := netip.ParseAddr(host); err == nil && ip.Is6() {
		return host
	}
	labels := strings.Split(www.ReplaceAllString(host, ""), ".")
	slices.Reverse(labels)
	return strings.Join(labels, ",")
}

func canonicalPath(escaped string) string {
	return strings.ToLower(escape(path.Clean("/" + unescape(escaped))))
}

func canonicalQuery(raw string) string {
	if raw == "" {
		return ""
	}
	parts := strings.Split(strings.ToLower(escape(unescape(raw))), "&")
	parts = slices.DeleteFunc(parts, session.MatchString)
	slices.Sort(parts)
	return strings.Join(parts, "&")
}

// maxUnescape bounds how often an address was escaped over again.
const maxUnescape = 8

// unescape undoes percent escapes until none is left. A percent sign without
// two hexadecimal digits stands for itself.
func unescape(s string) string {
	for range maxUnescape {
		var b strings.Builder
		for i := 0; i < len(s); i++ {
			if s[i] == '%' && i+2 < len(s) {
				if high, low := hexDigit(s[i+1]), hexDigit(s[i+2]); high >= 0 && low >= 0 {
					b.WriteByte(byte(high<<4 | low))
					i += 2
					continue
				}
			}
			b.WriteByte(s[i])
		}
		if b.Len() == len(s) {
			return s
		}
		s = b.String()
	}
	return s
}

// hexDigit returns the value of a hexadecimal digit, or -1.
func hexDigit(c byte) int {
	i := strings.IndexByte("0123456789abcdefABCDEF", c)
	if i > 15 {
		i -= 6
	}
	return i
}

// escape sets percent escapes for what an index line cannot hold, and for the
// two characters that would read as something else.
func escape(s string) string {
	const digits = "0123456789abcdef"
	var b strings.Builder
	for _, c := range []byte(s) {
		if c <= ' ' || c >= 0x7f || c == '#' || c == '%' {
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
