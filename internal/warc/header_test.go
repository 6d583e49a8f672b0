package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// lines hands out a text as a stream does.
func lines(text string) func(int) ([]byte, error) {
	in := bufio.NewReader(strings.NewReader(text))
	return func(int) ([]byte, error) { return in.ReadBytes('\n') }
}

func TestParseHeader(t *testing.T) {
	type got struct {
		Version string
		Fields  Fields
	}
	for name, c := range map[string]struct {
		text string
		want got
	}{
		"usual":             {"WARC/1.1\r\nA: b\r\nC: d\r\n\r\nrest", got{"1.1", Fields{{"A", "b"}, {"C", "d"}}}},
		"line feeds":        {"WARC/0.17\nA:b\n\n", got{"0.17", Fields{{"A", "b"}}}},
		"no fields":         {"WARC/1.0\r\n\r\n", got{"1.0", nil}},
		"spaces":            {"WARC/1.0 \r\n A \r\nB  :  c d \t\r\n\r\n", got{"1.0", Fields{{"B", "c d"}}}},
		"colons in a value": {"WARC/1.0\r\nA: http://b:80/\r\n\r\n", got{"1.0", Fields{{"A", "http://b:80/"}}}},
		"empty value":       {"WARC/1.0\r\nA:\r\nB: \r\n\r\n", got{"1.0", Fields{{"A", ""}, {"B", ""}}}},
		"folded":            {"WARC/1.0\r\nA: b\r\n c\r\n\td\r\n\r\n", got{"1.0", Fields{{"A", "b c d"}}}},
		"folded from empty": {"WARC/1.0\r\nA:\r\n b\r\n\r\n", got{"1.0", Fields{{"A", "b"}}}},
		"repeated":          {"WARC/1.0\r\nA: b\r\nA: c\r\n\r\n", got{"1.0", Fields{{"A", "b"}, {"A", "c"}}}},
		"Vietnamese":        {"WARC/1.0\r\nA: Đồng chí\r\n\r\n", got{"1.0", Fields{{"A", "Đồng chí"}}}},
	} {
		version, fields, err := parseHeader(lines(c.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		wantSame(t, name, c.want, got{version, fields})
	}
	for text, want := range map[string]error{
		"":                          io.EOF,
		"WARC/1.1\r\nA: b\r\n":      io.EOF,
		"HTTP/1.1 200 OK\r\n\r\n":   errVersion,
		"warc/1.1\r\n\r\n":          errVersion,
		"WARC/1.1\r\n" + manyFields: errHeader,
	} {
		if _, _, err := parseHeader(lines(text)); !errors.Is(err, want) {
			t.Errorf("%.30q: %v, want %v", text, err, want)
		}
	}
}

var manyFields = strings.Repeat("A: b\r\n", maxFields+1) + "\r\n"

func TestFields(t *testing.T) {
	var f Fields
	f.add("WARC-Type", "response")
	f.add("WARC-Concurrent-To", "a")
	f.add("WARC-Concurrent-To", "b")
	f.add("Empty", "")
	if got := f.Get("warc-concurrent-TO"); got != "a" {
		t.Errorf("Get = %q, want the first", got)
	}
	if got := f.Get("Empty") + f.Get("Missing"); got != "" {
		t.Errorf("Get = %q, want nothing", got)
	}
	var b bytes.Buffer
	if err := f.write(&b); err != nil {
		t.Fatal(err)
	}
	wantSame(t, "header", "WARC/1.1\r\nWARC-Type: response\r\nWARC-Concurrent-To: a\r\nWARC-Concurrent-To: b\r\n\r\n", b.String())
	for name, bad := range map[string]Fields{
		"line break in a value": {{"A", "b\r\nWARC-Type: warcinfo"}},
		"line break in a name":  {{"A\n", "b"}},
		"NUL":                   {{"A", "\x00"}},
		"too large":             {{"A", strings.Repeat("b", maxHeader)}},
	} {
		b.Reset()
		if err := bad.write(&b); err == nil || b.Len() > 0 {
			t.Errorf("%s: %v, %d bytes written", name, err, b.Len())
		}
	}
}

func TestContentLength(t *testing.T) {
	for values, want := range map[string]int64{
		"0": 0, "7": 7, "007": 7, "7,7": 7, fmt.Sprint(int64(maxBlock)): maxBlock,
		"": -1, "7,8": -1, "-1": -1, "+1": -1, "1.5": -1, "0x10": -1, "seven": -1, "7 8": -1,
		fmt.Sprint(int64(maxBlock) + 1): -1, "9223372036854775808": -1, "99999999999999999999": -1,
	} {
		f := Fields{{"WARC-Type", "x"}}
		for value := range strings.SplitSeq(values, ",") {
			if values != "" {
				f = append(f, Field{"content-length", value})
			}
		}
		got, err := f.contentLength()
		if err != nil {
			got = -1
		}
		if got != want {
			t.Errorf("%q: %d, want %d", values, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2026":                           time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		"2026-08":                        time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC),
		"2026-08-06":                     time.Date(2026, 8, 6, 0, 0, 0, 0, time.UTC),
		"2026-08-06T04:42Z":              time.Date(2026, 8, 6, 4, 42, 0, 0, time.UTC),
		"2026-08-06T04:42:07Z":           time.Date(2026, 8, 6, 4, 42, 7, 0, time.UTC),
		"2026-08-06T04:42:07.5Z":         time.Date(2026, 8, 6, 4, 42, 7, 5e8, time.UTC),
		"2026-08-06T04:42:07.123456789Z": time.Date(2026, 8, 6, 4, 42, 7, 123456789, time.UTC),
		"2026-08-06T11:42:07+07:00":      time.Date(2026, 8, 6, 4, 42, 7, 0, time.UTC),
		"":                               {},
		"20260806044207":                 {},
		"2026-13-01":                     {},
		"Thu, 06 Aug 2026":               {},
	} {
		if got := parseDate(text); !got.Equal(want) {
			t.Errorf("parseDate(%q) = %v, want %v", text, got, want)
		}
	}
	zone := time.FixedZone("+07", 7*3600)
	if got := formatDate(time.Date(2026, 8, 6, 2, 0, 0, 1_999_999, zone)); got != "2026-08-05T19:00:00.001Z" {
		t.Errorf("formatDate = %s", got)
	}
}
