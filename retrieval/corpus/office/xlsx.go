package office

import (
	"context"
	"encoding/xml"
	"errors"
	"io/fs"
	"strconv"
	"strings"
)

// workbook is what the cells of a workbook refer to.
type workbook struct {
	texts     []string // shared strings
	formats   []numberFormat
	bold      []bool // by cell format, like formats
	since1904 bool
}

// maxColumns is the number of columns that Excel knows.
const maxColumns = 16384

// readXLSX reads the sheets of a workbook in their order, rows as lines.
// Hidden sheets, comments, errors and formulas are left out; a formula's last
// value is read.
func (z *container) readXLSX(ctx context.Context, main string) (blocks, error) {
	rels, err := z.relations(ctx, main)
	if err != nil {
		return nil, err
	}
	var w workbook
	sheets, err := z.sheets(ctx, main, rels, &w)
	if err != nil {
		return nil, err
	}
	if err := z.sharedStrings(ctx, linked(rels, "sharedStrings", "xl/sharedStrings.xml"), &w); err != nil {
		return nil, err
	}
	if err := z.cellFormats(ctx, linked(rels, "styles", "xl/styles.xml"), &w); err != nil {
		return nil, err
	}
	t := &sheetText{text: newBudget()} // a shared string may be in many cells
	for _, sheet := range sheets {
		if len(sheets) > 1 || !defaultSheetName(sheet.name) {
			t.sheet(sheet.name)
		}
		err := z.readSheet(ctx, sheet.part, &w, t)
		t.end()
		if err != nil {
			return t.out, err
		}
	}
	return t.out, nil
}

type sheetRef struct{ name, part string }

// sheets lists the visible worksheets of a workbook.
func (z *container) sheets(ctx context.Context, main string, rels []relation, w *workbook) ([]sheetRef, error) {
	s, err := z.xml(ctx, main)
	if err != nil {
		return nil, err
	}
	defer s.close()
	var sheets []sheetRef
	seen := make(map[string]bool)
	err = s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			w.since1904 = attr(e, "date1904") != "" && isOn(attr(e, "date1904"))
		case "sheet":
			part := target(rels, relAttr(e, "id"))
			if state := attr(e, "state"); state == "hidden" || state == "veryHidden" || !z.has(part) || seen[part] {
				return nil
			}
			seen[part] = true
			sheets = append(sheets, sheetRef{attr(e, "name"), part})
		}
		return nil
	}, nil)
	return sheets, err
}

func (z *container) sharedStrings(ctx context.Context, part string, w *workbook) error {
	s, err := z.xml(ctx, part)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer s.close()
	return s.each(func(e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := richText(s)
		w.texts = append(w.texts, text)
		if err := s.text.spend(blockCost / 4); err != nil {
			return err
		}
		return err
	}, nil)
}

// richText reads a string with or without formatting, without its phonetic
// reading.
func richText(s *xmlStream) (string, error) {
	var b strings.Builder
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			text, err := s.content()
			b.WriteString(text)
			return err
		case "rPh", "rPr":
			return s.skip()
		}
		return nil
	}, nil)
	return b.String(), err
}

// cellFormats reads how numbers are shown, and which cells are bold.
func (z *container) cellFormats(ctx context.Context, part string, w *workbook) error {
	s, err := z.xml(ctx, part)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer s.close()
	custom := make(map[int]numberFormat)
	var fonts []bool
	in := ""
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmts", "fonts", "cellXfs", "cellStyleXfs", "dxfs", "fills", "borders":
			in = e.Name.Local
		case "numFmt":
			if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil && in == "numFmts" {
				custom[id] = parseFormat(attr(e, "formatCode"))
			}
		case "font":
			if in == "fonts" {
				fonts = append(fonts, false)
			}
		case "b":
			if in == "fonts" && len(fonts) > 0 {
				fonts[len(fonts)-1] = isOn(attr(e, "val"))
			}
		case "xf":
			if in != "cellXfs" {
				return nil
			}
			id, _ := strconv.Atoi(attr(e, "numFmtId"))
			format, ok := custom[id]
			if !ok {
				format = builtinFormat(id)
			}
			font, err := strconv.Atoi(attr(e, "fontId"))
			w.formats = append(w.formats, format)
			w.bold = append(w.bold, err == nil && font >= 0 && font < len(fonts) && fonts[font])
		}
		return nil
	}, nil)
}

// readSheet reads the rows of a worksheet.
func (z *container) readSheet(ctx context.Context, part string, w *workbook, t *sheetText) error {
	s, err := z.xml(ctx, part)
	if err != nil {
		return err
	}
	defer s.close()
	number := 0
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			number++
			if n, err := strconv.Atoi(attr(e, "r")); err == nil && n > 0 {
				number = n
			}
			cells, err := w.row(s)
			if err != nil {
				return err
			}
			return t.add(number, cells)
		case "sheetPr", "cols", "mergeCells", "conditionalFormatting", "dataValidations", "extLst", "headerFooter":
			return s.skip()
		}
		return nil
	}, nil)
}

func (w *workbook) row(s *xmlStream) ([]sheetCell, error) {
	var cells []sheetCell
	column := -1
	err := s.each(func(e xml.StartElement) error {
		if e.Name.Local != "c" {
			return nil
		}
		column++
		if n := columnOf(attr(e, "r")); n >= 0 {
			column = n
		}
		cell, err := w.cell(s, e)
		cell.column = column
		if strings.TrimSpace(cell.text) != "" && column < maxColumns && len(cells) < maxColumns {
			cells = append(cells, cell)
		}
		return err
	}, nil)
	return cells, err
}

func (w *workbook) cell(s *xmlStream, e xml.StartElement) (sheetCell, error) {
	kind := attr(e, "t")
	style, err := strconv.Atoi(attr(e, "s"))
	styled := err == nil && style >= 0 && style < len(w.formats)
	var value string
	err = s.each(func(e xml.StartElement) error {
		var err error
		switch e.Name.Local {
		case "v":
			value, err = s.content()
		case "is":
			value, err = richText(s)
		case "f", "extLst":
			err = s.skip()
		}
		return err
	}, nil)
	cell := sheetCell{text: value, bold: styled && w.bold[style]}
	switch kind {
	case "s":
		cell.text = ""
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && i >= 0 && i < len(w.texts) {
			cell.text = w.texts[i]
		}
	case "str", "inlineStr":
	case "e":
		cell.text = ""
	case "b":
		cell.text = "FALSE"
		if strings.TrimSpace(value) == "1" {
			cell.text = "TRUE"
		}
	case "d":
		cell.number = true
		cell.text = strings.TrimSuffix(value, "T00:00:00")
	default:
		cell.number = value != ""
		var format numberFormat
		if styled {
			format = w.formats[style]
		}
		if value = strings.TrimSpace(value); value != "" {
			cell.text = format.format(value, w.since1904)
		}
	}
	return cell, err
}

// columnOf returns the column of a reference such as "AB12" from 0, -1 if
// there is none.
func columnOf(ref string) int {
	column := 0
	for _, c := range ref {
		if c < 'A' || 'Z' < c {
			break
		}
		if column = column*26 + int(c-'A') + 1; column > maxColumns {
			return maxColumns
		}
	}
	return column - 1
}
