package sheet

import "strconv"

// CellName returns what a cell is called, "B7", by its row and column from 0.
func CellName(row, column int) string {
	letters := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters + strconv.Itoa(row+1)
}
