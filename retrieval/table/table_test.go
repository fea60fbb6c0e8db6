package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
)

// row joins cells as readers do.
func row(cells ...string) string { return strings.Join(cells, retrieval.CellMark) }

// TestRead reads the tables that readers make of pages, sheets and data files.
func TestRead(t *testing.T) {
	for _, test := range []struct {
		name, text string
		heads      string // columns by table, the first two rows below
		rows       []int
	}{
		{"prose", "The yard has four cranes.\nTwo of them are red.", "", nil},
		{"a page", "Cranes\n\n" + row("Crane", "Load") + "\n" + row("North", "40 t") + "\n" + row("South", "25 t") + "\n\nAll are red.", "Crane,Load", []int{2}},
		{"one row is no table", row("Crane", "Load") + "\n" + row("North", "40 t"), "", nil},
		{"two tables", row("A", "B") + "\n" + row("1", "2") + "\n" + row("3", "4") + "\n\n" + row("C", "D") + "\n" + row("5", "6") + "\n" + row("7", "8"), "A,B;C,D", []int{2, 2}},
		{"a head without its first name", row("", "Mon", "Tue") + "\n" + row("Ada", "x", "") + "\n" + row("Bo", "", "x"), ",Mon,Tue", []int{2}},
		{"a sheet", row("name: North", "load: 40") + "\n" + row("name: South", "load: 25", "note: red"), "name,load,note", []int{2}},
		{"a sheet with an empty cell", row("name: North", "load: 40", "note:") + "\n" + row("name: South", "load: 25", "note: red"), "name,load,note", []int{2}},
		{"a data file", "exported: 2026-01-02\n\ncranes.name: North\ncranes.load: 40\n\ncranes.name: South\ncranes.load: 25", "name,load", []int{2}},
		{"a data file with titles", "cranes.id: 1\n\nThe old one\n\ncranes.load: 40\n\ncranes.id: 2\n\nThe new one\n\ncranes.load: 25", "id,title,load", []int{2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var heads []string
			var rows []int
			for _, table := range Read(test.text) {
				heads, rows = append(heads, strings.Join(table.Head, ",")), append(rows, len(table.Rows))
				for _, r := range table.Rows {
					if len(r.Cells) != len(table.Head) {
						t.Errorf("row %q has %d cells of %d", test.text[r.Start:r.End], len(r.Cells), len(table.Head))
					}
					for _, c := range r.Cells {
						if !strings.Contains(test.text[r.Start:r.End], c) {
							t.Errorf("cell %q isn't in its row %q", c, test.text[r.Start:r.End])
						}
					}
				}
			}
			if got := strings.Join(heads, ";"); got != test.heads || !slices.Equal(rows, test.rows) {
				t.Errorf("tables %q with %v rows, want %q with %v", got, rows, test.heads, test.rows)
			}
		})
	}
}

// TestReadNothingOfTooMuch: of a sheet that is too long a part would give wrong sums.
func TestReadNothingOfTooMuch(t *testing.T) {
	var text strings.Builder
	for i := range mostRows + 1 {
		fmt.Fprintln(&text, row(fmt.Sprint("id: ", i), "load: 1"))
	}
	if tables := Read(text.String()); len(tables) > 0 {
		t.Errorf("%d tables of %d rows", len(tables), len(tables[0].Rows))
	}
}

// TestReadBundle makes a table of records that are documents of their own.
func TestReadBundle(t *testing.T) {
	table, ok := ReadBundle([]*retrieval.Document{
		{ID: "firms.json#firms-1", Text: "name: North Ltd\nstaff: 40"},
		{ID: "firms.json#firms-2", Text: "name: South Ltd\nstaff: 25\nnote: red"},
	})
	if !ok || strings.Join(table.Head, ",") != "name,staff,note" || table.Rows[1].Document != "firms.json#firms-2" {
		t.Errorf("table %+v, %v", table, ok)
	}
	if _, ok := ReadBundle([]*retrieval.Document{{ID: "a#1", Text: "One.\n\nTwo."}, {ID: "a#2", Text: "Three.\n\nFour."}}); ok {
		t.Error("prose makes a table")
	}
}
