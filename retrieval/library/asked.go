package library

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/question"
)

const (
	longestQuestion = 90 // runes
	fewestWords     = 3  // of a question that a document asks
	longestThing    = 5  // words of what is asked for
	readForAsking   = 64 << 10
	mostOfDocument  = 4 // questions that are made of one document
)

// questionsOf makes questions that a document may answer, in its own words: those that
// it asks and answers itself, as FAQs do, headings that ask, and the questions for what
// something is of sentences that say what it is. The likeliest come first.
func questionsOf(d *retrieval.Document) []string {
	body := d.Text
	if len(body) > readForAsking {
		body = strings.ToValidUTF8(body[:readForAsking], "")
	}
	var asked, defined []string
	sentences := retrieval.Sentences(body)
	for i, s := range sentences {
		line := strings.Join(strings.Fields(body[s.Start:s.End]), " ")
		l := language.For(d.LanguageAt(s.Start))
		switch {
		case isAsked(line) && i+1 < len(sentences) && !endsAsking(body[sentences[i+1].Start:sentences[i+1].End]):
			asked = append(asked, line)
		case isHeading(d, s) && l != nil && opensAsking(line, l):
			asked = append(asked, strings.TrimRight(line, ".: ")+questionMark(l))
		case l != nil && !isHeading(d, s) && !retrieval.ListItem(line):
			if q := definitionAsked(line, l); q != "" {
				defined = append(defined, q)
			}
		}
	}
	var list []string
	for _, q := range append(asked, defined...) {
		if utf8.RuneCountInString(q) <= longestQuestion && !slices.Contains(list, q) && len(list) < mostOfDocument {
			list = append(list, q)
		}
	}
	return list
}

func isHeading(d *retrieval.Document, s retrieval.Span) bool {
	return slices.ContainsFunc(d.Headings, func(h retrieval.Heading) bool { return s.Start <= h.Offset && h.Offset < s.End })
}

func endsAsking(sentence string) bool {
	return strings.HasSuffix(sentence, "?") || strings.HasSuffix(sentence, "？") || strings.HasSuffix(sentence, "؟")
}

// isAsked reports whether a sentence is a question that says what it is about: that it
// leans on none before it.
func isAsked(line string) bool {
	q := question.Parse(line)
	return endsAsking(line) && (len(q.Words) >= fewestWords || hasRuns(line)) && !leansOn(q) && !strings.ContainsAny(line, "|<>{}")
}

// leansOn reports whether one of the first words of a question stands for something
// named before: "Does it close at noon?"
func leansOn(q question.Question) bool {
	const first = 3
	return slices.ContainsFunc(q.Words[:min(first, len(q.Words))], func(w question.Word) bool { return pronouns.In(w.Lower, q.Spoken) })
}

var pronouns = language.Gather(func(l *language.Language) language.Words {
	return l.Grammar.PersonPronouns + " " + l.Grammar.ThingPronouns + " " + l.Grammar.PluralPronouns + " " + l.Grammar.Back
})

func hasRuns(line string) bool {
	return utf8.RuneCountInString(line) > 2*fewestWords && strings.ContainsFunc(line, language.IsRunRune)
}

// opensAsking reports whether a heading begins with a word that asks: "How to return
// the key".
func opensAsking(heading string, l *language.Language) bool {
	words := wordsOf(heading)
	return len(words) > fewestWords && language.Asking(l).Set()[strings.ToLower(words[0])]
}

// questionMark is what questions end with in a language.
func questionMark(l *language.Language) string {
	if len(l.Asks.Defining) == 0 {
		return "?"
	}
	_, end, _ := strings.Cut(l.Asks.Defining[0].Question, "%s")
	_, size := utf8.DecodeLastRuneInString(end)
	return end[len(end)-size:]
}

// definitionAsked makes the question for what something is of a sentence that says so,
// "" of another: "The notice period is two months." gives "What is the notice period?".
// What follows the verb must be a thing of some kind, or a figure.
func definitionAsked(line string, l *language.Language) string {
	for _, d := range l.Asks.Defining {
		thing, said := cutAtVerb(line, d.Verb)
		if thing == "" || !isThing(thing, l) || !d.Sure && !saysWhat(said, l) || !strings.HasSuffix(strings.TrimRight(said, "。. "), d.Ends) {
			continue
		}
		return strings.ReplaceAll(d.Question, "%s", lowerArticle(thing, l))
	}
	return ""
}

// cutAtVerb returns what stands before and behind the first of some verb, which is a
// word of its own where the language has spaces.
func cutAtVerb(line, verb string) (before, behind string) {
	if r, _ := utf8.DecodeRuneInString(verb); !language.IsRunRune(r) {
		verb = " " + verb + " "
	}
	before, behind, found := strings.Cut(line, verb)
	if !found {
		return "", ""
	}
	return strings.TrimSpace(before), strings.TrimSpace(behind)
}

// isThing reports whether the beginning of a sentence is the name of a thing, as far as
// that shows: a few words without figures and marks, of which not all are function
// words, and the first is none but an article.
func isThing(text string, l *language.Language) bool {
	words := wordsOf(text)
	if len(words) == 0 || len(words) > longestThing || strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsDigit(r) || unicode.IsPunct(r) && r != '-' && r != '\'' && r != '’' || unicode.IsSymbol(r)
	}) {
		return false
	}
	function, articles, back := l.Grammar.Function.Set(), l.Grammar.Articles.Set(), l.Grammar.Back.Set()
	first := strings.ToLower(words[0])
	if back[first] || function[first] && !articles[first] || language.Asking(l).Set()[first] {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool { return !function[strings.ToLower(w)] })
}

// saysWhat reports whether the rest of a sentence says what something is, or how much:
// "a list of fees" or "40 euros", not "open until 9".
func saysWhat(said string, l *language.Language) bool {
	words := wordsOf(said)
	return len(words) > 1 && (l.Grammar.Articles.Set()[strings.ToLower(words[0])] || language.HasDigit(words[0]))
}

// lowerArticle writes the first word of a sentence small if it is an article.
func lowerArticle(thing string, l *language.Language) string {
	first, rest, found := strings.Cut(thing, " ")
	if lower := strings.ToLower(first); found && l.Grammar.Articles.Set()[lower] {
		return lower + " " + rest
	}
	return thing
}

func wordsOf(text string) []string {
	var words []string
	language.Tokenize(text, func(t language.Token) { words = append(words, text[t.Start:t.End]) })
	return words
}
