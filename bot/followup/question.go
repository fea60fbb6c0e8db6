package followup

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/language"
)

// word is one word of a question.
type word struct {
	text, lower string
	start, end  int  // bytes
	name        bool // written with a capital where a sentence has none
}

// question is a text cut into words.
type question struct {
	text  string
	words []word
	// spoken are the languages that it may be in.
	spoken language.Codes
	asks   bool // it ends with a question mark, or says nothing against one
}

func parse(text string) question {
	q := question{text: strings.TrimSpace(text)}
	q.asks = !strings.HasSuffix(q.text, ".") && !strings.HasSuffix(q.text, "!")
	var lower []string
	language.Tokenize(q.text, func(t language.Token) {
		w := word{text: q.text[t.Start:t.End], start: t.Start, end: t.End}
		w.lower = strings.ToLower(w.text)
		q.words = append(q.words, w)
	})
	language.EachWord(q.text, func(word string) bool {
		lower = append(lower, strings.ToLower(word))
		return true
	})
	q.spoken = language.Spoken(lower)
	for i := range q.words {
		w := &q.words[i]
		w.name = language.StartsUpper(w.text) && w.lower != "i" &&
			(i > 0 && !q.isFunction(w.lower) || i == 0 && (language.IsAcronym(w.text) || !q.isKnown(w.lower)))
	}
	return q
}

// isFunction reports whether a word is a function word of a language that the
// question may be in.
func (q question) isFunction(lower string) bool { return function.In(lower, q.spoken) }

// isAsking reports whether a word asks in a language that the question may be in.
func (q question) isAsking(lower string) bool { return asking.In(lower, q.spoken) }

// isKnown reports whether a word begins questions and sentences without being a
// name.
func (q question) isKnown(lower string) bool {
	return q.isFunction(lower) || q.isAsking(lower) || prepositions.Has(lower) || articles.Has(lower) || leaderWords.Has(lower)
}

// textOf returns the text of neighbouring words.
func (q question) textOf(words []word) string {
	return q.text[words[0].start:words[len(words)-1].end]
}

// afterLeader returns the words after "and", "what about" and their like.
func (q question) afterLeader() (rest []word, led bool) {
	for _, leader := range leaders {
		if len(q.words) <= len(leader) {
			continue
		}
		match := true
		for i, w := range leader {
			match = match && q.words[i].lower == w
		}
		between := q.text[q.words[len(leader)-1].end:q.words[len(leader)].start]
		if match && strings.TrimSpace(between) != "." { // an initial, as in "Y. pestis"
			return q.words[len(leader):], true
		}
	}
	return q.words, false
}

// topic returns the last thing that a question speaks of with an article, "the
// sensor" of "How do I install the sensor?", none if it ends otherwise.
func (q question) topic() []string {
	last := len(q.words) - 1
	for i := last; i > 0 && i > last-longestTopic; i-- {
		if articles.Has(q.words[i-1].lower) && q.contentWord(i) {
			return []string{q.text[q.words[i-1].start:q.words[last].end]}
		}
		if !q.contentWord(i) {
			break
		}
	}
	return nil
}

// longestTopic is how many words a thing's name has at the most, without its
// article.
const longestTopic = 3

func (q question) names() int { return len(q.nameList()) }

// nameList returns the names of a text: runs of words that are written as
// such, joined by "of" and the like.
func (q question) nameList() []string {
	var list []string
	for i := 0; i < len(q.words); i++ {
		if !q.words[i].name {
			continue
		}
		end := q.nameEnd(i)
		list = append(list, q.text[q.words[i].start:q.words[end-1].end])
		i = end
	}
	return list
}

// nameEnd returns the end of the name that begins with word i.
func (q question) nameEnd(i int) int {
	end := i + 1
	for end < len(q.words) && isNameGap(q.text[q.words[end-1].end:q.words[end].start]) {
		switch {
		case q.words[end].name:
			end++
		case nameLinks.Has(q.words[end].lower) && end+1 < len(q.words) && q.words[end+1].name:
			end += 2
		default:
			return end
		}
	}
	return end
}

// content counts the words that say what it is about.
func (q question) content() int {
	n := 0
	for i := range q.words {
		if q.contentWord(i) {
			n++
		}
	}
	return n
}

func (q question) contentWord(i int) bool {
	w := q.words[i].lower
	return pronounKindOf(w) == noPronoun && !q.isFunction(w) && !q.isAsking(w) && !prepositions.Has(w) && !articles.Has(w)
}

// counted returns what a question counts or chooses from: "networks" of "how
// many networks did …".
func (q question) counted() string {
	first := 1
	if len(q.words) > 1 && degrees.Has(q.words[1].lower) {
		first = 2
	}
	if len(q.words) == 0 || !q.isAsking(q.words[0].lower) {
		return ""
	}
	end := first
	for end < len(q.words) && q.contentWord(end) {
		end++
	}
	if end == first || end == len(q.words) || !auxiliaries.Has(q.words[end].lower) {
		return ""
	}
	return q.textOf(q.words[first:end])
}

func (q question) replace(from, to int, with string) string {
	return q.text[:q.words[from].start] + with + q.text[q.words[to-1].end:]
}

// replaceYear puts a year in the place of the last one, or phrase at the end.
func (q question) replaceYear(year, phrase string) string {
	for i := len(q.words) - 1; i >= 0; i-- {
		if isYear(q.words[i].text) {
			return q.replace(i, i+1, year)
		}
	}
	return q.with(phrase)
}

// replacePhrase puts a phrase in the place of the only one that the preposition
// leads; false if there are none or several, or more than one word that may be
// something else: "of bread raised".
func (q question) replacePhrase(leading, phrase string) (string, bool) {
	leads := func(w word) bool { return w.lower == leading }
	from := slices.IndexFunc(q.words, leads)
	if from < 0 || slices.ContainsFunc(q.words[from+1:], leads) {
		return "", false
	}
	to := from + 1
	for to < len(q.words) && articles.Has(q.words[to].lower) {
		to++
	}
	if to++; to > len(q.words) || to < len(q.words) && !prepositions.Has(q.words[to].lower) && !isYear(q.words[to].text) {
		return "", false
	}
	return q.replace(from, to, phrase), true
}

// with adds a phrase at the question's end.
func (q question) with(phrase string) string {
	return strings.TrimRight(q.text, "?!.؟ ") + ", " + phrase + "?"
}

// about asks q of what a turn has said: of the answer's first sentence or, if
// there was none, of its question.
func (q question) about(t Turn) string {
	said := t.Question
	if len(t.Answer) > 0 {
		said = t.Answer[0]
	}
	return upperFirst(strings.TrimRight(q.text[:q.words[len(q.words)-1].end], "?!. ")) + ": " + strings.TrimRight(brief(said), "?!.: ") + "?"
}

// mostSaid is how much of a sentence a question takes over, bytes: the list that
// it may announce is longer than any question.
const mostSaid = 400

// brief returns the beginning of a text in one line.
func brief(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= mostSaid {
		return s
	}
	if end := strings.LastIndexByte(s[:mostSaid], ' '); end > 0 {
		return s[:end]
	}
	return strings.ToValidUTF8(s[:mostSaid], "")
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

func isYear(word string) bool {
	year, _ := language.Year(word)
	return year > 0
}

// isNameGap reports whether what stands between two words may stand inside a name.
func isNameGap(between string) bool {
	return strings.TrimSpace(between) == "" || between == "-"
}
