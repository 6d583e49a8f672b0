package index

import (
	"encoding/json"
	"fmt"
	"sync"

	"khotin/internal/article"
	"khotin/internal/lang"

	"github.com/klauspost/compress/zstd"
)

// record is what a hit shows of an article, stored as JSON in a Zstandard frame
// (RFC 8878), which takes a quarter less than bleve's own Snappy.
type record struct {
	URL       string        `json:"u"`
	Headline  string        `json:"h"`
	Lang      lang.Tag      `json:"l"`
	Outlet    string        `json:"o"`
	Published article.Date  `json:"p"`
	Group     string        `json:"g,omitempty"`
	State     article.State `json:"s"`
	Blocks    []block       `json:"b"`
}

type block struct {
	Part string   `json:"p"`
	Lang lang.Tag `json:"l"`
	Text string   `json:"t"`
}

// maxRecord bounds the bytes that a stored record may unfold to.
const maxRecord = 256 << 20

// codec packs and unpacks records; both are safe for concurrent use.
type codec struct {
	*zstd.Encoder
	*zstd.Decoder
}

// records makes the codec when it is needed first. The options are constants, so
// that an error is one of this program's.
var records = sync.OnceValues(func() (c codec, err error) {
	c.Encoder, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false))
	if err == nil {
		c.Decoder, err = zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxRecord))
	}
	return c, err
})

func (r *record) pack() ([]byte, error) {
	c, err := records()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	return c.EncodeAll(text, nil), nil
}

func unpack(stored []byte, id string) (r record, err error) {
	c, err := records()
	var text []byte
	if err == nil {
		text, err = c.DecodeAll(stored, nil)
	}
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err != nil {
		return r, fmt.Errorf("read the stored record of %s: %w", id, err)
	}
	return r, nil
}
