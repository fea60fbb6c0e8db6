package corpus

import (
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/zstd"
	"github.com/therootcompany/xz"

	"footnote/retrieval"
)

// compressedReader reads a file that is compressed as a whole. It is no bundle:
// what is in it keeps its name.
type compressedReader struct{}

// compression is a format that compresses one stream of bytes.
type compression struct {
	name, magic string
	open        func(io.Reader) (io.Reader, error)
}

var compressions = []compression{
	{"gzip", "\x1f\x8b", func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
	{"bzip2", "BZh", func(r io.Reader) (io.Reader, error) { return bzip2.NewReader(r), nil }},
	{"xz", "\xfd7zXZ\x00", func(r io.Reader) (io.Reader, error) { return xz.NewReader(r, 64<<20) }},
	{"zstd", "\x28\xb5\x2f\xfd", func(r io.Reader) (io.Reader, error) {
		// On the caller's goroutine, and without the memory that huge windows take.
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}},
}

func compressionOf(in *input) *compression {
	for i, c := range compressions {
		if bytes.HasPrefix(in.data, []byte(c.magic)) {
			return &compressions[i]
		}
	}
	return nil
}

func (compressedReader) sniff(in *input) bool { return compressionOf(in) != nil }

func (compressedReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	c := compressionOf(in)
	data, err := in.expandCompressed(ctx, c)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errTooLarge):
		return in.failInput(nil, "what is compressed in it is larger than the %s allowed", formatSize(in.limits.fileBytes))
	case err != nil && err == in.budget.err:
		return in.failInput(nil, "%v", err)
	case err != nil:
		return in.failInput(err, "it is damaged (%s); was it copied completely?", c.name)
	case in.depth+1 > maxDepth:
		in.budget.err = errTooDeep
		return in.failInput(nil, "%v", errTooDeep)
	}
	return in.nestedInput(in.id, innerName(in.name), data).readDocuments(ctx, emit)
}

// expandCompressed returns what is compressed in the input. It expands the data
// twice, the first time to learn its size: no header states that, and a buffer
// that grows takes three times the memory.
func (in *input) expandCompressed(ctx context.Context, c *compression) ([]byte, error) {
	expand := func(read func(io.Reader) error) error {
		r, err := c.open(bytes.NewReader(in.data))
		if err != nil {
			return err
		}
		if closer, ok := r.(io.Closer); ok {
			defer closer.Close()
		}
		return read(r)
	}
	var expected int64
	var data []byte
	err := expand(func(r io.Reader) (err error) {
		expected, err = in.measureExpanded(ctx, r)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = expand(func(r io.Reader) (err error) {
		data, err = in.expandAll(ctx, r, expected)
		return err
	})
	return data, err
}

// innerName is the name of a compressed file without the compression.
func innerName(name string) string {
	ext := path.Ext(name)
	base := strings.TrimSuffix(name, ext)
	switch strings.ToLower(ext) {
	case ".gz", ".bz2", ".xz", ".zst", ".zstd", ".gzip":
		return base
	case ".tgz", ".tbz", ".tbz2", ".txz", ".tzst":
		return base + ".tar"
	}
	return name
}
