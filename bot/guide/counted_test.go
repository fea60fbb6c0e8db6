package guide

import (
	"context"
	"testing"
	"time"

	"footnote/bot"
)

// listed is a catalogue of a list.
type listed []bot.Title

func (l *listed) Titles(context.Context) ([]bot.Title, time.Time, error) {
	return *l, time.Time{}, nil
}
func (l *listed) Suggestions(context.Context) ([]bot.Suggestion, error) { return nil, nil }

// TestOverviewsFollowTheList: what is known of a list is said of no other one, nor to
// who may not see all of it.
func TestOverviewsFollowTheList(t *testing.T) {
	list := &listed{{Document: "boats/a.pdf", MediaType: "application/pdf"}, {Document: "b.txt", MediaType: "text/plain", Publisher: "Harbour"}}
	g := &Guide{Catalog: list}
	count := func(exclude func(string) bool, documents, collections, kinds int) {
		t.Helper()
		for range 2 {
			o, err := g.Overview(t.Context(), exclude, "en")
			if err != nil || o.Documents != documents || len(o.Collections) != collections || len(o.Kinds) != kinds {
				t.Errorf("the overview is %+v (%v)", o, err)
				return
			}
			o.Collections[0].Name, o.Kinds[0].Documents = "changed", -1 // is the caller's
			if again, _ := g.Overview(t.Context(), exclude, "en"); again.Collections[0].Name == "changed" || again.Kinds[0].Documents < 0 {
				t.Errorf("what a caller changed is in the next overview: %+v", again)
			}
		}
	}
	count(nil, 2, 2, 2)
	count(func(d string) bool { return d == "boats/a.pdf" }, 1, 1, 1)
	count(nil, 2, 2, 2)
	*list = append(listed{{Document: "boats/c.pdf", MediaType: "application/pdf"}}, *list...)
	count(nil, 3, 2, 2)
}
