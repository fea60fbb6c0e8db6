package corpus

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"footnote/retrieval"
)

// lookedAt is how many files HasDocuments opens before it takes a folder for one
// without documents: the first ones tell.
const lookedAt = 2000

// HasDocuments reports whether a folder holds a file that looks as if it could be read:
// no picture, sound or program. It reads only beginnings. What lies in the folder under
// one of the names of except isn't looked at.
func HasDocuments(ctx context.Context, dir string, except ...string) (bool, error) {
	c, err := Open(dir, Options{})
	if err != nil {
		return false, err
	}
	defer c.Close()
	n := 0
	for f, err := range c.Files(ctx) {
		if problem := (*retrieval.ReadError)(nil); errors.As(err, &problem) {
			continue
		}
		if err != nil {
			return false, err
		}
		if top, _, _ := strings.Cut(f.Path, "/"); slices.Contains(except, top) {
			continue
		}
		if f.Size > 0 && looksReadable(c.fsys, f.Path) {
			return true, nil
		}
		if n++; n >= lookedAt {
			break
		}
	}
	return false, nil
}

// looksReadable reports whether a file begins as documents do.
func looksReadable(files fs.FS, name string) bool {
	f, err := files.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 512)) // what DetectContentType looks at
	if err != nil || len(head) == 0 {
		return false
	}
	kind, _, _ := strings.Cut(http.DetectContentType(head), "/")
	switch kind {
	case "image", "audio", "video", "font":
		return false
	case "text":
		return true
	}
	for _, magic := range readableMagic {
		if bytes.HasPrefix(head, magic) {
			return true
		}
	}
	return false
}

// readableMagic begins files that are no text and are read: PDF, zip with all formats
// that are zip packages, the container of Office before 2007, gzip, bzip2, xz,
// zstandard.
var readableMagic = [][]byte{
	[]byte("%PDF-"), []byte("PK\x03\x04"), []byte("\xd0\xcf\x11\xe0"), []byte("\x1f\x8b"), []byte("BZh"),
	[]byte("\xfd7zXZ\x00"), []byte("\x28\xb5\x2f\xfd"),
}
