package warc

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

// article is HTML of about n bytes that compresses as pages do, five to one.
func article(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "<p class=\"body\">Đoàn công tác số %d đã làm việc với %x tại xã, bàn về công tác dân vận.</p>\n", i, noise(uint64(i), 12))
	}
	return b.String()
}

func perSecond(b *testing.B, records int) {
	b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
}

func BenchmarkAppend(b *testing.B) {
	for _, size := range []int{2 << 10, 32 << 10, 320 << 10, 8 << 20} {
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			w := newWriter(b, b.TempDir(), Options{})
			body := article(size)
			b.SetBytes(int64(len(body)))
			n := 0
			for b.Loop() {
				mustAppend(b, w, page(n, body))
				n++
			}
			perSecond(b, 3*n)
		})
	}
}

func BenchmarkAppendParallel(b *testing.B) {
	w := newWriter(b, b.TempDir(), Options{})
	body := article(32 << 10)
	b.SetBytes(int64(len(body)))
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			mustAppend(b, w, page(1, body))
		}
	})
	perSecond(b, 3*b.N)
}

// filled is a finished file of n exchanges of 32 KB.
func filled(b *testing.B, n int) (path string, locs []Location) {
	b.Helper()
	dir := b.TempDir()
	w := newWriter(b, dir, Options{})
	body := article(32 << 10)
	for i := range n {
		locs = append(locs, mustAppend(b, w, page(i, body)))
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return filepath.Join(dir, locs[0].File), locs
}

func BenchmarkRecords(b *testing.B) {
	path, locs := filled(b, 200)
	b.SetBytes(int64(len(locs) * 32 << 10))
	n := 0
	for b.Loop() {
		r, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range r.Records() {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		r.Close()
	}
	perSecond(b, n)
}

func BenchmarkVerify(b *testing.B) {
	path, locs := filled(b, 200)
	b.SetBytes(int64(len(locs) * 32 << 10))
	n := 0
	for b.Loop() {
		n += wantWhole(b, path).Records
	}
	perSecond(b, n)
}

func BenchmarkReadAt(b *testing.B) {
	path, locs := filled(b, 200)
	b.SetBytes(32 << 10)
	n := 0
	for b.Loop() {
		rec, err := ReadAt(path, locs[n*37%len(locs)].Offset)
		if err != nil {
			b.Fatal(err)
		}
		resp, err := rec.Response()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			b.Fatal(err)
		}
		rec.Close()
		n++
	}
	perSecond(b, n)
}
