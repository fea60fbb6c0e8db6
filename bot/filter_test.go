package bot

import "testing"

func TestFilterKeeps(t *testing.T) {
	day, month, year, none := Title{Published: "2024-05-17", Publisher: "Quay"}, Title{Published: "2024-05"}, Title{Published: "2024"}, Title{Publisher: "Quay"}
	for _, c := range []struct {
		f     Filter
		t     Title
		kind  DocumentKind
		keeps bool
	}{
		{Filter{}, none, PDF, true},
		{Filter{Kinds: []DocumentKind{PDF, Mail}}, none, Mail, true}, {Filter{Kinds: []DocumentKind{PDF}}, none, Mail, false},
		{Filter{Publishers: []string{"Quay"}}, day, PDF, true}, {Filter{Publishers: []string{"Quay"}}, month, PDF, false},
		{Filter{Since: "2024-05-17"}, day, PDF, true}, {Filter{Since: "2024-05-18"}, day, PDF, false},
		{Filter{Until: "2024-05-17"}, day, PDF, true}, {Filter{Until: "2024-05-16"}, day, PDF, false},
		{Filter{Since: "2024-05-20"}, month, PDF, true}, {Filter{Since: "2024-06-01"}, month, PDF, false}, {Filter{Until: "2024-05-01"}, month, PDF, true},
		{Filter{Until: "2024-04-30"}, month, PDF, false}, {Filter{Since: "2024-12-31"}, year, PDF, true}, {Filter{Since: "2025-01-01"}, year, PDF, false},
		{Filter{Since: "2000-01-01"}, none, PDF, false}, {Filter{Until: "2100-01-01"}, none, PDF, false},
		{Filter{Kinds: []DocumentKind{PDF}, Since: "2024-01-01", Publishers: []string{"Quay"}}, day, PDF, true},
	} {
		if got := c.f.Keeps(c.t, c.kind); got != c.keeps {
			t.Errorf("%+v of %+v: %v", c.f, c.t, got)
		}
	}
	if f := (*Filter)(nil); !f.IsEmpty() || f.NamesDocuments() {
		t.Error("no filter narrows something down")
	}
	if f := (&Filter{Collections: []string{"a"}}); f.IsEmpty() || f.NamesDocuments() {
		t.Error("a collection isn't one")
	}
}
