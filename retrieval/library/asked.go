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
	fewestWords     = 4  // of a question that a document asks
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
		if l == nil {
			continue
		}
		question := withoutLabel(line)
		switch {
		case isAsked(question, l) && i+1 < len(sentences) && !language.EndsInQuestionMark(body[sentences[i+1].Start:sentences[i+1].End]):
			asked = append(asked, question)
		case isHeading(d, s) && !language.EndsInQuestionMark(line) && opensAsking(question, l):
			asked = append(asked, strings.TrimRight(question, ".: ")+questionMark(l))
		case !isHeading(d, s) && !retrieval.ListItem(line):
			if q := definitionAsked(line, body, l); q != "" {
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

// isAsked reports whether a sentence is a question that says what it is about: it opens
// as one, which what people ask in passing mostly doesn't, and leans on none before it.
func isAsked(line string, l *language.Language) bool {
	if !language.EndsInQuestionMark(line) || strings.ContainsAny(line, "|<>{}") {
		return false
	}
	if hasRuns(line) {
		return true
	}
	q := question.Parse(line)
	return len(q.Words) >= fewestWords && !leansOn(q) && opensAsking(line, l)
}

// withoutLabel returns a line without the mark of a list and the label that may stand
// before a question: "Q: ", "3. ".
func withoutLabel(line string) string {
	const longest = 12 // bytes of a label
	if retrieval.ListItem(line) {
		_, line, _ = strings.Cut(line, " ")
	}
	if label, rest, found := strings.Cut(line, ": "); found && len(label) <= longest && !strings.Contains(label, " ") {
		line = rest
	}
	return line
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

// opensAsking reports whether a line opens as questions do: with a word that asks and
// a verb behind it, "What is due", "How to return the key", with such a verb, or with
// one word before a word that asks: "Until when".
func opensAsking(line string, l *language.Language) bool {
	words := wordsOf(line)
	if len(words) < fewestWords {
		return false
	}
	first, second := strings.ToLower(words[0]), strings.ToLower(words[1])
	asks, verbs := language.Asking(l).Set(), (l.Grammar.Auxiliaries + " " + l.Grammar.Copulas).Set()
	switch {
	case verbs[first]:
		return true
	case asks[first]:
		return language.EndsInQuestionMark(line) || verbs[second] || second == infinitive && l.Grammar.Prepositions.Set()[infinitive]
	}
	return language.EndsInQuestionMark(line) && asks[second]
}

const infinitive = "to" // stands before an English verb

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
func definitionAsked(line, body string, l *language.Language) string {
	for _, d := range l.Asks.Defining {
		thing, said := cutAtVerb(line, d.Verb)
		if thing == "" || !isThing(thing, l) || !d.Sure && !saysWhat(said, l) || !strings.HasSuffix(strings.TrimRight(said, "。. "), d.Ends) {
			continue
		}
		return strings.ReplaceAll(d.Question, "%s", lowerFirst(thing, body, l))
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
// that shows: a few words without marks, of which not all are function words. The first
// is none but an article, which others follow only behind a preposition. Where all nouns
// have a capital, there must be an article: nothing else tells them from verbs.
func isThing(text string, l *language.Language) bool {
	words := wordsOf(strings.ToLower(text))
	if len(words) == 0 || len(words) > longestThing || strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsPunct(r) && r != '-' && r != '\'' && r != '’' || unicode.IsSymbol(r)
	}) {
		return false
	}
	g := l.Grammar
	function, articles, prepositions := g.Function.Set(), g.Articles.Set(), g.Prepositions.Set()
	none := (g.Back + " " + g.Prepositions + " " + g.Conjunctions + " " + language.Asking(l)).Set()
	first := words[0]
	switch {
	case none[first], function[first] && !articles[first], l.Writing.CapitalNouns && !articles[first], language.HasDigit(first):
		return false
	}
	if last := words[len(words)-1]; len(words) > 1 && (prepositions[last] || function[last]) {
		return false // "the figures above" are told by where they stand
	}
	for i, word := range words[1:] {
		if articles[word] && !prepositions[words[i]] {
			return false
		}
	}
	return slices.ContainsFunc(words, func(w string) bool { return !function[w] })
}

// saysWhat reports whether the rest of a sentence says what something is, or how much:
// "a list of fees" or "40 euros", not "open until 9".
func saysWhat(said string, l *language.Language) bool {
	words := wordsOf(said)
	return len(words) > 1 && (l.Grammar.Articles.Set()[strings.ToLower(words[0])] || language.HasDigit(words[0]))
}

// lowerFirst writes the first word of a sentence small if it is an article, or if the
// document writes it so elsewhere.
func lowerFirst(thing, body string, l *language.Language) string {
	first, rest, _ := strings.Cut(thing, " ")
	if lower := strings.ToLower(first); l.Grammar.Articles.Set()[lower] || strings.Contains(body, " "+lower+" ") {
		return strings.TrimSpace(lower + " " + rest)
	}
	return thing
}

func wordsOf(text string) []string {
	var words []string
	language.Tokenize(text, func(t language.Token) { words = append(words, text[t.Start:t.End]) })
	return words
}
