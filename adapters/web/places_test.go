package web

import (
	"net/url"
	"slices"
	"testing"
)

// TestPlacesOfScripts: a script is its token and what that names, and no user of the
// same name.
func TestPlacesOfScripts(t *testing.T) {
	g := Places()
	p, err := g.ReadPlace([]string{"report"}, url.Values{"token": {"report"}, "group": {"legal"}})
	if err != nil || !p.Direct || !slices.Equal(p.Roles, []string{"token:report", "group:legal"}) {
		t.Fatalf("%+v, %v", p, err)
	}
	for _, kind := range g.Kinds {
		want := map[string][]string{"users": {"*"}, "groups": {"legal"}, "tokens": {"report"}}[kind.Name]
		if got := kind.IDs(p); !slices.Equal(got, want) {
			t.Errorf("%s are %v, want %v", kind.Name, got, want)
		}
	}
}
