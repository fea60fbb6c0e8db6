package present

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Facts lists what is known of where an excerpt stands, beside the title.
func Facts(w *wording.Words, c bot.Citation) []string {
	return oneLines(append(originFacts(w, c), headingBelow(c.Title, c.Heading), nameBeside(c))...)
}

// KeyFacts lists what people weigh a source by beside its title: who published it, when,
// and on which page the excerpt stands. Of a document that tells neither, its heading, or
// else its name, says which one it is.
func KeyFacts(w *wording.Words, c bot.Citation) []string {
	if facts := oneLines(originFacts(w, c)...); len(facts) > 0 {
		return facts
	}
	return oneLines(cmp.Or(headingBelow(c.Title, c.Heading), nameBeside(c)))
}

// originFacts are the publisher, the date and the page of an excerpt, "" for what isn't
// known.
func originFacts(w *wording.Words, c bot.Citation) []string {
	page := ""
	if c.Page > 0 {
		page = fmt.Sprintf(w.Page, c.Page)
	}
	return []string{c.Publisher, w.Date(c.Published), page}
}

// oneLines returns texts on a line each, without the empty ones.
func oneLines(texts ...string) []string {
	var list []string
	for _, s := range texts {
		if s = text.OneLine(s); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// PlaceOf says where in which document an excerpt stands, of what KeyFacts leaves out.
func PlaceOf(w *wording.Words, c bot.Citation) string {
	key := strings.Join(KeyFacts(w, c), " ")
	facts := slices.DeleteFunc(oneLines(headingBelow(c.Title, c.Heading), nameBeside(c)), func(s string) bool { return s == key })
	return strings.Join(facts, " · ")
}

// nameBeside returns the name of a document whose title is another.
func nameBeside(c bot.Citation) string {
	if text.OneLine(c.Title) == "" {
		return ""
	}
	return clipName(bot.DocumentName(c.Document))
}

// longestName is how many characters of the name of a document are shown beside its title.
const longestName = 120

// clipName shortens a name at its beginning: the end of a path tells more.
func clipName(name string) string {
	list := []rune(name)
	if len(list) <= longestName {
		return name
	}
	return "…" + string(list[len(list)-longestName:])
}
