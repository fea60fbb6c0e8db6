package rewrite

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// newWords is how many content words a rewritten question may have that the
// conversation lacks: other forms, and words that join.
const newWords = 2

// markup is what has no place in a question: links, addresses, mentions, code.
var markup = regexp.MustCompile("(?i)[<>{}|`@\\[\\]\\\\]|://|www\\.")

// objectionTo says why what the model wrote can't stand for the question, "" if
// it can.
func (r *Rewriter) objectionTo(text, question string, before []string) string {
	switch {
	case text == "":
		return "the model wrote nothing"
	case len(text) > longestResult:
		return "what the model wrote is longer than a question"
	case strings.ContainsAny(text, "\n\r") || markup.MatchString(text):
		return "what the model wrote is no plain line"
	case strings.ContainsAny(strings.TrimRight(text, "?؟？ "), "?؟？!") || !strings.ContainsAny(text, "?؟？"):
		return "what the model wrote is not one question"
	}
	said := strings.Join(append(slices.Clone(before), question), "\n")
	if name := r.inventedWord(text, said); name != "" {
		return "the conversation doesn't say \"" + name + "\""
	}
	if hasDenial(text) && !hasDenial(said) || hasDenial(question) && !hasDenial(text) {
		return "what the model wrote asks for the opposite"
	}
	// What is asked now must be in it, and little that nobody asked.
	has := r.contentTerms(text)
	asked, kept := r.contentTerms(question), 0
	for t := range asked {
		if has[t] {
			kept++
		}
	}
	if 2*kept < len(asked) || r.inventedWord(question, text) != "" {
		return "what the model wrote is another question"
	}
	known, strangers := r.contentTerms(said), 0
	for t := range has {
		if !known[t] {
			strangers++
		}
	}
	if strangers > newWords {
		return "what the model wrote asks for more than the conversation does"
	}
	return ""
}

// hasDenial reports whether a text has a word that makes a question ask for the
// opposite.
func hasDenial(text string) bool {
	words := wordsIn(strings.ToLower(text))
	spoken := language.Spoken(words)
	return slices.ContainsFunc(words, func(w string) bool {
		return negations.In(w, spoken) || hasEnding(w, denyingEnds)
	})
}

func hasEnding(word string, endings language.Lexicon) bool {
	word = strings.ReplaceAll(word, "’", "'")
	for ending := range endings.All() {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

var (
	negations   = language.Gather(func(l *language.Language) language.Words { return l.Denial.Negations })
	denyingEnds = language.Gather(func(l *language.Language) language.Words { return l.Denial.Endings })
)

func wordsIn(text string) []string {
	var words []string
	language.Tokenize(text, func(t language.Token) { words = append(words, text[t.Start:t.End]) })
	return words
}

// inventedWord returns the first name or figure of text that said lacks. What stands
// first is taken for a name, too, unless it is a function word.
func (r *Rewriter) inventedWord(text, said string) string {
	known := make(map[string]bool)
	for _, w := range wordsIn(strings.ToLower(said)) {
		known[w] = true
		known[language.Base(w)] = true
	}
	for i, w := range wordsIn(text) {
		first, _ := utf8.DecodeRuneInString(w)
		named := unicode.IsUpper(first) && (i > 0 || len(r.contentTerms(w)) > 0) || strings.ContainsFunc(w, unicode.IsDigit)
		if lower := strings.ToLower(w); named && !known[lower] && !known[language.Base(lower)] && lower != "i" {
			return w
		}
	}
	figures := quantity.Find(said)
	for _, q := range quantity.Find(text) {
		borneOut := func(f quantity.Quantity) bool { return quantity.Compare(q, f) == quantity.Supports }
		if !q.Weak && !slices.ContainsFunc(figures, borneOut) {
			return text[q.Start:q.End]
		}
	}
	return ""
}

// contentTerms returns the content words of a text as index terms.
func (r *Rewriter) contentTerms(text string) map[string]bool {
	set := make(map[string]bool)
	for _, t := range r.Analyzer.Terms(nil, "", text) {
		if !t.Stop {
			set[t.Text] = true
		}
	}
	return set
}
