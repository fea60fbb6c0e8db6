package corpus

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/corpus/ocr"
)

// pictureReader reads the text of photos, screenshots and scanned pages, where there is
// a program that does (package ocr).
type pictureReader struct{}

// pictureKinds are the formats that such programs know, by what files begin with.
var pictureKinds = []struct{ magic, mediaType string }{
	{"\x89PNG\r\n\x1a\n", "image/png"}, {"\xff\xd8\xff", "image/jpeg"}, {"II*\x00", "image/tiff"}, {"MM\x00*", "image/tiff"},
}

// pictureType returns the media type of a picture, "" for what is none.
func pictureType(data []byte) string {
	for _, kind := range pictureKinds {
		if bytes.HasPrefix(data, []byte(kind.magic)) {
			return kind.mediaType
		}
	}
	return ""
}

func (pictureReader) sniff(in *input) bool { return in.limits.ocr != nil && pictureType(in.data) != "" }

func (pictureReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	in.notePictures()
	text, err := in.readPicture(ctx, in.data, "")
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return in.failInput(err, "%s", describeOCR(err))
	}
	d := in.newDocument(pictureType(in.data))
	p := &plainText{}
	for paragraph := range strings.SplitSeq(canonicalText(text), "\n\n") {
		p.addParagraph(paragraph)
	}
	p.finishText(d)
	if !hasWords(d.Text) {
		return in.refuseInput("it is a picture without text")
	}
	return emit(d)
}

// readPicture reads a picture. What the program takes is limited by package ocr, so
// that it doesn't count for the parser, which waits.
func (in *input) readPicture(ctx context.Context, picture []byte, language string) (text string, err error) {
	err = in.meter.runUncounted(func() error {
		text, err = in.limits.ocr.ReadPicture(ctx, picture, language)
		return err
	})
	return text, err
}

// howToReadPictures says what has pictures read that weren't.
func (in *input) howToReadPictures() string {
	if in.limits.later {
		return "its text is yet to be read: footnote index does it, and footnote serve meanwhile"
	}
	return "to have its text read, install tesseract (Debian: tesseract-ocr), or name a program like it in FOOTNOTE_OCR, and index again"
}

// describeOCR says why a picture wasn't read.
func describeOCR(err error) string {
	if errors.Is(err, ocr.ErrProgram) {
		return "the program that FOOTNOTE_OCR names, or tesseract, could not read it"
	}
	return "its picture could not be read"
}
