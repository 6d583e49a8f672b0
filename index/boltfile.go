package index

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
)

// bbolt maps its file into memory and trusts what it finds there, so a torn
// file ends the process. This is a reader that trusts nothing. The format
// (go.etcd.io/bbolt, version 2) is a file of pages, in the machine's byte order,
// which is little-endian wherever khotin runs:
//
//	page    id u64, flags u16, count u16, overflow u32, then elements
//	branch  pos u32, ksize u32, page u64
//	leaf    flags u32, pos u32, ksize u32, vsize u32; pos counts from the element
//	meta    magic, version, pagesize, flags u32; root page, sequence, freelist,
//	        end of pages, transaction, FNV-1a of all that u64
//	bucket  a leaf value: root page u64, sequence u64; root 0: a page follows
const (
	boltMagic      = 0xED0CDAED
	boltVersion    = 2
	pageHeader     = 16
	metaSize       = 64
	branchFlag     = 0x01
	leafFlag       = 0x02
	freelistFlag   = 0x10
	bucketLeaf     = 0x01
	bucketHeader   = 16
	maxBoltDepth   = 64
	minPageSize    = 512
	noFreelistPage = ^uint64(0)
)

var errBolt = errors.New("a page cannot be right")

// boltFile is a bolt database held in memory.
type boltFile struct {
	data     []byte
	pageSize uint64
	end      uint64 // number of pages in use
	seen     map[uint64]bool
	segments []string
}

// checkBolt walks every page of the newest transaction of a bolt file and
// returns the names of the segments its values hold. Any impossible number is
// an error.
func checkBolt(name string) (segments []string, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return readBolt(data)
}

func readBolt(data []byte) (segments []string, err error) {
	f := &boltFile{data: data, seen: make(map[uint64]bool)}
	root, freelist, err := f.meta()
	if err != nil {
		return nil, err
	}
	if freelist != noFreelistPage {
		p, err := f.page(freelist)
		if err != nil || binary.LittleEndian.Uint16(p[8:]) != freelistFlag {
			return nil, fmt.Errorf("freelist: %w", errBolt)
		}
	}
	err = f.walk(root, 0)
	return f.segments, err
}

// meta reads the newer of the two meta pages that is whole.
func (f *boltFile) meta() (root, freelist uint64, err error) {
	best := int64(-1)
	// The second meta page lies one page on; its size is in the first, or is
	// one of the usual powers of two when the first is torn.
	for at := uint64(0); at <= 1<<16; at = max(2*at, 1<<10) {
		if at+pageHeader+metaSize > uint64(len(f.data)) {
			break
		}
		m := f.data[at+pageHeader:][:metaSize]
		size := uint64(binary.LittleEndian.Uint32(m[8:]))
		sum := fnv.New64a()
		sum.Write(m[:metaSize-8])
		if binary.LittleEndian.Uint32(m) != boltMagic || binary.LittleEndian.Uint32(m[4:]) != boltVersion ||
			sum.Sum64() != binary.LittleEndian.Uint64(m[metaSize-8:]) || at != 0 && at != size {
			continue
		}
		if tx := int64(binary.LittleEndian.Uint64(m[48:])); tx > best {
			best = tx
			f.pageSize, f.end = size, binary.LittleEndian.Uint64(m[40:])
			root, freelist = binary.LittleEndian.Uint64(m[16:]), binary.LittleEndian.Uint64(m[32:])
		}
	}
	switch {
	case best < 0:
		return 0, 0, errors.New("no meta page is whole")
	case f.pageSize < minPageSize || f.end > uint64(len(f.data))/f.pageSize:
		return 0, 0, errors.New("the file is cut")
	}
	return root, freelist, nil
}

// page returns the bytes of a page and of those it overflows into.
func (f *boltFile) page(id uint64) ([]byte, error) {
	if id < 2 || id >= f.end {
		return nil, errBolt
	}
	p := f.data[id*f.pageSize:]
	overflow := uint64(binary.LittleEndian.Uint32(p[12:]))
	if binary.LittleEndian.Uint64(p) != id || overflow >= f.end-id {
		return nil, errBolt
	}
	return p[:(overflow+1)*f.pageSize], nil
}

// walk checks a page and everything below it. A page is reached once.
func (f *boltFile) walk(id uint64, depth int) error {
	if depth > maxBoltDepth || f.seen[id] {
		return errBolt
	}
	f.seen[id] = true
	p, err := f.page(id)
	if err != nil {
		return err
	}
	return f.elements(p, depth)
}

// elements checks the elements of a page, which may be one inside a value.
func (f *boltFile) elements(p []byte, depth int) error {
	if len(p) < pageHeader {
		return errBolt
	}
	flags, count := binary.LittleEndian.Uint16(p[8:]), int(binary.LittleEndian.Uint16(p[10:]))
	if len(p) < pageHeader+count*16 || flags != branchFlag && flags != leafFlag {
		return errBolt
	}
	for i := range count {
		at := pageHeader + i*16
		e := p[at:]
		if flags == branchFlag {
			if outside(e, binary.LittleEndian.Uint32(e), binary.LittleEndian.Uint32(e[4:]), 0) {
				return errBolt
			}
			if err := f.walk(binary.LittleEndian.Uint64(e[8:]), depth+1); err != nil {
				return err
			}
			continue
		}
		pos, ksize, vsize := binary.LittleEndian.Uint32(e[4:]), binary.LittleEndian.Uint32(e[8:]), binary.LittleEndian.Uint32(e[12:])
		if outside(e, pos, ksize, vsize) {
			return errBolt
		}
		value := e[uint64(pos)+uint64(ksize):][:vsize]
		if err := f.value(value, binary.LittleEndian.Uint32(e) == bucketLeaf, depth); err != nil {
			return err
		}
	}
	return nil
}

// outside reports a key or value that does not lie within the page.
func outside(e []byte, pos, ksize, vsize uint32) bool {
	return pos < 16 || uint64(pos)+uint64(ksize)+uint64(vsize) > uint64(len(e))
}

func (f *boltFile) value(v []byte, bucket bool, depth int) error {
	if !bucket {
		if bytes.HasSuffix(v, []byte(".zap")) {
			f.segments = append(f.segments, string(v))
		}
		return nil
	}
	if len(v) < bucketHeader {
		return errBolt
	}
	if root := binary.LittleEndian.Uint64(v); root != 0 {
		return f.walk(root, depth+1)
	}
	return f.elements(v[bucketHeader:], depth+1)
}
