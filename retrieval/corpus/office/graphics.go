package office

import (
	"context"
	"encoding/xml"
	"errors"
	"footnote/retrieval"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/sheet"
)

// graphics reads what charts and SmartArt diagrams of a document or slide say.
// Each is a part of its own; one that is shown several times is read once.
type graphics struct {
	z    *container
	rels []relation
	seen map[string]bool
}

func newGraphics(z *container, rels []relation) *graphics {
	return &graphics{z, rels, make(map[string]bool)}
}

// read returns the text of what the element refers to: a "chart", or the
// "relIds" of a diagram. What is missing or damaged has none.
func (g *graphics) read(ctx context.Context, e xml.StartElement) (block.Blocks, error) {
	id, parse := "id", chartText
	if e.Name.Local == "relIds" {
		id, parse = "dm", diagramText
	}
	part := target(g.rels, relAttr(e, id))
	if part == "" || g.seen[part] {
		return nil, nil
	}
	g.seen[part] = true
	s, err := g.z.xml(ctx, part)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer s.close()
	out, err := parse(s)
	if damaged := (*xmlError)(nil); errors.As(err, &damaged) {
		err = nil
	}
	return append(append(block.Blocks{{}}, out...), block.Block{}), err
}

// diagramText reads the paragraphs of a diagram.
func diagramText(s *xmlStream) (block.Blocks, error) {
	out, err := new(slideText).paragraphs(s)
	return plainMarkers(out), err
}

// chartSeries is what one line, or one colour, of a chart shows.
type chartSeries struct {
	name               string
	categories, values chartPoints
}

// chartPoints are values by their index.
type chartPoints map[int]string

// chartText writes a chart as its titles and a row for each category: "Q1 |
// Sales: 8.2 | Costs: 3.2".
func chartText(s *xmlStream) (block.Blocks, error) {
	var out block.Blocks
	var all []chartSeries
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "title":
			title, err := chartWords(s)
			out.Add(block.Block{Text: title})
			return err
		case "ser":
			one, err := readSeries(s)
			all = append(all, one)
			return err
		case "Fallback", "extLst", "txPr", "spPr":
			return s.skip()
		}
		return nil
	}, nil)
	for _, row := range chartRows(all) {
		out.Add(block.Block{Text: row, Row: true})
	}
	return out, err
}

func chartRows(all []chartSeries) []string {
	var indexes []int
	for _, one := range all {
		for i := range one.values {
			indexes = append(indexes, i)
		}
	}
	slices.Sort(indexes)
	var rows []string
	for _, i := range slices.Compact(indexes) {
		category := ""
		var cells []string
		for _, one := range all {
			if category == "" {
				category = one.categories[i]
			}
			value := one.values[i]
			if value != "" && one.name != "" {
				value = one.name + ": " + value
			}
			if value != "" {
				cells = append(cells, value)
			}
		}
		if category != "" {
			cells = append([]string{category}, cells...)
		}
		rows = append(rows, retrieval.JoinCells(cells))
	}
	return rows
}

func readSeries(s *xmlStream) (one chartSeries, err error) {
	err = s.each(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "tx":
			one.name, err = chartWords(s)
		case "cat", "xVal":
			one.categories, err = readPoints(s)
		case "val", "yVal":
			one.values, err = readPoints(s)
		case "dLbls", "trendline", "errBars", "extLst", "Fallback", "spPr", "bubbleSize":
			err = s.skip()
		}
		return err
	}, nil)
	return one, err
}

// chartWords returns the words of a title or a name, typed or from a cell.
func chartWords(s *xmlStream) (string, error) {
	var words []string
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t", "v":
			word, err := s.content()
			words = append(words, word)
			return err
		case "rPr", "extLst":
			return s.skip()
		}
		return nil
	}, nil)
	return block.OneLine(strings.Join(words, " ")), err
}

// readPoints reads the values that a chart keeps of its cells. Of categories
// in several levels it is the innermost, which comes first.
func readPoints(s *xmlStream) (chartPoints, error) {
	points := make(chartPoints)
	var format sheet.NumberFormat
	index := 0
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "formatCode":
			code, err := s.content()
			format = sheet.ParseFormat(code)
			return err
		case "pt":
			index, _ = strconv.Atoi(attr(e, "idx"))
		case "v":
			value, err := s.content()
			if _, known := points[index]; !known {
				points[index] = block.OneLine(format.Format(value, false))
			}
			return errors.Join(err, s.text.Spend(block.ParagraphCost))
		}
		return nil
	}, nil)
	return points, err
}
