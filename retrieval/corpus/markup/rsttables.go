package markup

import (
	"encoding/csv"
	"strings"
)

// listTable reads a table that is written as a list of lists.
func (r *rst) listTable(body []string) [][]string {
	var rows [][]string
	for _, line := range dedent(body) {
		trimmed := strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "* "); ok {
			rows = append(rows, nil)
			trimmed = strings.TrimSpace(rest)
		}
		if len(rows) == 0 || trimmed == "" {
			continue
		}
		row := &rows[len(rows)-1]
		if cell, ok := strings.CutPrefix(trimmed+" ", "- "); ok {
			*row = append(*row, r.inline(cell))
		} else if len(*row) > 0 {
			(*row)[len(*row)-1] += " " + r.inline(trimmed)
		}
	}
	return rows
}

func (r *rst) csvTable(header string, body []string) [][]string {
	z := csv.NewReader(strings.NewReader(header + "\n" + strings.Join(dedent(body), "\n")))
	z.FieldsPerRecord, z.LazyQuotes, z.TrimLeadingSpace = -1, true, true
	rows, _ := z.ReadAll()
	for _, row := range rows {
		for i := range row {
			row[i] = r.inline(row[i])
		}
	}
	return rows
}

// readGrid reads a table drawn with lines.
func (r *rst) readGrid(all []string) int {
	r.endParagraph(r.inline)
	var edges []int
	for i, c := range all[0] {
		if c == '+' {
			edges = append(edges, i)
		}
	}
	n := 0
	var rows [][]string
	fresh := true
	for n < len(all) && (strings.HasPrefix(all[n], "+") || strings.HasPrefix(all[n], "|")) {
		line := []rune(all[n])
		n++
		if line[0] == '+' {
			fresh = true
			continue
		}
		if fresh {
			rows = append(rows, make([]string, len(edges)-1))
			fresh = false
		}
		row := rows[len(rows)-1]
		cell := 0
		var text []rune
		for i := 1; i < len(line); i++ {
			isEdge := false
			for _, edge := range edges {
				isEdge = isEdge || i == edge
			}
			if isEdge && (line[i] == '|' || line[i] == '+') {
				row[cell] += " " + strings.TrimSpace(string(text))
				text = nil
				for cell+1 < len(row) && edges[cell+1] <= i {
					cell++
				}
				continue
			}
			text = append(text, line[i])
		}
	}
	r.addRows(rows)
	return n
}

// readSimpleTable reads a table whose columns are underlined.
func (r *rst) readSimpleTable(all []string) int {
	r.endParagraph(r.inline)
	var begins []int
	for i, c := range all[0] {
		if c == '=' && (i == 0 || all[0][i-1] == ' ') {
			begins = append(begins, i)
		}
	}
	var rows [][]string
	n := 1
	for rules := 1; n < len(all); n++ {
		line := all[n]
		if rstSimple.MatchString(line) {
			rules++
			if n+1 == len(all) || strings.TrimSpace(all[n+1]) == "" {
				n++
				break
			}
			continue
		}
		if strings.TrimSpace(line) == "" || isAdornment(strings.ReplaceAll(line, " ", "")) && rules > 0 && strings.Contains(line, "-") && len(strings.Fields(line)) > 0 && strings.Trim(line, "- ") == "" {
			continue
		}
		runes := []rune(line)
		row := make([]string, len(begins))
		for i, begin := range begins {
			end := len(runes)
			if i+1 < len(begins) {
				end = min(end, begins[i+1])
			}
			if begin < end {
				row[i] = strings.TrimSpace(string(runes[begin:end]))
			}
		}
		if row[0] == "" && len(rows) > 0 { // the row goes on
			for i, cell := range row {
				rows[len(rows)-1][i] += " " + cell
			}
			continue
		}
		rows = append(rows, row)
	}
	r.addRows(rows)
	return n
}

func (r *rst) addRows(rows [][]string) {
	for _, row := range rows {
		for i := range row {
			row[i] = r.inline(row[i])
		}
	}
	r.addTable(rows)
}
