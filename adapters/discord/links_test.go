package discord

import (
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

// TestTitlesLinkToTheSourceViewer shows a draft, the reply and an excerpt's
// context: all but the draft lead to the viewer, and on to the document.
func TestTitlesLinkToTheSourceViewer(t *testing.T) {
	own := contract.Cited(1).URL
	for given, ok := range contract.Addresses {
		f, s := newFake(t), contract.NewService()
		asked := make(map[string]bool)
		d := start(t, f, s, func(o *Options) {
			o.Link = func(request string, c bot.Citation) string { asked[request+" "+c.Document] = true; return given }
		})
		draft := *contract.Answered("R1")
		draft.Final = false
		s.Answer = func(bot.Request) []*bot.Reply { return []*bot.Reply{&draft} }
		over(t, d, s, ask(1, ""))
		wantLinks(t, f, 1, own)
		if len(asked) > 0 {
			t.Errorf("a draft asks for the links %v", asked)
		}
		s.Answer = func(bot.Request) []*bot.Reply { return []*bot.Reply{&draft, contract.Answered("R2")} }
		over(t, d, s, ask(2, ""))
		over(t, d, s, interact(3, 3, `{"custom_id":"footnote|context|R2|1","component_type":2}`))
		over(t, d, s, interact(4, 3, `{"custom_id":"footnote|share|R2|","component_type":2}`))
		for n := 2; n <= 4; n++ {
			if ok {
				wantLinks(t, f, n, given, own)
			} else {
				wantLinks(t, f, n, own)
			}
		}
		if !asked["R2 contracts/lease-1.pdf"] || len(asked) != 1 {
			t.Errorf("links were asked for %v", asked)
		}
	}
}

// wantLinks fails unless the links of message n are these.
func wantLinks(t *testing.T, f *fake, n int, links ...string) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.messages) < n {
		t.Fatalf("there are %d messages", len(f.messages))
	}
	v := f.messages[n-1].visible()
	if strings.Join(v.Links, "\n") != strings.Join(links, "\n") || len(v.Problems) > 0 {
		t.Errorf("message %d links to %q, want %q; %q", n, v.Links, links, v.Problems)
	}
	if original := strings.Contains(v.Text, " · original\n"); original != (len(links) > 1) {
		t.Errorf("the document's own address is shown: %v, in %q", original, v.Text)
	}
}

// TestLongSourcesLeaveRoomForTheExcerpt fills all that stands above an excerpt.
func TestLongSourcesLeaveRoomForTheExcerpt(t *testing.T) {
	long := "https://x.example/"
	long += strings.Repeat("x", maxComponentURL-len(long))
	r := contract.Answered("R1")
	c := &r.Answer.Citations[0]
	c.Title, c.Publisher, c.Heading, c.URL = contract.Hostile, contract.Hostile, contract.Hostile, strings.Replace(long, "x", "y", 9)
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s, func(o *Options) { o.Link = func(string, bot.Citation) string { return long } })
	r.Answer.Outcome, r.Answer.Sentences = bot.Related, nil // shows the excerpt
	s.Answer = func(bot.Request) []*bot.Reply { return []*bot.Reply{r} }
	over(t, d, s, ask(1, ""))
	wantLinks(t, f, 1, long, c.URL)
	if v := f.messages[0].visible(); !strings.Contains(v.Text, c.Excerpt) {
		t.Errorf("the excerpt is cut: %q", v.Text)
	}
}
