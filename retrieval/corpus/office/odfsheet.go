package office

import (
	"encoding/xml"
	"errors"
	"strconv"

	"footnote/retrieval/corpus/office/sheet"
)

// hiddenStyle is the style of what isn't shown: a sheet, or a piece of text.
type hiddenStyle struct{ family, name string }

// readHidden finds the styles that hide what has them (OpenDocument 1.2 part 1, 20.250 and
// 20.368). They stand before the content.
func (t *odfText) readHidden(s *xmlStream) error {
	if t.hidden == nil {
		t.hidden = make(map[hiddenStyle]bool)
	}
	var style hiddenStyle
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "style":
			style = hiddenStyle{attr(e, "family"), attr(e, "name")}
		case "table-properties", "text-properties":
			if d := attr(e, "display"); style.name != "" && (d == "false" || d == "none") {
				t.hidden[style] = true
			}
		}
		return nil
	}, nil)
}

// readSheet reads a table of a spreadsheet.
func (t *odfText) readSheet(s *xmlStream, name string) error {
	if t.page++; t.page > 1 || !sheet.IsDefaultName(name) {
		t.sheets.BeginSheet(name)
	}
	number := 0
	t.inSheet = true
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-row":
			number++
			cells, err := t.row(s)
			if err != nil {
				return err
			}
			if err := t.sheets.AddRow(number, cells); err != nil {
				return err
			}
			number += repeated(e, "number-rows-repeated") - 1
		case "shapes":
			shapes, err := t.blocks(s)
			t.beside.Add(shapes...)
			return err
		case "title", "desc":
			return s.skip() // of the sheet
		default:
			beside, err := t.readBeside(s, e)
			t.beside.Add(beside...)
			return err
		}
		return nil
	}, nil)
	t.inSheet = false
	t.sheets.EndRegion()
	err = errors.Join(err, t.sheets.AddBeside(t.beside))
	t.beside = nil
	return err
}

// row reads the cells of a row. A value that is repeated over many cells is
// read a few times only.
func (t *odfText) row(s *xmlStream) ([]sheet.Cell, error) {
	const most = 16
	var cells []sheet.Cell
	column := 0
	err := s.each(func(e xml.StartElement) error {
		if e.Name.Local != "table-cell" && e.Name.Local != "covered-table-cell" {
			return nil
		}
		content, err := t.blocks(s)
		kind := attr(e, "value-type")
		cell := sheet.Cell{Text: content.Line(), Number: kind != "" && kind != "string",
			Columns: repeated(e, "number-columns-spanned"), Rows: repeated(e, "number-rows-spanned")}
		n := repeated(e, "number-columns-repeated")
		for i := range min(n, most) {
			if cell.Column = column + i; cell.Text != "" && len(cells) < sheet.MaxColumns {
				cells = append(cells, cell)
			}
		}
		column += n
		return err
	}, nil)
	return cells, err
}

func repeated(e xml.StartElement, name string) int {
	if n, err := strconv.Atoi(attr(e, name)); err == nil && n > 0 && n <= 1<<21 {
		return n
	}
	return 1
}
