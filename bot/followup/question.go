package followup

import (
	"slices"
	"strings"
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
	// spoken are the languages that it may be in, before those of the text before.
	spoken, before language.Codes
	asks           bool // it ends with a question mark, or says nothing against one
}

func parseText(text string) question { return parseAfter(text, language.Anything) }

// parseAfter takes a text apart that follows one in these languages: a short one
// that may be in several is in the same.
func parseAfter(text string, before language.Codes) question {
	q := question{text: strings.TrimSpace(text), before: before}
	q.asks = !strings.HasSuffix(q.text, ".") && !strings.HasSuffix(q.text, "!")
	var lower []string
	language.EachWord(q.text, func(word string) bool {
		lower = append(lower, strings.ToLower(word))
		return true
	})
	q.spoken = language.SpokenAfter(lower, before)
	if both := q.spoken & before; both != 0 {
		q.spoken = both
	}
	language.Tokenize(q.text, func(t language.Token) {
		q.addWord(t.Start+q.elidedEnd(q.text[t.Start:t.End], t.Start), t.End)
	})
	for i := range q.words {
		w := &q.words[i]
		w.name = language.StartsUpper(w.text) && w.lower != "i" &&
			(i > 0 && !q.isFunction(w.lower) || i == 0 && (language.IsAcronym(w.text) || !q.isKnown(w.lower)))
	}
	return q
}

func (q *question) addWord(start, end int) {
	text := q.text[start:end]
	q.words = append(q.words, word{text: text, lower: strings.ToLower(text), start: start, end: end})
}

// elidedEnd adds the short word that an apostrophe joins to the beginning of the next,
// as in "l'Algérie", and returns how many bytes it takes; 0 if there is none.
func (q *question) elidedEnd(text string, start int) int {
	for _, apostrophe := range []string{"'", "’"} {
		first, rest, ok := strings.Cut(text, apostrophe)
		if ok && rest != "" && elided.In(strings.ToLower(first), q.spoken) {
			q.addWord(start, start+len(first))
			return len(first) + len(apostrophe)
		}
	}
	return 0
}

// isFunction reports whether a word is a function word of a language that the
// question may be in.
func (q question) isFunction(lower string) bool { return function.In(lower, q.spoken) }

// isAsking reports whether a word asks in a language that the question may be in.
func (q question) isAsking(lower string) bool { return asking.In(lower, q.spoken) }

// isKnown reports whether a word begins questions and sentences without being a
// name.
func (q question) isKnown(lower string) bool {
	return q.isFunction(lower) || q.isAsking(lower) || prepositions.In(lower, q.spoken) || articles.In(lower, q.spoken) || leaderWords.In(lower, q.spoken)
}

// textOf returns the text of neighbouring words.
func (q question) textOf(words []word) string {
	return q.text[words[0].start:words[len(words)-1].end]
}

// afterLeader returns the words after "and", "what about" and their like.
func (q question) afterLeader() (rest []word, led bool) {
	for _, leader := range leaders() {
		n := len(leader.words)
		if len(q.words) <= n || !q.isLeader(leader.words[0], leader.in) {
			continue
		}
		match := true
		for i, w := range leader.words {
			match = match && q.words[i].lower == w
		}
		between := q.text[q.words[n-1].end:q.words[n].start]
		if match && strings.TrimSpace(between) != "." { // an initial, as in "Y. pestis"
			return q.words[n:], true
		}
	}
	return q.words, false
}

// isLeader reports whether the first word of a question may be one of these languages.
// Where it is a single letter, something else must say so: that the question before
// it was, or another word.
func (q question) isLeader(word string, in language.Codes) bool {
	in &= q.spoken
	if r, _ := utf8.DecodeRuneInString(word); language.IsRunRune(r) {
		return false // it has the words behind it in it
	}
	if in == 0 || len(word) > 1 {
		return in != 0
	}
	if q.before&in != 0 && q.before != language.Anything {
		return true
	}
	var others []string
	for _, w := range q.words[1:] {
		others = append(others, w.lower)
	}
	spoken := language.Spoken(others)
	return spoken&in != 0 && spoken != language.Anything
}

// topicPhrase returns the last thing that a question speaks of with an article, "the
// sensor" of "How do I install the sensor?", none if it ends otherwise.
func (q question) topicPhrase() []string {
	last := len(q.words) - 1
	for i := last; i > 0 && i > last-longestTopic; i-- {
		if articles.In(q.words[i-1].lower, q.spoken) && q.contentWord(i) {
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

func (q question) countNames() int { return len(q.nameList()) }

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
		case nameLinks.In(q.words[end].lower, q.spoken) && end+1 < len(q.words) && q.words[end+1].name:
			end += 2
		default:
			return end
		}
	}
	return end
}

// countContent counts the words that say what it is about.
func (q question) countContent() int {
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
	return q.pronounKindOf(w) == noPronoun && !q.isFunction(w) && !q.isAsking(w) && !prepositions.In(w, q.spoken) && !articles.In(w, q.spoken)
}

// countedPhrase returns what a question counts or chooses from: "networks" of "how
// many networks did …".
func (q question) countedPhrase() string {
	first := 1
	if len(q.words) > 1 && degrees.In(q.words[1].lower, q.spoken) {
		first = 2
	}
	if len(q.words) == 0 || !q.isAsking(q.words[0].lower) {
		return ""
	}
	end := first
	for end < len(q.words) && q.contentWord(end) {
		end++
	}
	if end == first || end == len(q.words) || !auxiliaries.In(q.words[end].lower, q.spoken) {
		return ""
	}
	return q.textOf(q.words[first:end])
}

func (q question) replaceWords(from, to int, with string) string {
	return q.text[:q.words[from].start] + with + q.text[q.words[to-1].end:]
}

// replaceYear puts a year in the place of the last one, or phrase at the end.
func (q question) replaceYear(year, phrase string) string {
	for i := len(q.words) - 1; i >= 0; i-- {
		if isYear(q.words[i].text) {
			return q.replaceWords(i, i+1, year)
		}
	}
	return q.addPhrase(phrase)
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
	for to < len(q.words) && articles.In(q.words[to].lower, q.spoken) {
		to++
	}
	if to++; to > len(q.words) || to < len(q.words) && !prepositions.In(q.words[to].lower, q.spoken) && !isYear(q.words[to].text) {
		return "", false
	}
	return q.replaceWords(from, to, phrase), true
}

// addPhrase adds a phrase at the question's end.
func (q question) addPhrase(phrase string) string {
	return strings.TrimRight(q.text, "?!.؟ ") + ", " + phrase + "?"
}

func isYear(word string) bool {
	year, _ := language.Year(word)
	return year > 0
}

// isNameGap reports whether what stands between two words may stand inside a name.
func isNameGap(between string) bool {
	return strings.TrimSpace(between) == "" || between == "-"
}
