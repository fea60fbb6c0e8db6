package legacy

import (
	"bytes"
	"context"

	"footnote/retrieval/corpus/office/block"
)

// What files begin with.
const (
	oleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	rtfMagic = `{\rtf`
)

// Is reports whether Read reads the format of data, or gives a reason for not
// reading it.
func Is(data []byte) bool { return isOLE(data) || isRTF(data) }

func isOLE(data []byte) bool { return bytes.HasPrefix(data, []byte(oleMagic)) }
func isRTF(data []byte) bool { return bytes.HasPrefix(data, []byte(rtfMagic)) }

// Read reads a file for which Is is true. An error is a *block.Error, or the
// context's.
func Read(ctx context.Context, data []byte) (*block.Document, error) {
	if isRTF(data) {
		return readRTF(ctx, data)
	}
	return readOLE(ctx, data)
}

// readOLE reads what an OLE container holds.
func readOLE(ctx context.Context, data []byte) (*block.Document, error) {
	f, err := openOLE(data)
	if err != nil {
		return nil, err
	}
	d, err := f.readDocument(ctx)
	if err == nil && len(d.Embedded) == 0 {
		d.Embedded = f.embeddedObjects()
	}
	return d, err
}

// readDocument reads the document that a container or a storage of it is.
func (f *oleFile) readDocument(ctx context.Context) (*block.Document, error) {
	d := &block.Document{}
	var err error
	switch {
	case f.has("EncryptedPackage", "EncryptedSummary"):
		return nil, block.ErrPassword
	case f.has("WordDocument"):
		d.MediaType = "application/msword"
		d.Blocks, err = f.readDOC(ctx)
	case f.has("Workbook", "Book"):
		d.MediaType = "application/vnd.ms-excel"
		err = f.readXLS(ctx, d)
	case f.has("PowerPoint Document"):
		d.MediaType = "application/vnd.ms-powerpoint"
		err = f.readPPT(ctx, d)
	case f.has("PP40", "PP97_DUALSTORAGE"):
		return nil, block.Fail(nil, "it is in the format of PowerPoint before 1997; save it as pptx")
	case f.has("VisioDocument"):
		return nil, block.Refuse("it is a drawing (Visio); save it as PDF")
	case f.has("Quill"):
		return nil, block.Fail(nil, "it is in the format of Publisher; save it as PDF")
	case f.has("MatOST"):
		return nil, block.Fail(nil, "it is in the old format of Works; save it as docx")
	default:
		return nil, block.Refuse("it is a binary container (OLE) without a document that is known")
	}
	if err != nil {
		return nil, err
	}
	f.readSummary(ctx, d)
	return d, ctx.Err()
}
