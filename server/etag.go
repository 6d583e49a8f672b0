package server

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strings"
)

// etagOf returns a weak entity tag (RFC 9110, section 8.8.3) of the parts. It
// is weak because equal answers may differ in the time they took and in their
// content coding.
func etagOf(parts ...string) string {
	h := sha256.New()
	var size [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(size[:], uint64(len(p)))
		h.Write(size[:])
		h.Write([]byte(p))
	}
	return `W/"` + base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:15]) + `"`
}

// noneMatch reports whether an If-None-Match field (RFC 9110, section 13.1.2)
// names the tag, so that 304 is the answer. Tags are compared weakly. A list
// that cannot be read names nothing: the reader then gets the whole answer.
func noneMatch(fields []string, etag string) bool {
	list := strings.Trim(strings.Join(fields, ","), " \t")
	if list == "*" {
		return true
	}
	want := opaque(etag)
	for found := false; ; {
		list = strings.TrimLeft(list, " \t,")
		if list == "" {
			return found
		}
		tag, rest, ok := cutTag(list)
		if !ok {
			return false
		}
		found = found || opaque(tag) == want
		list = rest
	}
}

// cutTag cuts one entity tag off the front of a list. A comma may stand inside
// the quotes, so the list cannot be split on commas.
func cutTag(list string) (tag, rest string, ok bool) {
	start := len(list) - len(strings.TrimPrefix(list, "W/"))
	if start >= len(list) || list[start] != '"' {
		return "", "", false
	}
	end := strings.IndexByte(list[start+1:], '"')
	if end < 0 {
		return "", "", false
	}
	end += start + 2
	rest = strings.TrimLeft(list[end:], " \t")
	return list[:end], rest, rest == "" || rest[0] == ','
}

func opaque(etag string) string { return strings.TrimPrefix(etag, "W/") }
