package retrieval

import (
	"strings"
	"testing"
)

// TestStandsAlone tells headings from what only ends a paragraph.
func TestStandsAlone(t *testing.T) {
	for text, want := range map[string]bool{
		"Fares\n\n":                              true,
		"Harbour\n\nFares\n\n":                   true,
		"Harbour\n\n1. Fares\n\n":                true,
		"The fares follow.\n\n":                  false,
		"Fare\t7\nDog\t3\n\n":                    false,
		"Name: Parks\tStaff: 88":                 false,
		"The fares are:\n\n- seven\n- three\n\n": false,
		"The fares are:\n1. seven\n2. three\n\n": false,
		strings.Repeat("word ", loneWords+1):     false,
	} {
		spans := Sentences(text)
		if got := standsAlone(text, spans[len(spans)-1]); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
