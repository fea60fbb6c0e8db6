package corpus

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"io"

	"footnote/retrieval"
)

// tarReader reads the files in a tar archive.
type tarReader struct{}

// The magic of POSIX and GNU archives stands behind the first header's fields.
const tarMagicAt = 257

func (tarReader) sniff(in *input) bool {
	return len(in.data) >= 512 && bytes.HasPrefix(in.data[tarMagicAt:], []byte("ustar"))
}

func (tarReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	e := &entries{in: in, unit: "file", emit: emit}
	return e.finishBundle(ctx, readTar(ctx, e))
}

func readTar(ctx context.Context, e *entries) error {
	r := tar.NewReader(bytes.NewReader(e.in.data))
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return &damage{err}
		}
		if h.Typeflag != tar.TypeReg || isUnwanted(h.Name) {
			continue
		}
		name := e.uniqueName(h.Name)
		if err := e.in.budget.countEntry(); err != nil {
			return err
		}
		data, err := e.in.expandAll(ctx, r, min(h.Size, int64(len(e.in.data))))
		if err != nil {
			err = e.noteExpand(ctx, name, err)
		} else {
			err = e.readEntry(ctx, name, data)
		}
		if err != nil {
			return err
		}
	}
}
