package blevex

import (
	"testing"

	"footnote/retrieval/language"
)

// TestStopLists has every language's stop words and filters be bleve's.
func TestStopLists(t *testing.T) {
	for _, l := range language.All() {
		stop, filters, err := buildFolding(l.Index)
		if err != nil {
			t.Errorf("%s: %v", l.Code, err)
		}
		if (l.Index.Stop != "") != (len(stop) > 0) || len(filters) != len(l.Index.Filters) {
			t.Errorf("%s has %d stop words and %d filters", l.Code, len(stop), len(filters))
		}
	}
}
