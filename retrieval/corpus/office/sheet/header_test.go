package sheet

import (
	"strconv"
	"strings"
	"testing"

	"footnote/retrieval/corpus/office/block"
)

// cellsOf makes a row of a line: cells between bars, numbers where they are such.
func cellsOf(line string) []Cell {
	var row []Cell
	for i, text := range strings.Split(line, "|") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		_, err := strconv.ParseFloat(text, 64)
		row = append(row, Cell{Column: i, Text: text, Number: err == nil})
	}
	return row
}

// TestHeaders reads sheets with what stands above the rows of a table.
func TestHeaders(t *testing.T) {
	for _, c := range []struct{ name, sheet, want string }{
		{"a title beside a date above the header", `
			Prices of the yard|2024
			Boat|Length|Price|Berth
			Yacht|12|300|A
			Barge|30|800|B`,
			"Prices of the yard\t2024\n\nBoat: Yacht\tLength: 12\tPrice: 300\tBerth: A\nBoat: Barge\tLength: 30\tPrice: 800\tBerth: B"},
		{"a title in two cells", `
			Prices|of the yard
			Boat|Length|Price
			Yacht|12|300
			Barge|30|800`,
			"Prices\tof the yard\n\nBoat: Yacht\tLength: 12\tPrice: 300\nBoat: Barge\tLength: 30\tPrice: 800"},
		{"two title rows", `
			Prices|of the yard
			As of|May
			Boat|Length|Price
			Yacht|12|300
			Barge|30|800`,
			"Prices\tof the yard\n\nAs of\tMay\n\nBoat: Yacht\tLength: 12\tPrice: 300\nBoat: Barge\tLength: 30\tPrice: 800"},
		{"two rows of names without merged cells", `
			Boat|Season
			|Summer|Winter
			Yacht|30|20
			Barge|80|55`,
			"Boat: Yacht\tSeason Summer: 30\tSeason Winter: 20\nBoat: Barge\tSeason Summer: 80\tSeason Winter: 55"},
		{"groups above names that are repeated", `
			|Summer||Winter
			Boat|Adult|Child|Adult|Child
			Yacht|30|20|15|10
			Barge|80|55|40|25`,
			"Boat: Yacht\tSummer Adult: 30\tSummer Child: 20\tWinter Adult: 15\tWinter Child: 10\nBoat: Barge\tSummer Adult: 80\tSummer Child: 55\tWinter Adult: 40\tWinter Child: 25"},
		{"years below a name", `
			Boat|Sales
			|2023|2024
			Yacht|30|20
			Barge|80|55`,
			"Boat: Yacht\tSales 2023: 30\tSales 2024: 20\nBoat: Barge\tSales 2023: 80\tSales 2024: 55"},
		{"a row of units", `
			Boat|Length|Weight
			|m|[t]
			Yacht|12|4
			Barge|30|80`,
			"Boat: Yacht\tLength (m): 12\tWeight (t): 4\nBoat: Barge\tLength (m): 30\tWeight (t): 80"},
		{"units in the names", `
			Boat|Length (m)|Weight [t]
			Yacht|12|4`,
			"Boat: Yacht\tLength (m): 12\tWeight [t]: 4"},
		{"a first row that isn't known is no row of units", `
			Boat|Length|Weight
			Ferry|n/a|n/a
			Yacht|12|4
			Barge|30|80`,
			"Boat: Ferry\tLength: n/a\tWeight: n/a\nBoat: Yacht\tLength: 12\tWeight: 4\nBoat: Barge\tLength: 30\tWeight: 80"},
		{"pairs aren't headed by the first", `
			Name|Ada
			Born|1815
			Lived|London`,
			"Name\tAda\nBorn\t1815\nLived\tLondon"},
		{"texts below texts", `
			Boat|Owner|Berth
			Yacht|Ada|A
			Barge|Joss|B`,
			"Boat: Yacht\tOwner: Ada\tBerth: A\nBoat: Barge\tOwner: Joss\tBerth: B"},
	} {
		w := NewWriter(block.NewBudget())
		for i, line := range strings.Split(strings.TrimSpace(c.sheet), "\n") {
			if err := w.AddRow(i+1, cellsOf(strings.TrimLeft(line, "\t"))); err != nil {
				t.Fatal(err)
			}
		}
		w.EndRegion()
		var b strings.Builder
		for _, blk := range w.Blocks() {
			b.WriteString(blk.Text + "\n")
		}
		got := strings.Trim(b.String(), "\n")
		if got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
