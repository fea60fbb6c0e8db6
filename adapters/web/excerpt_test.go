package web

import (
	"strings"
	"testing"

	"footnote/bot"
)

func joinedRuns(list []run) (all, said string) {
	for _, r := range list {
		all += r.Text
		if r.Said {
			said += r.Text
		}
	}
	return all, said
}

func TestALongExcerptIsShownAroundWhatWasSaid(t *testing.T) {
	const sentence = "The lease ends on 3 May 2031."
	filler := strings.Repeat("Nothing of interest stands here. ", 40)
	c := bot.Citation{Excerpt: filler + sentence + " " + filler, Highlights: [][2]int{{0, 7}, {len(filler) + 4, len(filler) + 9}}}
	said := [2]int{len(filler), len(filler) + len(sentence)}
	shown, whole := cutExcerpt(c, said)
	if all, s := joinedRuns(whole); all != c.Excerpt || s != sentence {
		t.Errorf("the whole is %q, said %q", all, s)
	}
	all, s := joinedRuns(shown)
	if s != sentence || len(all) > shownWhole || !strings.HasPrefix(all, "… Nothing") || !strings.HasSuffix(all, " …") {
		t.Errorf("shown is %q, said %q", all, s)
	}
	if inner := strings.TrimSuffix(strings.TrimPrefix(all, "… "), " …"); !strings.Contains(c.Excerpt, inner) {
		t.Errorf("%q isn't verbatim", inner)
	}
	if shown, whole := cutExcerpt(bot.Citation{Excerpt: sentence}, [2]int{}); whole != nil || len(shown) != 1 {
		t.Errorf("a short excerpt is %v and %v", shown, whole)
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add(strings.Repeat("Wörter über Wörter. ", 60), 100, 200)
	f.Add(strings.Repeat("x", 2000), 1999, 2000)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		bound := func(i int) int { return min(max(i, 0), len(text)) }
		from, to = bound(from), bound(to)
		if from > to {
			from, to = to, from
		}
		cutExcerpt(bot.Citation{Excerpt: text, Highlights: [][2]int{{from, to}}}, [2]int{from, to})
		cutExcerpt(bot.Citation{Excerpt: text, Highlights: [][2]int{{from, to}}}, [2]int{})
	})
}
