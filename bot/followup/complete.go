package followup

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Turn is one question of the conversation, complete, with the sentences of
// its answer.
type Turn struct {
	Question string
	Answer   []string
}

// Complete returns the question as it stands alone after turns, the oldest
// first: text itself if it does already or nothing before it helps.
func Complete(text string, turns []Turn) string {
	if len(turns) == 0 {
		return text
	}
	last := turns[len(turns)-1]
	q := parse(text)
	if len(q.words) == 0 || len(q.words) > longest {
		return text
	}
	for _, way := range []func(question, Turn, []Turn) (string, bool){fragment, bare, demonstrative, pronoun} {
		if complete, ok := way(q, last, turns); ok {
			return complete
		}
	}
	return text
}

// longest is how many words a question that leans on another has at the most.
const longest = 12

// fragment completes "and in 2016?" and "what about Algeria?" by putting what
// they name in the place of its like in the question before.
func fragment(q question, last Turn, _ []Turn) (string, bool) {
	rest, led := q.afterLeader()
	if len(rest) == 0 || len(rest) > 6 || !led && !(len(rest) <= 3 && preposition[rest[0].lower] && q.asks) {
		return "", false
	}
	if slices.ContainsFunc(rest, func(w word) bool { return questionWord[w.lower] }) && (len(rest) > 1 || !led) {
		return "", false // "and who is …" has a verb of its own, "since when" nothing to put anywhere
	}
	if slices.ContainsFunc(rest, func(w word) bool { return auxiliary[w.lower] || thanks[w.lower] }) {
		return "", false
	}
	if q.words[max(len(q.words)-len(rest)-1, 0)].lower == "mit" && predicated(rest) {
		return "", false // "was ist mit X verbunden"
	}
	before := parse(last.Question)
	words, leading := rest, ""
	for len(words) > 1 && (preposition[words[0].lower] || article[words[0].lower]) {
		if preposition[words[0].lower] {
			leading = words[0].lower
		}
		words = words[1:]
	}
	named := join(words)
	switch {
	case month[words[0].lower], isYear(words[len(words)-1].text) && len(words) > 1:
		return before.with(join(rest)), true
	case isYear(words[len(words)-1].text):
		return before.replaceYear(words[len(words)-1].text, join(rest)), true
	case words[0].name:
		if complete, ok := before.replaceName(named, leading); ok {
			return complete, true
		}
	case leading == "of":
		if complete, ok := before.replacePhrase(leading, join(rest)); ok {
			return complete, true
		}
	}
	return before.with(join(rest)), true
}

// participle is how German ones look. Nouns that look so have a capital.
var participle = regexp.MustCompile(`^(?:\p{Ll}*ge|be|emp|ent|er|miss|ver|zer)\p{Ll}{2,}(?:t|en)$|^\p{Ll}+iert$|^los$`)

// predicated tells words that name something and end in what is said of it.
func predicated(rest []word) bool {
	named := rest[:len(rest)-1]
	return participle.MatchString(rest[len(rest)-1].text) &&
		slices.ContainsFunc(named, func(w word) bool { return !article[w.lower] && !preposition[w.lower] })
}

// bare completes "why?" and "since when?" with what was just said.
func bare(q question, last Turn, _ []Turn) (string, bool) {
	if len(q.words) > 3 || !q.asks {
		return "", false
	}
	asked := false
	for _, w := range q.words {
		if !questionWord[w.lower] && !bareCompanion[w.lower] {
			return "", false
		}
		asked = asked || questionWord[w.lower]
	}
	return q.about(last), asked
}

// demonstrative completes "who said that?" with what was last said, which need
// not be in the last turn: that may have gone without an answer.
func demonstrative(q question, last Turn, turns []Turn) (string, bool) {
	if len(q.words) > 6 || q.names() > 0 {
		return "", false
	}
	final := q.words[len(q.words)-1].lower
	if !slices.Contains([]string{"that", "this", "so", "it"}, final) || !questionWord[q.words[0].lower] || !q.asks {
		return "", false
	}
	if final == "it" && (expletive(q, len(q.words)-1) || q.words[len(q.words)-2].lower == "is") {
		return "", false // "how long is it" asks of a thing, not of what was said
	}
	if q.content() > 2 {
		return "", false
	}
	q.words = q.words[:len(q.words)-1]
	for _, t := range slices.Backward(turns) {
		if len(t.Answer) > 0 {
			return q.about(t), true
		}
	}
	return q.about(last), true
}

// pronoun puts the name that was last spoken of in the place of a pronoun that
// has none before it in its own question.
func pronoun(q question, last Turn, turns []Turn) (string, bool) {
	if q.content() > 4 {
		return "", false
	}
	for i, w := range q.words {
		if w.name && i > 0 || q.contentWord(i) && !q.asksOf(i) {
			return "", false // the pronoun may mean that
		}
		kind, ok := pronouns[w.lower]
		if !ok || kind == thing && expletive(q, i) {
			continue
		}
		name := antecedent(kind, turns)
		if plural[w.lower] {
			name = cmp.Or(parse(last.Question).counted(), name)
		}
		if name == "" || i == len(q.words)-1 && kind == thing && q.content() == 0 {
			return "", false
		}
		if possessive[w.lower] || w.lower == "her" && i+1 < len(q.words) && !function[q.words[i+1].lower] {
			if name += "'s"; strings.HasSuffix(name, "s's") {
				name = name[:len(name)-1]
			}
		}
		return q.replace(i, i+1, name), true
	}
	return "", false
}

// asksOf tells the object that a question begins with, "how many passengers
// does it …", which its pronoun can't mean. An "and" may stand before it.
func (q question) asksOf(i int) bool {
	if !slices.ContainsFunc(q.words[:min(i, 2)], func(w word) bool { return questionWord[w.lower] }) {
		return false
	}
	for n := i + 1; n < len(q.words) && n <= i+2; n++ {
		if auxiliary[q.words[n].lower] && n+1 < len(q.words) {
			_, pronoun := pronouns[q.words[n+1].lower]
			return pronoun
		}
		if !q.contentWord(n) {
			return false
		}
	}
	return false
}

// expletive tells an "it" that stands for nothing: "what time is it", "is it
// true that".
func expletive(q question, i int) bool {
	next := ""
	if i+1 < len(q.words) {
		next = q.words[i+1].lower
	}
	return q.words[i].lower == "it" && (i == len(q.words)-1 && i > 1 && q.words[i-1].lower == "is" && slices.Contains(calendar, q.words[i-2].lower) ||
		slices.Contains([]string{"true", "possible", "called", "like", "necessary", "known", "legal", "safe", "important", "take", "takes", "mean", "cost", "raining", "snowing", "late", "time"}, next))
}

// calendar are words after which "is it" asks for the moment.
var calendar = []string{"time", "day", "date", "year", "month", "late"}

// antecedent is the name that a pronoun stands for: of a person in what was
// said last, or else in earlier turns; for things the topic that was asked
// about.
func antecedent(kind pronounKind, turns []Turn) string {
	for i := len(turns) - 1; i >= 0; i-- {
		t := turns[i]
		var names []string
		if kind == thing {
			q := parse(t.Question)
			names = append(q.nameList(), append(q.topic(), namesIn(t.Answer)...)...)
		} else {
			names = append(namesIn(t.Answer), parse(t.Question).nameList()...)
		}
		for _, n := range names {
			person := strings.Contains(n, " ")
			if kind != person2 || person {
				return n
			}
		}
	}
	return ""
}

func namesIn(sentences []string) []string {
	var names []string
	for _, s := range sentences {
		names = append(names, parse(s).nameList()...)
	}
	return names
}
