package present

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Title returns the name to show for a citation's document.
func Title(c bot.Citation) string {
	return cmp.Or(text.OneLine(c.Title), text.OneLine(bot.DocumentName(c.Document)))
}

// headingBelow returns a heading without the title: a document's first heading is
// mostly that again.
func headingBelow(title, heading string) string {
	heading, title = text.OneLine(heading), text.OneLine(title)
	if heading == title {
		return ""
	}
	return strings.TrimPrefix(heading, title+" › ")
}

// Where says where a further excerpt of a citation's document stands.
func Where(w *wording.Words, c bot.Citation, e bot.Excerpt) string {
	facts := []string{w.FurtherOn}
	if e.Start < c.Start {
		facts[0] = w.FurtherUp
	}
	if e.Page > 0 && e.Page != c.Page {
		facts = append(facts, fmt.Sprintf(w.Page, e.Page))
	}
	if heading := headingBelow(c.Title, e.Heading); heading != "" && e.Heading != c.Heading {
		facts = append(facts, heading)
	}
	return strings.Join(facts, " · ")
}

// figureLines lists what the documents say differently, a line a figure, with the
// number of its citation and its date.
func figureLines(w *wording.Words, d bot.Disagreement) []string {
	const longest = 300 // a figure in words, in a document that is odd
	var lines []string
	for _, f := range d.Figures {
		figure := text.Clip(text.OneLine(f.Text), longest, text.Runes)
		date := text.Clip(text.OneLine(w.Date(f.Published)), longest, text.Runes)
		lines = append(lines, fmt.Sprintf("%s [%d] · %s", figure, f.Citation, cmp.Or(date, w.NoDate)))
	}
	return lines
}

// MostNamed is how many documents AlsoIn names.
const MostNamed = 3

// AlsoIn names documents that hold nearly the same passage, "" if there are
// none.
func AlsoIn(w *wording.Words, documents []string) string {
	return strings.Join(AlsoInNames(w, documents, MostNamed), ", ")
}

// AlsoInNames are the parts of AlsoIn, with up to most documents by name.
func AlsoInNames(w *wording.Words, documents []string, most int) []string {
	if len(documents) == 0 {
		return nil
	}
	names := make([]string, 0, most+1)
	for _, d := range documents[:min(most, len(documents))] {
		names = append(names, clipName(text.OneLine(d)))
	}
	if n := len(documents) - most; n > 0 {
		names = append(names, w.Count(w.More, n))
	}
	names[0] = fmt.Sprintf(w.AlsoIn, names[0])
	return names
}

// Notes lists what is to be said beside an answer: what a model had to do with
// it, which words of the question were taken for misspelt ones or for two, and which
// no document has.
func Notes(w *wording.Words, a *bot.Answer) []string {
	var notes []string
	switch s := a.Summary; {
	case s == nil || len(a.Sentences) == 0 || s.Writing:
	case s.Fallback != "":
		notes = append(notes, w.OwnWords+fallbackReason(w, s)+".")
	case s.Dropped > 0:
		notes = append(notes, fmt.Sprintf(w.Count(w.WrittenLess, s.Dropped), text.OneLine(s.Model)))
	default:
		notes = append(notes, fmt.Sprintf(w.WrittenBy, text.OneLine(s.Model)))
	}
	if note, ok := computedNote(w, a); ok {
		notes = append(notes, note)
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
	for _, note := range []struct {
		form  string
		words []string
	}{{w.Misspelt, misspelt}, {w.SearchedAs, apart}, {w.Missing, a.Missing}} {
		if len(note.words) > 0 {
			notes = append(notes, fmt.Sprintf(note.form, clipList(w, note.words)))
		}
	}
	if len(a.Languages) > 0 {
		var names []string
		for _, code := range a.Languages {
			names = append(names, w.Language(code))
		}
		notes = append(notes, fmt.Sprintf(w.InLanguages, clipList(w, names)))
	}
	return notes
}

// computedNote says from what a result was computed.
func computedNote(w *wording.Words, a *bot.Answer) (string, bool) {
	if !a.IsComputed() || len(a.Citations) == 0 {
		return "", false
	}
	return fmt.Sprintf(w.Computed, a.Sentences[0].Computed.Rows, Title(a.Citations[0])), true
}

// fallbackReason is why a model's words aren't shown. It is for whoever runs the bot
// and stands in English: elsewhere it would be a riddle.
func fallbackReason(w *wording.Words, s *bot.Summary) string {
	if w.Code != wording.In("").Code {
		return ""
	}
	return ": " + text.OneLine(s.Fallback)
}

// clipList joins words, but not so many that they would bury the rest.
func clipList(w *wording.Words, words []string) string {
	const most, longest = 12, 400
	list := text.OneLine(strings.Join(words[:min(most, len(words))], ", "))
	if n := len(words) - most; n > 0 {
		list += w.Count(w.MoreWords, n)
	}
	return text.Clip(list, longest, text.Runes)
}
