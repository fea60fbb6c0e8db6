package retrieval

import "testing"

func TestRows(t *testing.T) {
	for line, want := range map[string]bool{
		"Name\tPrice": true, "\tindented": false, "cat log | sort": false, "- one\ttwo": false, "plain": false,
	} {
		if got := TableRow(line); got != want {
			t.Errorf("%q is a row: %v", line, got)
		}
	}
	for _, c := range []struct {
		cells []string
		want  string
	}{{[]string{"", "a", "", "b", ""}, "\ta\t\tb"}, {[]string{"", "a", ""}, "a"}, {nil, ""}} {
		if got := JoinCells(c.cells); got != c.want {
			t.Errorf("the row is %q, want %q", got, c.want)
		}
	}
	if got, want := FoldLine(" a  b \t c\t"), "a b\tc"; got != want {
		t.Errorf("folded, it is %q, want %q", got, want)
	}
	if got, want := MeantText("a\tb\nc"), "a | b\nc"; got != want {
		t.Errorf("models get %q, want %q", got, want)
	}
}

func TestNameCells(t *testing.T) {
	for _, c := range [][3]string{
		{"North\tAda Lund\t12", "Hall\tContact\tSeats", "Hall: North | Contact: Ada Lund | Seats: 12"},
		{"North\t\t12", "Hall\tContact\tSeats: all", "Hall: North |  | Seats: all: 12"},
		{"North\t12", "Seats", "North | Seats: 12"}, // nothing stands above the names of rows
		{"North\t12", "Hall\tContact\tSeats", "North | 12"},
		{"hall: North\tseats: 12", "hall: South\tseats: 9", "hall: North | seats: 12"},
		{"North\t12", "The north hall stands since the year 1902 and has no windows.\tSeats", "North | 12"},
	} {
		if got := nameCells(c[0], c[1]); got != c[2] {
			t.Errorf("%q below %q is %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
