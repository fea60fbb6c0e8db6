package retrieval

import "testing"

// TestHeads: which rows name the columns of a table, and where the table begins.
func TestHeads(t *testing.T) {
	const text = "Rates of May\n\nHall\tSeats\nNorth\t12\nSouth\t9\n\n\ta\tb"
	for row, want := range map[int]int{14: -1, 25: 14, 34: 14, 38: 14, 44: -1, 46: -1} {
		first, ok := TableStart(text, row)
		if ok != (want >= 0) || ok && first != want {
			t.Errorf("the table of byte %d begins at %d, %v, want %d", row, first, ok, want)
		}
	}
	for row, want := range map[string][2]bool{
		"Hall\tSeats":            {true, true},
		"Hall\tSeats in 2024":    {true, false},
		"Hall\tSeats: all":       {true, false},
		"Hall: North\tSeats: 12": {false, false},
		"The hall of the north stands since long and has no windows.\tNo":           {true, true},
		"The hall of the north stands since long, has no windows and no doors.\tNo": {false, false},
		"Hall": {true, false},
	} {
		if got := [2]bool{NamesColumns(row), NamesOnly(row)}; got != want {
			t.Errorf("%q: %v, want %v", row, got, want)
		}
	}
	if names, ok := AlignNames([]string{"Seats"}, 2); !ok || names[0] != "" || names[1] != "Seats" {
		t.Errorf("the names are %q, %v", names, ok)
	}
	if _, ok := AlignNames([]string{"Hall", "Seats"}, 4); ok {
		t.Error("two names are those of four cells")
	}
}
