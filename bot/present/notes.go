package present

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/present/text"
)

// What stands above replies that aren't an answer, and above parts of one.
const (
	RelatedText   = "Closest passages – they may not answer the question"
	NotFoundText  = "Not in the documents"
	FoundText     = "Passages that speak of it"
	NoneFoundText = "No passage speaks of it"
	NoClaimText   = "The text makes no claim that could be looked up"
	WorkingText   = "Looking in the documents…"
	DifferText    = "The sources give different figures"
)

// Title returns the name to show for a citation's document.
func Title(c bot.Citation) string {
	return cmp.Or(text.OneLine(c.Title), text.OneLine(bot.DocumentName(c.Document)))
}

// Facts lists what is known of where an excerpt stands, beside the title.
func Facts(c bot.Citation) []string {
	var facts []string
	add := func(s string) {
		if s = text.OneLine(s); s != "" {
			facts = append(facts, s)
		}
	}
	add(c.Publisher)
	add(Date(c.Published))
	if c.Page > 0 {
		add(fmt.Sprintf("p. %d", c.Page))
	}
	// A document's first heading is mostly its title again.
	heading, _ := strings.CutPrefix(text.OneLine(c.Heading), text.OneLine(c.Title))
	add(strings.TrimPrefix(heading, " › "))
	if c.Title != "" {
		add(bot.DocumentName(c.Document))
	}
	return facts
}

// Where says where a further excerpt of a citation's document stands.
func Where(c bot.Citation, e bot.Excerpt) string {
	facts := []string{"Further on"}
	if e.Start < c.Start {
		facts[0] = "Further up"
	}
	if e.Page > 0 && e.Page != c.Page {
		facts = append(facts, fmt.Sprintf("p. %d", e.Page))
	}
	if heading := text.OneLine(e.Heading); heading != "" && e.Heading != c.Heading {
		facts = append(facts, heading)
	}
	return strings.Join(facts, " · ")
}

// Date writes an ISO 8601 date, maybe reduced, for people.
func Date(iso string) string {
	for _, layout := range [][2]string{{"2006-01-02", "2 January 2006"}, {"2006-01", "January 2006"}} {
		if t, err := time.Parse(layout[0], iso); err == nil {
			return t.Format(layout[1])
		}
	}
	return iso
}

// figureLines lists what the documents say differently, a line a figure, with the
// number of its citation and its date.
func figureLines(d bot.Disagreement) []string {
	const longest = 300 // a figure in words, in a document that is odd
	var lines []string
	for _, f := range d.Figures {
		figure := text.Clip(text.OneLine(f.Text), longest, text.Runes)
		date := text.Clip(text.OneLine(Date(f.Published)), longest, text.Runes)
		lines = append(lines, fmt.Sprintf("%s [%d] · %s", figure, f.Citation, cmp.Or(date, "no date")))
	}
	return lines
}

// Unchecked says that sentences of a text under Verify were left out, "" if none
// were.
func Unchecked(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "The text is long: its last sentence was not looked up."
	}
	return fmt.Sprintf("The text is long: its last %d sentences were not looked up.", n)
}

// MostNamed is how many documents AlsoIn names.
const MostNamed = 3

// AlsoIn names documents that hold nearly the same passage, "" if there are
// none.
func AlsoIn(documents []string) string {
	return strings.Join(AlsoInNames(documents, MostNamed), ", ")
}

// AlsoInNames are the parts of AlsoIn, with up to most documents by name.
func AlsoInNames(documents []string, most int) []string {
	if len(documents) == 0 {
		return nil
	}
	names := make([]string, 0, most+1)
	for _, d := range documents[:min(most, len(documents))] {
		names = append(names, text.OneLine(d))
	}
	if n := len(documents) - most; n > 0 {
		names = append(names, fmt.Sprintf("%d more", n))
	}
	names[0] = "Also in " + names[0]
	return names
}

// Notes lists what is to be said beside an answer: what a model had to do with
// it, which words of the question were taken for misspelt ones or for two, and which
// no document has.
func Notes(a *bot.Answer) []string {
	var notes []string
	switch s := a.Summary; {
	case s == nil || len(a.Sentences) == 0:
	case s.Fallback != "":
		notes = append(notes, "In the documents' own words: "+text.OneLine(s.Fallback)+".")
	default:
		note := "Written by " + text.OneLine(s.Model) + " and checked against the excerpts"
		switch {
		case s.Dropped == 1:
			note += "; 1 sentence dropped"
		case s.Dropped > 1:
			note += fmt.Sprintf("; %d sentences dropped", s.Dropped)
		}
		notes = append(notes, note+".")
	}
	var misspelt, apart []string
	for _, asked := range slices.Sorted(maps.Keys(a.Corrected)) {
		taken := a.Corrected[asked]
		if line := asked + " → " + taken; strings.Contains(taken, " ") {
			apart = append(apart, line)
		} else {
			misspelt = append(misspelt, line)
		}
	}
	if len(misspelt) > 0 {
		notes = append(notes, "Taken for misspelt: "+clipList(misspelt)+".")
	}
	if len(apart) > 0 {
		notes = append(notes, "Searched as: "+clipList(apart)+".")
	}
	if len(a.Missing) > 0 {
		notes = append(notes, "No document mentions: "+clipList(a.Missing)+".")
	}
	return notes
}

// clipList joins words, but not so many that they would bury the rest.
func clipList(words []string) string {
	const most, longest = 12, 400
	list := text.OneLine(strings.Join(words[:min(most, len(words))], ", "))
	if n := len(words) - most; n > 0 {
		list += fmt.Sprintf(" and %d more words", n)
	}
	return text.Clip(list, longest, text.Runes)
}
