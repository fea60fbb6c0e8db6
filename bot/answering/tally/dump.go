package tally

import "fmt"

func (e *explained) dump(fits bool) {
	n := 0
	for _, in := range e.rows {
		if in {
			n++
		}
	}
	if e.strength() < 1 {
		return
	}
	fmt.Printf("  %.40v left=%.2f expl=%.2f fits=%v rows=%d heads=%v\n", e.names, e.left, e.strength(), fits, n, e.table.Head)
	for _, c := range e.chosen {
		col := ""
		if c.column >= 0 {
			col = e.columns[c.column].name
		}
		fmt.Printf("      %s..%s place=%d col=%s s=%.2f whole=%v\n", e.text(c.from), e.text(c.to-1), c.place, col, c.strength, c.whole)
	}
	for k, at := range e.order {
		if !e.isExplained(k) {
			fmt.Printf("      unexplained %s %.2f\n", e.text(k), e.task.words[at].weight)
		}
	}
}
