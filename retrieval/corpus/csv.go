package corpus

import (
	"context"
	"errors"
	"path"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/corpus/office"
)

// csvReader reads tables whose cells are apart by a comma, semicolon, tab or
// bar, in any charset. Their content alone doesn't distinguish them from text
// with commas, so the name has to.
type csvReader struct{}

func (csvReader) sniff(in *input) bool {
	switch strings.ToLower(path.Ext(in.name)) {
	case ".csv", ".tsv", ".tab":
		return !isBinary(in.data)
	}
	return false
}

func (csvReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	parts := 0
	err := office.ReadCSV(ctx, decodeText(in.data, ""), longDocument/2, func(parsed *office.Document) error {
		parts++
		part := *in
		if parts > 1 {
			part.id = partID(in.id, parts)
		}
		return part.emitOffice(parsed, officeText(parsed.Blocks), emit)
	})
	var reason *office.Error
	switch {
	case err == nil && parts == 0:
		return in.refuseInput("it holds no text")
	case parts > 0 && errors.As(err, &reason):
		return in.failInput(reason.Err, "%s (what comes before that was read)", reason.Reason)
	case errors.As(err, &reason):
		return in.officeError(err)
	}
	return err
}
