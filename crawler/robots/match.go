package robots

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// Target returns the part of an address that rules are matched against: its
// path and query as they stand, "/" where there is none.
func Target(address string) string {
	if u, err := url.Parse(address); err == nil {
		target := normalEmpty(u.EscapedPath())
		if u.RawQuery != "" || u.ForceQuery {
			target += "?" + u.RawQuery
		}
		return target
	}
	if _, rest, ok := strings.Cut(address, "//"); ok {
		address = rest
	}
	start := strings.IndexAny(address, "/?")
	if start < 0 {
		return "/"
	}
	return normalEmpty(address[start:])
}

func normalEmpty(target string) string {
	if !strings.HasPrefix(target, "/") {
		return "/" + target
	}
	return target
}

// matches reports whether the normalised pattern covers the normalised target
// from its start. A star stands for any run of bytes; a dollar at the end ties
// the pattern to the end of the target.
func matches(pattern, target string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	first, rest, star := strings.Cut(pattern, "*")
	target, ok := strings.CutPrefix(target, first)
	if !ok {
		return false
	}
	for star {
		var piece string
		piece, rest, star = strings.Cut(rest, "*")
		if !star && anchored {
			return strings.HasSuffix(target, piece)
		}
		// The leftmost place leaves the most for the pieces to come.
		at := strings.Index(target, piece)
		if at < 0 {
			return false
		}
		target = target[at+len(piece):]
	}
	return !anchored || target == ""
}

// normalPattern brings a path pattern to the form of normalTarget. A star is a
// wildcard, a dollar at the very end an anchor; elsewhere a dollar is itself.
func normalPattern(path string) string {
	path = undouble(path)
	body, anchored := strings.CutSuffix(path, "$")
	parts := strings.Split(body, "*")
	for i, part := range parts {
		parts[i] = normalise(part)
	}
	pattern := strings.Join(parts, "*")
	if anchored {
		pattern += "$"
	}
	return pattern
}

func normalTarget(target string) string {
	target, _, _ = strings.Cut(target, "#")
	return normalise(normalEmpty(target))
}

// normalise writes s in the one percent-encoding in which patterns and targets
// are compared (RFC 9309 section 2.2.2, RFC 3986 section 6.2.2): escapes in
// capitals, unreserved characters bare, everything else that an address cannot
// hold escaped, and the two signs with a meaning in patterns escaped as well.
func normalise(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			c = unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
			if isUnreserved(c) {
				b.WriteByte(c)
			} else {
				escape(&b, c)
			}
			continue
		}
		if isUnreserved(c) || strings.IndexByte("/?%:@!&'()+,;=[]", c) >= 0 {
			b.WriteByte(c)
		} else {
			escape(&b, c)
		}
	}
	return b.String()
}

func escape(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(digits[c>>4])
	b.WriteByte(digits[c&15])
}

func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c >= 'a':
		return c - 'a' + 10
	case c >= 'A':
		return c - 'A' + 10
	}
	return c - '0'
}

// undouble undoes a file saved as UTF-8 twice, so that "ế" stands as "áº¿".
// The tell-tale is a C1 control character, which no address means.
func undouble(s string) string {
	control := false
	raw := make([]byte, 0, len(s))
	for _, r := range s {
		if r > 0xff || r == utf8.RuneError {
			return s
		}
		control = control || r >= 0x80 && r <= 0x9f
		raw = append(raw, byte(r))
	}
	if !control || !utf8.Valid(raw) {
		return s
	}
	return string(raw)
}
