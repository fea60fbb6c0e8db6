package slack

import (
	"slices"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

// TestTitlesLinkToTheSourceViewer: a reply and what is opened from it lead to
// the viewer, and on to the document.
func TestTitlesLinkToTheSourceViewer(t *testing.T) {
	for given, ok := range contract.Addresses {
		var asked []string
		w := newWorld(t, func(o *Options) {
			o.Link = func(request string, c bot.Citation) string {
				asked = append(asked, request+" "+c.Document)
				return given
			}
		})
		if err := w.event(mention("C1", "1700000001.000100", "Lease?")); err != nil {
			t.Fatal(err)
		}
		w.Texts()
		want := []string{contract.Cited(1).URL}
		if ok {
			want = []string{given, contract.Cited(1).URL}
		}
		v := w.messages[len(w.messages)-1].visible()
		if !slices.Equal(v.Links, want) || len(v.Problems) > 0 {
			t.Errorf("%q: the links are %q, want %q; %q", given, v.Links, want, v.Problems)
		}
		if original := strings.Contains(string(w.messages[len(w.messages)-1].blocks), `"text":"original"`); original != ok {
			t.Errorf("%q: the document's own address is shown: %v", given, original)
		}
		w.click(actionContext, "C1", w.buttonValue(actionContext))
		if window := w.view(1); strings.Contains(window, `"text":"original"`) != ok {
			t.Errorf("%q: the excerpt's context is %s", given, window)
		}
		for _, a := range asked {
			if a != "R1 contracts/lease-1.pdf" {
				t.Errorf("a link was asked for %s", a)
			}
		}
	}
}
