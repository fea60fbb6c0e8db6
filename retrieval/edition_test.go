package retrieval

import "testing"

// TestEditionsReplaceOneAnother: names and folders say which of two documents is the
// later one, where they are of one kind.
func TestEditionsReplaceOneAnother(t *testing.T) {
	headed := func(id string, headings ...string) *Document {
		d := &Document{ID: id}
		for _, h := range headings {
			d.Headings = append(d.Headings, Heading{Text: h})
		}
		return d
	}
	for _, c := range []struct {
		newer, older *Document
		want         bool
	}{
		{headed("hr/travel-v4.md"), headed("hr/archive/travel-v3.md"), true},
		{headed("hr/travel-v4.md"), headed("hr/travel-v3.md"), true},
		{headed("hr/travel.md"), headed("hr/old/travel-2024.md", "Trains"), true},
		{headed("prices_2026-07.csv"), headed("prices_2025-07.csv"), true},
		{headed("pump manual rev 4.md", "1 Setup", "2 Care"), headed("pump manual rev 3.md", "1 Setup", "2 Care"), true},
		{headed("report-2026-Q3.md", "Orders 2026"), headed("report-2026-Q2.md", "Orders 2026"), true},
		{&Document{ID: "a/notice.html", Published: "2026-05-01"}, &Document{ID: "b/notice.html", Published: "2025-05-01"}, true},
		{headed("hr/travel-v3.md"), headed("hr/travel-v4.md"), false},
		{headed("hr/leave.md"), headed("hr/old/travel.md"), false},
		{headed("chapter-4.md", "The storm"), headed("chapter-3.md", "The calm"), false},
		{headed("2026.csv"), headed("2025.csv"), false},   // nothing says what they are
		{headed("town.md"), headed("old-town.md"), false}, // the old town is a place
		{headed("travel.md"), headed("travel-old.md"), true},
		{headed("Preisliste Stand 2026.md"), headed("alt/Preisliste Stand 2025.md"), true},
		{headed("walter.md"), headed("altitude.md"), false},
	} {
		e, o := editionOf(c.newer), editionOf(c.older)
		if got := e.replaces(&o); got != c.want {
			t.Errorf("%s replaces %s: %v", c.newer.ID, c.older.ID, got)
		}
	}
}

// TestAQuestionNamesAnEdition by what tells it from the others.
func TestAQuestionNamesAnEdition(t *testing.T) {
	e := editionOf(&Document{ID: "hr/allowances-2025-v2.csv"})
	for word, want := range map[string]bool{"2025": true, "V2": true, "2026": false, "allowances": false} {
		if got := e.isNamed([]Word{{Text: word}}); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
}
