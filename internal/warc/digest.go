package warc

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/hex"
	"hash"
	"slices"
	"strings"
)

// algorithm is the label of the digests this package writes.
const algorithm = "sha256"

// newHash returns the hash of a digest's label, or nil for one we do not know.
// SHA-1 and MD5 are here to check what others wrote.
func newHash(label string) hash.Hash {
	switch strings.ReplaceAll(strings.ToLower(label), "-", "") {
	case "sha1":
		return sha1.New()
	case "sha256":
		return sha256.New()
	case "sha512":
		return sha512.New()
	case "md5":
		return md5.New()
	}
	return nil
}

// formatDigest writes a sum as a labelled digest (ISO 28500, 5.8).
func formatDigest(h hash.Hash) string {
	return algorithm + ":" + hex.EncodeToString(h.Sum(nil))
}

// PayloadDigest returns the labelled digest of a payload, as the writer would
// write it.
func PayloadDigest(payload []byte) string {
	h := sha256.New()
	h.Write(payload)
	return formatDigest(h)
}

// parseDigest takes a labelled digest apart. Base32 and hexadecimal are both in
// use and told apart by length; ok is false for any other text.
func parseDigest(s string) (h hash.Hash, sum []byte, ok bool) {
	label, value, found := strings.Cut(s, ":")
	if !found {
		return nil, nil, false
	}
	if h = newHash(strings.TrimSpace(label)); h == nil {
		return nil, nil, false
	}
	value = strings.TrimRight(strings.TrimSpace(value), "=")
	var err error
	if len(value) == hex.EncodedLen(h.Size()) {
		sum, err = hex.DecodeString(value)
	} else {
		sum, err = base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ToUpper(value))
	}
	return h, sum, err == nil && len(sum) == h.Size()
}

// check is a digest that a record claims, and the bytes it is compared with.
type check struct {
	hash hash.Hash
	want []byte
}

// newCheck returns nil when there is nothing to compare: no digest, or one in an
// algorithm or spelling we do not know.
func newCheck(labelled string) *check {
	h, sum, ok := parseDigest(labelled)
	if !ok {
		return nil
	}
	return &check{h, sum}
}

func (c *check) Write(p []byte) (int, error) {
	if c == nil {
		return len(p), nil
	}
	return c.hash.Write(p)
}

func (c *check) holds() bool { return slices.Equal(c.hash.Sum(nil), c.want) }
