package thesaurus

import (
	"slices"
	"strings"
	"testing"
)

func TestGroups(t *testing.T) {
	found := false
	for group := range Groups("en") {
		words := strings.Fields(group)
		if len(words) < 2 || group != strings.ToLower(group) {
			t.Errorf("group %q", group)
		}
		found = found || slices.Contains(words, "buy") && slices.Contains(words, "purchase")
	}
	if !found {
		t.Error("buy and purchase stand in no group together")
	}
	for group := range Groups("xx") {
		t.Errorf("an unknown language has %q", group)
	}
}
