package pdf

import (
	"strings"
	"testing"
)

// TestRowsThatStandAlone: the rows of a table that no other row stands beside in their
// column, below a heading, above running text, or with gaps as even as those of a line that
// is spread out, are rows all the same.
func TestRowsThatStandAlone(t *testing.T) {
	b := new(builder)
	var pieces []string
	y := 700.
	put := func(cells ...string) {
		for i, c := range cells {
			pieces = append(pieces, at("F1", 10, []float64{60, 112, 150}[i], y, c))
		}
		y -= 18
	}
	put("Season", "Fee", "Limit")
	put("Summer", "30", "12 t")
	put("Winter", "45", "8 t")
	put("Table 1: Fees by season.")
	y -= 30
	put("Weekends")
	put("Autumn", "38", "9 t")
	put("Holidays")
	b.page(pieces...)
	want := "Season\tFee\tLimit\nSummer\t30\t12 t\nWinter\t45\t8 t\nTable 1: Fees by season.\nWeekends\nAutumn\t38\t9 t\nHolidays\n"
	if got := texts(read(t, b)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestRowsWithCellsOfSeveralLines: a row is one, however many lines its cells have, and
// whichever of them are running text.
func TestRowsWithCellsOfSeveralLines(t *testing.T) {
	b := new(builder)
	var pieces []string
	y := 700.
	row := func(id, what, who, price, days string) {
		height := 0.
		for i, cell := range []string{id, what, who, price, days} {
			cellLines := strings.Split(cell, "|")
			pieces = append(pieces, lines([]float64{50, 90, 340, 460, 520}[i], y, cellLines...))
			height = max(height, float64(len(cellLines)))
		}
		y -= 12*height + 10
	}
	row("Item", "Description of the article", "Supplier", "Price", "Lead time")
	row("A-01", "Ropes for mooring in heavy weather", "Berg", "21.50", "4 days")
	row("A-02", "Chains that hold ships of twelve tons|at anchor while storms last", "Holm", "28.50", "5 days")
	row("A-03", "Lamps that burn through the long nights", "Nordic Steel Works|of Trondheim", "42.50", "7 days")
	row("A-04", "Anchors that are cast from one piece|and tested before they leave", "Nordic Steel Works|of Trondheim", "49.50", "8 days")
	b.page(pieces...)
	want := `Item	Description of the article	Supplier	Price	Lead time
A-01	Ropes for mooring in heavy weather	Berg	21.50	4 days
A-02	Chains that hold ships of twelve tons at anchor while storms last	Holm	28.50	5 days
A-03	Lamps that burn through the long nights	Nordic Steel Works of Trondheim	42.50	7 days
A-04	Anchors that are cast from one piece and tested before they leave	Nordic Steel Works of Trondheim	49.50	8 days
`
	if got := texts(read(t, b)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
