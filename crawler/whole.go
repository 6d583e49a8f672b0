package crawler

import "io"

// whole gives nothing of a body until all of it has come. Whoever reads it into
// memory then starts only with what is known to keep its limit, and a bomb costs
// a temporary file instead of the heap of everyone who meets one at that time.
type whole struct {
	source io.Reader
	closer io.Closer
	copy   spool
	read   io.Reader // nil until the first Read
}

func (w *whole) Read(p []byte) (int, error) {
	if w.read == nil {
		if err := w.fill(); err != nil {
			return 0, err
		}
	}
	return w.read.Read(p)
}

func (w *whole) fill() error {
	buf := make([]byte, 32<<10)
	for {
		n, err := w.source.Read(buf)
		if lost := w.copy.write(buf[:n]); lost != nil {
			return lost
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	var err error
	w.read, err = w.copy.reader()
	return err
}

func (w *whole) Close() error {
	err := w.closer.Close()
	if lost := w.copy.close(); lost != nil {
		return lost
	}
	return err
}
