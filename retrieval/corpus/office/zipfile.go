package office

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// What a zip container may cost. Deflate shrinks a thousandfold at best; the
// XML of real Office files is seldom below a fiftieth.
const (
	maxZipEntries   = 1 << 16
	maxZipExpanded  = 128 << 20 // bytes, of all parts that are read
	maxZipRatio     = 200
	freeZipExpanded = 32 << 20 // bytes that are allowed whatever the ratio
)

var (
	errZipTooBig  = block.Fail(nil, "it expands to more than is sane for its size; it may be made to do harm")
	errZipEntries = block.Fail(nil, "it has more than %d parts; it may be made to do harm", maxZipEntries)
)

// container is a zip file that is one document made of parts. Nothing is
// inflated before it is asked for, and what is inflated is counted.
type container struct {
	parts map[string]*zip.File // by partName
	left  int64                // bytes that may still be inflated
	text  *block.Budget

	omitted omissions
}

func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// openContainer reads the directory of a zip file. The entries are counted
// first, since archive/zip makes a value of each.
func openContainer(data []byte) (*container, error) {
	if bytes.Count(data, []byte("PK\x01\x02")) > maxZipEntries {
		return nil, errZipEntries
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	z := &container{
		parts: make(map[string]*zip.File, len(r.File)),
		left:  min(maxZipExpanded, max(freeZipExpanded, maxZipRatio*int64(len(data)))),
		text:  block.NewBudget(),
	}
	for _, f := range r.File {
		if name := partName(f.Name); z.parts[name] == nil {
			z.parts[name] = f
		}
	}
	return z, nil
}

// partName makes the names of parts comparable: the formats ignore case, and
// some writers use the slashes of Windows.
func partName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

func (z *container) has(name string) bool { return z.parts[partName(name)] != nil }

// open returns a part's content; fs.ErrNotExist if there is no such part.
func (z *container) open(ctx context.Context, name string) (io.ReadCloser, error) {
	f := z.parts[partName(name)]
	if f == nil {
		return nil, fmt.Errorf("part %s: %w", name, fs.ErrNotExist)
	}
	if f.Flags&1 != 0 {
		return nil, block.ErrPassword
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return &partReader{ctx, r, z}, nil
}

// bytes returns the whole content of a part.
func (z *container) bytes(ctx context.Context, name string) ([]byte, error) {
	r, err := z.open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return data, nil
}

// partReader counts what is inflated and stops when time is up. It lives no
// longer than the call that it has its context from.
type partReader struct {
	ctx context.Context
	r   io.ReadCloser
	z   *container
}

func (p *partReader) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.r.Read(b)
	if p.z.left -= int64(n); p.z.left < 0 {
		return n, errZipTooBig
	}
	return n, err
}

func (p *partReader) Close() error { return p.r.Close() }

// explain turns what went wrong inside a container into a reason to read.
func explain(ctx context.Context, err error) error {
	var known *Error
	var syntax *xmlError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &known):
		return known
	case errors.Is(err, fs.ErrNotExist):
		return block.Fail(err, "a part of it is missing; the file may be damaged")
	case errors.As(err, &syntax):
		return block.Fail(err, "a part of it is not valid XML; the file may be damaged")
	}
	return block.Fail(err, "its zip container is damaged; was it copied completely?")
}
