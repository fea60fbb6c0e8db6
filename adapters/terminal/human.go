package terminal

import (
	"fmt"
	"strings"
	"time"
)

// Count writes a number of things: "1 file", "2 files", "12,345 files".
func Count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return Thousands(n) + " " + what
}

// Thousands writes a number with separators between its thousands.
func Thousands(n int) string {
	s := fmt.Sprint(n)
	var b strings.Builder
	for i, digit := range s {
		if i > 0 && (len(s)-i)%3 == 0 && digit != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// Seconds prints a duration with the precision that a person wants.
func Seconds(d time.Duration) string {
	switch s := d.Seconds(); {
	case s < 10 && d%time.Second != 0:
		return fmt.Sprintf("%.1f s", s)
	case s < 120:
		return fmt.Sprintf("%.0f s", s)
	default:
		return fmt.Sprintf("%d min %d s", int(s)/60, int(s)%60)
	}
}
