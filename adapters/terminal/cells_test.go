package terminal

import (
	"strings"
	"testing"
)

// TestRowsStandInColumns as far as they fit.
func TestRowsStandInColumns(t *testing.T) {
	const table = "Limits:\nPlan\tQueues\nHobby\t20\n\nmore\n"
	for width, want := range map[int]string{
		40: "Limits:\nPlan   Queues\nHobby  20\n\nmore\n",
		10: "Limits:\nPlan · Queues\nHobby · 20\n\nmore\n",
	} {
		m := cleanMarked(marked{table, [][2]int{{strings.Index(table, "20"), strings.Index(table, "20") + 2}}}, spaceCells(table, width))
		if m.text != want {
			t.Errorf("at %d: %q, want %q", width, m.text, want)
		}
		if at := m.marks[0]; m.text[at[0]:at[1]] != "20" {
			t.Errorf("at %d: marked is %q", width, m.text[at[0]:at[1]])
		}
	}
}
