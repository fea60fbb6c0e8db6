package web

import (
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
)

// run is a stretch of an excerpt.
type run struct {
	text.Run
	Said bool // a sentence of the answer says it
}

// saidBy returns the bytes of an excerpt from which a reply has taken its first
// verbatim sentence of that document, [0, 0) if it has taken none.
func saidBy(reply *bot.Reply, c bot.Citation) [2]int {
	if reply.Answer == nil {
		return [2]int{}
	}
	for _, s := range reply.Answer.Sentences {
		if len(s.Citations) > 0 && s.Citations[0] == c.N && c.Start <= s.Start && s.Start < s.End && s.End <= c.End {
			return [2]int{s.Start - c.Start, s.End - c.Start}
		}
	}
	return [2]int{}
}

// Bytes of an excerpt that are shown at once: enough to judge the sentence by,
// few enough to see several excerpts.
const (
	shownWhole  = 700
	shownPart   = 550
	shownBefore = 120
)

// cutExcerpt returns the excerpt of a citation. If it is long, shown is the part
// around what was said, and whole is all of it.
func cutExcerpt(c bot.Citation, said [2]int) (shown, whole []run) {
	if len(c.Excerpt) <= shownWhole {
		return markStretches(c, said, 0, len(c.Excerpt)), nil
	}
	focus := said
	if focus[1] == 0 {
		focus = c.Best
	}
	if focus[1] == 0 && len(c.Highlights) > 0 {
		focus = c.Highlights[0]
	}
	from, to := focus[0]-shownBefore, max(focus[1], focus[0]-shownBefore+shownPart)
	if from = max(from, 0); from > 0 {
		from += beginAt(c.Excerpt[from:focus[0]])
	}
	if to = min(to, len(c.Excerpt)); to < len(c.Excerpt) {
		to = focus[1] + endAt(c.Excerpt[focus[1]:to])
	}
	return markStretches(c, said, from, to), markStretches(c, said, 0, len(c.Excerpt))
}

// beginAt returns the byte from which to show a text whose beginning was cut off:
// after the end of a line or a sentence, or of a word.
func beginAt(s string) int {
	for _, sign := range []string{"\n", ". ", " "} {
		if _, after, found := strings.Cut(s, sign); found {
			return len(s) - len(strings.TrimLeft(after, " \n"))
		}
	}
	return len(s)
}

// endAt returns the byte up to which to show a text whose end is cut off.
func endAt(s string) int {
	return max(strings.LastIndexAny(s, " \n"), 0)
}

// markStretches returns the bytes [from, to) of an excerpt as runs, with the bytes
// of said set off. It drops characters that hide text, and adds signs where text was
// left out.
func markStretches(c bot.Citation, said [2]int, from, to int) []run {
	var list []run
	if from > 0 {
		list = append(list, run{Run: text.Run{Text: "… "}})
	}
	stop := to
	for i, to := range []int{said[0], said[1], stop} {
		if to = min(to, stop); to <= from {
			continue
		}
		part := text.Marked{Text: c.Excerpt[from:to]}
		for _, h := range c.Highlights {
			if a, b := max(h[0], from), min(h[1], to); a < b {
				part.Marks = append(part.Marks, [2]int{a - from, b - from})
			}
		}
		for _, r := range part.Clean().Runs() {
			list = append(list, run{r, i == 1})
		}
		from = to
	}
	if stop < len(c.Excerpt) {
		list = append(list, run{Run: text.Run{Text: " …"}})
	}
	return list
}
