package office

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

const oleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// oleFile is a file in the container format of Office before 2007: streams by
// name in lower case, of the outermost storage only. Those of the others belong to embedded
// files.
type oleFile struct {
	streams map[string]*mscfb.File
	data    []byte
}

// openOLE reads the directory of a container.
func openOLE(data []byte) (*oleFile, error) {
	r, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, fail(err, "its container is damaged; was it copied completely?")
	}
	f := &oleFile{make(map[string]*mscfb.File), data}
	for _, entry := range r.File {
		if len(entry.Path) == 0 && f.streams[strings.ToLower(entry.Name)] == nil {
			f.streams[strings.ToLower(entry.Name)] = entry
		}
	}
	return f, nil
}

func (f *oleFile) has(names ...string) bool {
	for _, name := range names {
		if f.streams[strings.ToLower(name)] != nil {
			return true
		}
	}
	return false
}

// stream returns what a stream holds, as far as it can be read. Nothing is
// longer than the file.
func (f *oleFile) stream(ctx context.Context, name string) ([]byte, error) {
	entry := f.streams[strings.ToLower(name)]
	if entry == nil {
		return nil, fail(nil, "a part of it is missing; the file may be damaged")
	}
	var b bytes.Buffer
	_, err := b.ReadFrom(io.LimitReader(contextReader{ctx, entry}, int64(len(f.data))))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil && b.Len() == 0 {
		return nil, fail(err, "a part of it can't be read; the file may be damaged")
	}
	return b.Bytes(), nil
}

// contextReader ends when its context does. It lives no longer than the call
// that it has its context from.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (r contextReader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(b)
}

// readOLE reads what an OLE container holds.
func readOLE(ctx context.Context, data []byte) (*Document, error) {
	f, err := openOLE(data)
	if err != nil {
		return nil, err
	}
	d := &Document{}
	switch {
	case f.has("EncryptedPackage", "EncryptedSummary"):
		return nil, errPassword
	case f.has("WordDocument"):
		d.MediaType = "application/msword"
		d.Blocks, err = f.readDOC(ctx)
	case f.has("Workbook", "Book"):
		d.MediaType = "application/vnd.ms-excel"
		d.Blocks, err = f.readXLS(ctx)
	case f.has("PowerPoint Document"):
		d.MediaType = "application/vnd.ms-powerpoint"
		d.Blocks, err = f.readPPT(ctx)
	case f.has("PP40", "PP97_DUALSTORAGE"):
		return nil, fail(nil, "it is in the format of PowerPoint before 1997; save it as pptx")
	case f.has("VisioDocument"):
		return nil, refuse("it is a drawing (Visio); save it as PDF")
	case f.has("Quill"):
		return nil, fail(nil, "it is in the format of Publisher; save it as PDF")
	case f.has("MatOST"):
		return nil, fail(nil, "it is in the old format of Works; save it as docx")
	default:
		return nil, refuse("it is a binary container (OLE) without a document that is known")
	}
	if err != nil {
		return nil, err
	}
	f.readSummary(ctx, d)
	return d, ctx.Err()
}
