package corpus

import (
	"context"
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
	parsed, err := office.ReadCSV(ctx, decodeText(in.data, ""))
	return in.emitParsed(parsed, err, emit)
}
