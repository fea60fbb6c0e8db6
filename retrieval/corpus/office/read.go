package office

import (
	"bytes"
	"context"
	"errors"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/legacy"
)

// What is read becomes the types of package block, which all readers share.
type (
	Document = block.Document
	Block    = block.Block
	Error    = block.Error
	Embedded = block.Embedded
)

// Is reports whether Read reads the format of data, or gives a reason for not
// reading it.
func Is(data []byte) bool { return formatOf(data) != nil }

// Read reads a file for which Is is true. An error is an *Error, or the
// context's. With a document beside it, the document is what could be read
// before it.
func Read(ctx context.Context, data []byte) (*Document, error) {
	read := formatOf(data)
	if read == nil {
		return nil, block.Refuse("it is no Office file")
	}
	d, err := read(ctx, data)
	if err == nil {
		return d, nil
	}
	if err = explain(ctx, err); d == nil || ctx.Err() != nil || !isWorthReading(d.Blocks, err) {
		return nil, err
	}
	return d, err
}

// isWorthReading reports whether what was read before an error is worth
// reading. What is made to do harm is not.
func isWorthReading(read block.Blocks, err error) bool {
	return read.Size() > 0 && !errors.Is(err, errZipTooBig) && !errors.Is(err, block.ErrPassword)
}

type readFunc func(ctx context.Context, data []byte) (*Document, error)

// formatOf returns what reads data, nil if it is of no format known here.
func formatOf(data []byte) readFunc {
	switch {
	case isZip(data):
		return packageFormat(data)
	case legacy.Is(data):
		return legacy.Read
	}
	return refusedFormat(data)
}

// refusedFormat knows formats by name only.
func refusedFormat(data []byte) readFunc {
	for _, f := range []struct {
		magic, reason string
		at            int
	}{
		{"ITSF", "it is a help file (CHM); unpack it (7-Zip can) and add its HTML files", 0},
		{"\xFFWPC", "it is a WordPerfect file; save it as docx (LibreOffice can convert a whole folder)", 0},
		{"BOOKMOBI", "it is a Kindle book; convert it to EPUB (Calibre can)", 60},
	} {
		if len(data) >= f.at && bytes.HasPrefix(data[f.at:], []byte(f.magic)) {
			return func(context.Context, []byte) (*Document, error) { return nil, block.Refuse("%s", f.reason) }
		}
	}
	return nil
}
