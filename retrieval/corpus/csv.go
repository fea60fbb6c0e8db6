package corpus

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"

	"footnote/retrieval"
)

// csvReader reads tables of comma-, semicolon- or tab-separated values. What is
// a table of them only the name tells: any prose has commas.
type csvReader struct{}

func (csvReader) sniff(in *input) bool {
	switch strings.ToLower(path.Ext(in.name)) {
	case ".csv", ".tsv", ".tab":
		return !binary(in.data)
	}
	return false
}

func (csvReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	text := decode(in.data, "")
	d := in.document("text/csv")
	p := &plainText{}
	t := sheetText{p: p}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = delimiter(text)
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	for n := 1; ; n++ {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return in.fail(err, "it is not a table of separated values")
		}
		if n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := t.add(n, csvCells(record)); errors.Is(err, errTooMuchText) {
			return in.fail(nil, "%v", err)
		} else if err != nil {
			return err
		}
	}
	t.end()
	p.finish(d)
	if d.Text == "" {
		return in.refuse("it holds no text")
	}
	return emit(d)
}

var numeral = regexp.MustCompile(`^[-+(]?[$€£¥]?\s?\d[\d.,' \x{00a0}]*\s?[%)€$£]?$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d.*)?$`)

func csvCells(record []string) []sheetCell {
	var cells []sheetCell
	for i, text := range record {
		if text = strings.TrimSpace(text); text != "" {
			cells = append(cells, sheetCell{column: i, text: text, number: numeral.MatchString(text)})
		}
	}
	return cells
}

// delimiter returns the one that cuts the first lines into most columns of
// equal number.
func delimiter(text string) rune {
	const looked = 20
	best, most := ',', 0
	for _, comma := range []rune{',', ';', '\t', '|'} {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
		counts := make(map[int]int)
		for range looked {
			record, err := r.Read()
			if err != nil {
				break
			}
			counts[len(record)]++
		}
		for columns, lines := range counts {
			if score := (columns - 1) * lines; score > most {
				best, most = comma, score
			}
		}
	}
	return best
}
