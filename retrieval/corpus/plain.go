package corpus

import (
	"bytes"
	"context"

	"footnote/retrieval"
)

// plainReader reads text in any charset.
type plainReader struct{}

func (plainReader) sniff(in *input) bool { return !isBinary(in.data) }

func (plainReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	if bytes.HasPrefix(in.data, []byte("%!PS")) {
		return in.refuseInput("not a document that can be read: PostScript; save it as PDF")
	}
	d := in.newDocument("text/plain")
	d.Text = canonicalText(decodeText(in.data, ""))
	if d.Text == "" {
		return in.refuseInput("it holds no text")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	readHead(d)
	return emit(d)
}
