package present

import (
	"cmp"
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// KeyFacts lists what people weigh a source by beside its title: who published it, when,
// and on which page the excerpt stands. Of a document that tells neither, its heading, or
// else its name, says which one it is.
func KeyFacts(w *wording.Words, c bot.Citation) []string {
	var facts []string
	add := func(s string) {
		if s = text.OneLine(s); s != "" {
			facts = append(facts, s)
		}
	}
	add(c.Publisher)
	add(w.Date(c.Published))
	if c.Page > 0 {
		add(fmt.Sprintf(w.Page, c.Page))
	}
	if len(facts) == 0 {
		add(cmp.Or(headingBelow(c.Title, c.Heading), nameBeside(c)))
	}
	return facts
}

// PlaceOf says where in which document an excerpt stands, of what KeyFacts leaves out.
func PlaceOf(w *wording.Words, c bot.Citation) string {
	key := strings.Join(KeyFacts(w, c), " ")
	var facts []string
	for _, s := range []string{headingBelow(c.Title, c.Heading), nameBeside(c)} {
		if s = text.OneLine(s); s != "" && s != key {
			facts = append(facts, s)
		}
	}
	return strings.Join(facts, " · ")
}

// nameBeside returns the name of a document whose title is another.
func nameBeside(c bot.Citation) string {
	if text.OneLine(c.Title) == "" {
		return ""
	}
	return bot.DocumentName(c.Document)
}
