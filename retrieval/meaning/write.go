package meaning

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"

	"footnote/retrieval/private"
)

const (
	runEnding  = ".vectors"
	tempEnding = ".tmp"
)

// writeRun writes a run of the vectors that each yields, in order of their keys, each
// key once. It returns its name, "" where there was no vector.
func writeRun(dir, model string, each func(yield func(Key, []int8) error) error) (name string, err error) {
	if err := private.MakeFolder(dir); err != nil {
		return "", unwritableError("make the folder of vectors", dir, err)
	}
	f, err := os.CreateTemp(dir, "*"+tempEnding) // for this user alone
	if err != nil {
		return "", unwritableError("write vectors", dir, err)
	}
	defer func() {
		err = errors.Join(err, f.Close())
		if err == nil && name != "" {
			err = os.Rename(f.Name(), filepath.Join(dir, name))
		}
		if err != nil || name == "" {
			name = ""
			err = errors.Join(err, os.Remove(f.Name()))
		}
		if err != nil {
			err = unwritableError("write vectors", dir, err)
		}
	}()
	w := &runWriter{file: f, header: header{model: model}}
	if err := w.writeAll(each); err != nil || w.header.count == 0 {
		return "", err
	}
	return strings.TrimSuffix(filepath.Base(f.Name()), tempEnding) + runEnding, nil
}

// unwritableError says what to do where vectors can't be written.
func unwritableError(doing, dir string, err error) error {
	return fmt.Errorf("%s: %w (see that %s can be written to and its disk has room; until then passages are found by words)", doing, err, dir)
}

// writeJSON writes a small file, which appears as a whole. doing says what for.
func writeJSON(dir, name, doing string, value any) error {
	b, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	path := filepath.Join(dir, name)
	if err = private.WriteFile(path+tempEnding, append(b, '\n')); err == nil {
		err = os.Rename(path+tempEnding, path)
	}
	if err != nil {
		return unwritableError(doing, dir, err)
	}
	return nil
}

// runWriter writes a run: the vectors are counted first, so that the keys before
// them have their place.
type runWriter struct {
	file   *os.File
	header header
}

func (w *runWriter) writeAll(each func(yield func(Key, []int8) error) error) error {
	if err := each(func(_ Key, v []int8) error { w.header.count++; w.header.length = len(v); return nil }); err != nil || w.header.count == 0 {
		return err
	}
	h := &w.header
	keys := make([]byte, h.keysAt(), h.vectorsAt())
	if _, err := w.file.Seek(int64(h.vectorsAt()), 0); err != nil {
		return err
	}
	out := bufio.NewWriterSize(w.file, 1<<18)
	err := each(func(k Key, v []int8) error {
		keys = append(keys, k[:]...)
		h.sums = crc32.Update(h.sums, castagnoli(), unsigned(v))
		_, err := out.Write(unsigned(v))
		return err
	})
	if err := errors.Join(err, out.Flush()); err != nil {
		return err
	}
	h.keys = checksum(keys[h.keysAt():])
	copy(keys, h.encodeHeader())
	if _, err := w.file.WriteAt(keys, 0); err != nil {
		return err
	}
	return w.file.Sync()
}
