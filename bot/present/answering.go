package present

import (
	"footnote/bot"
	"footnote/bot/wording"
)

// answeringSource returns the source of an answer, with what the answer says marked in
// each of its excerpts.
func answeringSource(w *wording.Words, a *bot.Answer, c bot.Citation) Source {
	s := Source{Citation: c, Words: w, Answering: a.Said(c.N, c.Start, c.End)}
	for _, e := range c.More {
		s.Further = append(s.Further, a.Said(c.N, e.Start, e.End))
	}
	return s
}
