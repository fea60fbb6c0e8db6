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
