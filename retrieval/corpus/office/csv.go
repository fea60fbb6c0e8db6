package office

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/sheet"
)

// csvSample is how much of a table is looked at to tell its delimiter, bytes.
const csvSample = 16 << 10

// ReadCSV reads a table of delimited cells, as RFC 4180 or as spreadsheets of
// many countries write them, and hands out documents of about size bytes of its
// rows. An error is an *Error, the context's, or one of give. What could be read
// before it was handed out.
func ReadCSV(ctx context.Context, text string, size int, give func(*Document) error) error {
	comma := delimiter(text)
	mediaType := "text/csv"
	if comma == '\t' {
		mediaType = "text/tab-separated-values"
	}
	if rest, ok := cutSepLine(text); ok {
		text = rest
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = comma
	r.LazyQuotes = true
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	out := sheet.NewWriter(block.NewLongBudget())
	giveRows := func(least int) error {
		if blocks := out.TakeBlocks(least); blocks != nil {
			return give(&Document{MediaType: mediaType, Blocks: blocks})
		}
		return nil
	}
	row := 0 // of those with anything in them
	for n := 0; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil && !errors.Is(err, csv.ErrQuote) {
			return block.Fail(err, "it is no table of cells as in a CSV file")
		}
		var cells []sheet.Cell
		for i, value := range record {
			if value = strings.TrimSpace(value); value != "" && i < sheet.MaxColumns {
				cells = append(cells, sheet.Cell{Column: i, Text: strings.Clone(value), Number: looksNumeric(value)})
			}
		}
		if len(cells) == 0 { // empty lines between tables
			out.EndRegion()
			continue
		}
		row++
		err = out.AddRow(row, cells)
		if err != nil {
			out.EndRegion()
			if err := giveRows(1); err != nil {
				return err
			}
			return block.Fail(nil, "it holds more than %d MB of text; split it", block.MaxLongText>>20)
		}
		if err := giveRows(size); err != nil {
			return err
		}
	}
	out.EndRegion()
	return giveRows(1)
}

// cutSepLine cuts the line "sep=;" that Excel understands.
func cutSepLine(text string) (string, bool) {
	first, rest, _ := strings.Cut(text, "\n")
	first = strings.TrimRight(first, "\r")
	return rest, len(first) == len("sep=;") && strings.EqualFold(first[:4], "sep=")
}

// delimiter returns what stands between the cells: the character that the most
// lines have equally often, outside quotes.
func delimiter(text string) rune {
	if _, ok := cutSepLine(text); ok {
		return rune(text[4])
	}
	sample := text[:min(len(text), csvSample)]
	best, bestScore := ',', 0
	for _, d := range ",;\t|" {
		lines := make(map[int]int) // how many lines have how many
		count, quoted := 0, false
		for _, c := range sample {
			switch {
			case c == '"':
				quoted = !quoted
			case quoted:
			case c == d:
				count++
			case c == '\n':
				if count > 0 {
					lines[count]++
				}
				count = 0
			}
		}
		if count > 0 {
			lines[count]++
		}
		for n, equal := range lines {
			if score := equal*100 + min(n, 50); score > bestScore {
				best, bestScore = d, score
			}
		}
	}
	return best
}

// looksNumeric tells a number, amount or date by its characters.
func looksNumeric(s string) bool {
	digits := 0
	for _, c := range s {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case strings.ContainsRune(" .,:/-+%$€£¥'()\u00a0", c):
		default:
			return false
		}
	}
	return digits > 0
}
