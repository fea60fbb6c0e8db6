package office

import (
	"context"
	"encoding/xml"
	"strconv"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// docxListRef names a level of a list.
type docxListRef struct {
	num   string // list ID; "" or "0" is none
	level string // from 0, "" is 0
}

// docxLevel is how the items of a list's level are marked.
type docxLevel struct {
	format string // "decimal", "bullet" …
	text   string // "%1.%2", the numbers of levels put in
	start  int
}

// docxLists are the numberings of a document with their counters.
type docxLists struct {
	abstract map[string]string         // list ID → ID of its definition
	levels   map[string][9]docxLevel   // by definition
	counters map[string]*[9]int        // by definition: lists that share one continue it
	started  map[string]bool           // list IDs that have restarted their counter
	restarts map[string]map[string]int // list ID → level → start
}

func (z *container) docxLists(ctx context.Context, part string) (docxLists, error) {
	l := docxLists{
		abstract: make(map[string]string),
		levels:   make(map[string][9]docxLevel),
		counters: make(map[string]*[9]int),
		started:  make(map[string]bool),
		restarts: make(map[string]map[string]int),
	}
	s, err := z.optionalXML(ctx, part)
	if err != nil {
		return l, err
	}
	defer s.close()
	err = s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNum":
			levels, err := readDOCXLevels(s)
			l.levels[attr(e, "abstractNumId")] = levels
			return err
		case "num":
			return l.readNum(s, attr(e, "numId"))
		}
		return nil
	}, nil)
	return l, err
}

func readDOCXLevels(s *xmlStream) ([9]docxLevel, error) {
	var levels [9]docxLevel
	var at *docxLevel
	err := s.each(func(e xml.StartElement) error {
		val := attr(e, "val")
		switch e.Name.Local {
		case "lvl":
			at = nil
			if i, err := strconv.Atoi(attr(e, "ilvl")); err == nil && i >= 0 && i < len(levels) {
				at = &levels[i]
				at.start = 1
			}
		case "numFmt":
			if at != nil {
				at.format = val
			}
		case "lvlText":
			if at != nil {
				at.text = val
			}
		case "start":
			if n, err := strconv.Atoi(val); err == nil && at != nil {
				at.start = n
			}
		case "pPr", "rPr":
			return s.skip()
		}
		return nil
	}, nil)
	return levels, err
}

func (l docxLists) readNum(s *xmlStream, id string) error {
	level := ""
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNumId":
			l.abstract[id] = attr(e, "val")
		case "lvlOverride":
			level = attr(e, "ilvl")
		case "startOverride":
			if n, err := strconv.Atoi(attr(e, "val")); err == nil {
				if l.restarts[id] == nil {
					l.restarts[id] = make(map[string]int)
				}
				l.restarts[id][level] = n
			}
		case "lvl":
			return s.skip()
		}
		return nil
	}, nil)
}

// marker counts an item of a list and returns what stands before it, such as
// "- " or "2. ", indented by its level; "" if ref is no list.
func (l docxLists) marker(ref docxListRef) string {
	definition, ok := l.abstract[ref.num]
	levels, known := l.levels[definition]
	at, _ := strconv.Atoi(ref.level)
	if !ok || !known || at < 0 || at >= len(levels) {
		return ""
	}
	level := levels[at]
	indent := strings.Repeat("  ", at)
	switch level.format {
	case "none":
		return ""
	case "bullet", "":
		return indent + block.Bullet + " "
	}
	count := l.count(definition, ref.num, at)
	text := level.text
	for i := range at + 1 {
		if hole := "%" + decimal(i+1); strings.Contains(text, hole) {
			text = strings.ReplaceAll(text, hole, inFormat(levels[i].format, count[i]))
		}
	}
	if text = block.OneLine(text); text == "" {
		return ""
	}
	return indent + text + " "
}

// count advances a list's counters to the next item of a level.
func (l docxLists) count(definition, num string, at int) *[9]int {
	levels := l.levels[definition]
	count := l.counters[definition]
	if count == nil {
		count = new([9]int)
		for i := range count {
			count[i] = levels[i].start - 1
		}
		l.counters[definition] = count
	}
	if !l.started[num] {
		l.started[num] = true
		for level, start := range l.restarts[num] {
			if i, err := strconv.Atoi(level); err == nil && i >= 0 && i < len(count) {
				count[i] = start - 1
			}
		}
	}
	count[at]++
	for i := at + 1; i < len(count); i++ {
		count[i] = levels[i].start - 1
	}
	for i := range at { // an outer level that has no item yet counts as its first
		count[i] = max(count[i], levels[i].start)
	}
	return count
}

func decimal(n int) string { return strconv.Itoa(n) }

// inFormat prints a number in one of Word's formats; the rarer ones as
// decimals.
func inFormat(format string, n int) string {
	switch format {
	case "lowerLetter", "upperLetter":
		if n < 1 || n > 26*20 {
			return decimal(n)
		}
		letter := strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
		if format == "upperLetter" {
			letter = strings.ToUpper(letter)
		}
		return letter
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + decimal(n)
		}
	}
	return decimal(n)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return decimal(n)
	}
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(signs[i])
		}
	}
	return b.String()
}
