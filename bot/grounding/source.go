package grounding

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// word is one word of a claim or of the evidence.
type word struct {
	retrieval.Span
	folded  string // as written, lower case, without accents
	lower   string // as written, lower case
	term    string // what it is compared by
	stop    bool
	upper   bool // begins with a capital
	opens   bool // begins a sentence
	capital bool // several letters, all capitals
	figure  bool // has a digit
}

// sentence is one sentence of the evidence.
type sentence struct {
	evidence   int // -1 for the facts of documents
	span       retrieval.Span
	words      []word
	quantities []quantity.Quantity
	spoken     language.Codes // languages that it may be in
}

// source is all evidence for one claim.
type source struct {
	evidence  []Evidence
	sentences []sentence
	facts     []sentence
	names     map[string]bool // set by isName
	forms     map[string]int  // folded words of everything → how often
	terms     map[string]bool
	language  string
	laid      []*laid // by sentence, where it was asked for
	cells     bool    // its sentences are cells of tables: none is named by the one before
}

// documentFacts are what a document says about itself: context, no statement.
func (e *Evidence) documentFacts() []string {
	return []string{e.Title, e.Heading, e.Author, e.Publisher, e.Published}
}

// readEvidence takes the evidence apart.
func (c *Checker) readEvidence(evidence []Evidence) *source {
	s := &source{evidence: evidence, forms: make(map[string]int), terms: make(map[string]bool)}
	for i, e := range evidence {
		if e.Language == "" {
			e.Language = languageOfText(e.Text)
		}
		if s.language == "" {
			s.language = e.Language
		}
		for _, span := range retrieval.Sentences(e.Text) {
			s.sentences = append(s.sentences, c.readSentence(i, e.Text, span, e.Language))
		}
		for _, fact := range e.documentFacts() {
			if fact != "" {
				s.facts = append(s.facts, c.readSentence(-1, fact, retrieval.Span{End: len(fact)}, e.Language))
			}
		}
	}
	for _, list := range [][]sentence{s.sentences, s.facts} {
		for i := range list {
			for _, w := range list[i].words {
				s.forms[w.folded]++
				s.terms[w.term] = true
			}
		}
	}
	return s
}

func (c *Checker) readSentence(evidence int, text string, span retrieval.Span, code string) sentence {
	part := text[span.Start:span.End]
	return sentence{evidence: evidence, span: span, words: c.splitWords(part, code), quantities: quantity.Find(part), spoken: spokenIn(part, code)}
}

// languageOfText returns the language of a text that was told none, "" if it shows none or
// several.
func languageOfText(text string) string {
	if only := language.Spoken(lowerWords(text, enoughToTell)).Only(); only != nil {
		return only.Code
	}
	return ""
}

// enoughToTell is how many words are looked at to tell the language of a text.
const enoughToTell = 200

// lowerWords returns the first words of a text, at most so many, in lower case.
func lowerWords(text string, most int) []string {
	var words []string
	language.EachWord(text, func(word string) bool {
		words = append(words, strings.ToLower(word))
		return len(words) < most
	})
	return words
}

// spokenIn returns the languages that a sentence may be in, of a document in one
// that was told: in that, unless its words say otherwise.
func spokenIn(text, code string) language.Codes {
	told := language.Of(code)
	if spoken := language.SpokenAfter(lowerWords(text, len(text)), language.Written(code)); spoken&told == 0 {
		return spoken
	}
	return told
}

// splitWords splits a sentence.
func (c *Checker) splitWords(text, code string) []word {
	terms := c.analyzer.Terms(make([]retrieval.Term, 0, len(text)/5), code, text)
	words := make([]word, len(terms))
	for i, t := range terms {
		surface := text[t.Start:t.End]
		folded := language.Fold(surface)
		r, size := utf8.DecodeRuneInString(surface)
		words[i] = word{
			Span: retrieval.Span{Start: t.Start, End: t.End}, folded: folded, lower: lowerWord(surface), term: synonymOf(code, t.Text, folded), stop: t.Stop,
			upper: unicode.IsUpper(r), opens: i == 0, figure: strings.ContainsAny(surface, "0123456789") || unicode.IsDigit(r),
		}
		words[i].capital = words[i].upper && size < len(surface) && strings.ToUpper(surface) == surface
	}
	return words
}

// claim is what is checked.
type claim struct {
	text       string
	words      []word
	quantities []quantity.Quantity
	content    []int // indexes of the words that say something
	spoken     language.Codes
}

func (c *Checker) readClaim(text string, s *source) *claim {
	cl := &claim{text: text, words: c.splitWords(text, s.language), quantities: quantity.Find(text), spoken: spokenIn(text, s.language)}
	for i, w := range cl.words {
		if !w.stop && !w.figure && !cl.inQuantity(w) {
			cl.content = append(cl.content, i)
		}
	}
	return cl
}

// inQuantity reports whether a word is checked as a part of a figure.
func (cl *claim) inQuantity(w word) bool {
	for _, q := range cl.quantities {
		if q.Start <= w.Start && w.End <= q.End && !q.Weak {
			return true
		}
	}
	return false
}

// lowerWord is a word in lower case with plain apostrophes and no possessive ending.
func lowerWord(surface string) string {
	return language.Base(strings.ToLower(strings.ReplaceAll(surface, "’", "'")))
}
