package utterance

import (
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/frequency"
	"footnote/retrieval/language"
)

// message is a text with all that the models look at.
type message struct {
	text   string
	tokens []token
	spoken language.Codes
	zipf   []float64 // by token; 0 for what is no word
	asks   []bool    // by token: a word that asks
	// sentence and segment tell, by token, which it is part of: sentences end with
	// their punctuation or line, segments with any punctuation.
	sentence, segment   []int
	sentences, segments []stretch
	sums                []sums // by token, and of all
	questions           int    // sentences that end with a question mark
}

// stretch is a run of tokens, [first, end).
type stretch struct {
	first, end int
	mark       string // its last punctuation
	asks       bool   // has a word that asks
	rare       int    // words that aren't common
	words      int
}

// common is the frequency from which on a word is one that people use everywhere.
const common = 5.2

func readMessage(text string) *message {
	m := &message{text: text, tokens: cutTokens(text)}
	n := len(m.tokens)
	m.zipf, m.asks, m.sentence, m.segment = make([]float64, n), make([]bool, n), make([]int, n), make([]int, n)
	m.sentences = m.divide(m.sentence, m.endsSentence)
	m.segments = m.divide(m.segment, m.endsSegment)
	m.spoken = language.Spoken(m.keys(0, n))
	m.sums = make([]sums, n+1)
	for _, s := range m.sentences {
		m.lookUpWords(s)
		if language.EndsInQuestionMark(s.mark) {
			m.questions++
		}
	}
	for _, list := range [][]stretch{m.sentences, m.segments} {
		for i := range list {
			list[i].words, list[i].rare, list[i].asks = m.counts(list[i].first, list[i].end)
		}
	}
	return m
}

// keys returns the words among the tokens [first, end) in lower case.
func (m *message) keys(first, end int) []string {
	var lower []string
	for _, t := range m.tokens[first:end] {
		if t.form == word {
			lower = append(lower, t.key)
		}
	}
	return lower
}

// lookUpWords looks up how common the words of a sentence are and which of them ask,
// in the languages that it shows, since people mix them, or else in those of the
// message.
func (m *message) lookUpWords(s stretch) {
	spoken := language.Spoken(m.keys(s.first, s.end))
	if spoken == language.Anything {
		spoken = m.spoken
	}
	for i := s.first; i < s.end; i++ {
		m.sums[i+1] = m.sums[i]
		if t := m.tokens[i]; t.form == word {
			m.zipf[i] = frequency.MostZipf(spoken, t.key)
			m.asks[i] = asking.In(t.key, spoken)
			m.sums[i+1].words++
			m.sums[i+1].rare += btoi(m.zipf[i] < common)
			m.sums[i+1].asking += btoi(m.asks[i])
		}
	}
}

var asking = language.Gather(language.Asking)

// endsSentence reports whether a sentence ends with token i.
func (m *message) endsSentence(i int) bool {
	switch t := m.tokens[i]; t.form {
	case lineBreak, code, quote:
		return true
	case punctuation:
		if t.key != "." {
			return t.key == "!" || t.key == "…" || t.key == "。" || t.key == "！" || t.key == "।" || language.EndsInQuestionMark(t.key)
		}
		if i+1 < len(m.tokens) && m.tokens[i+1].start == t.end && m.tokens[i+1].form == word {
			return false // inside a name or an abbreviation
		}
		return i == 0 || !isShortened(m.tokens[i-1])
	}
	return false
}

// isShortened reports whether a token is an initial or an abbreviation that takes a
// full stop and ends no sentence.
func isShortened(t token) bool {
	return t.form == word && (utf8.RuneCountInString(t.key) == 1 || shortened.Has(t.key))
}

var shortened = language.Gather(func(l *language.Language) language.Words {
	return l.Writing.Honorifics + " " + l.Writing.BeforeNumber
})

// endsSegment reports whether a segment ends with token i: a mark that parts, not one
// inside a word.
func (m *message) endsSegment(i int) bool {
	t := m.tokens[i]
	if t.form == word {
		return false
	}
	inside := i > 0 && i+1 < len(m.tokens) && m.tokens[i-1].end == t.start && t.end == m.tokens[i+1].start
	return !(inside || t.key == "'" || t.key == "." && !m.endsSentence(i))
}

// divide cuts the tokens into stretches that end after the tokens for which ends
// holds and those like them that follow.
func (m *message) divide(of []int, ends func(int) bool) []stretch {
	var list []stretch
	open := false
	for i, t := range m.tokens {
		if i > 0 && ends(i-1) && !ends(i) || len(list) == 0 {
			open = false
		}
		if !open {
			list = append(list, stretch{first: i})
			open = true
		}
		s := &list[len(list)-1]
		s.end = i + 1
		of[i] = len(list) - 1
		switch t.form {
		case punctuation:
			if s.mark == "" || !language.EndsInQuestionMark(s.mark) {
				s.mark = t.key
			}
		case lineBreak:
			if s.mark == "" {
				s.mark = "\n"
			}
		}
	}
	return list
}

// feature is a hashed feature.
type feature uint32

// hasher builds features from a name and values (FNV-1a).
type hasher uint64

func begin(name string) hasher { return hasher(14695981039346656037).with(name) }

func (h hasher) with(s string) hasher {
	for i := 0; i < len(s); i++ {
		h = (h ^ hasher(s[i])) * 1099511628211
	}
	return (h ^ 0xff) * 1099511628211
}

func (h hasher) at(n int) hasher { return (h ^ hasher(n&0xff)) * 1099511628211 }

func (h hasher) feature(bits uint) feature {
	return feature((uint64(h) ^ uint64(h)>>32) & (1<<bits - 1))
}

// tokenFeatures appends what is looked at of token i.
func (m *message) tokenFeatures(dst []feature, i int) []feature {
	add := func(h hasher) { dst = append(dst, h.feature(tagBits)) }
	key := m.commonKey
	t, n := m.tokens[i], len(m.tokens)
	sentence, segment := m.sentences[m.sentence[i]], m.segments[m.segment[i]]
	w := key(i)
	add(begin("word").with(w))
	add(begin("previous").with(key(i - 1)).with(w))
	add(begin("next").with(w).with(key(i + 1)))
	add(begin("three").with(key(i - 1)).with(w).with(key(i + 1)))
	add(begin("form").at(int(t.form)))
	if t.form == word {
		add(begin("whole word").with(t.key))
		add(begin("end").with(lastLetters(t.key, 3)))
		add(begin("beginning").with(firstLetters(t.key, 3)))
		add(begin("band").at(band(m.zipf[i])).at(bandAt(m, i-1)).at(bandAt(m, i+1)))
		add(begin("band asks").at(band(m.zipf[i])).at(btoi(sentence.asks)).with(sentence.mark))
	}
	add(begin("from start").at(min(i, 5)).with(w))
	add(begin("from end").at(min(n-1-i, 5)).with(w))

	si, last := m.sentence[i], len(m.sentences)-1
	shape := begin("sentence").with(sentence.mark).at(btoi(sentence.asks)).at(min(si, 2)).at(min(last-si, 2))
	add(shape)
	add(shape.at(min(m.questions, 2)))
	add(shape.at(min(sentence.rare, 3)).at(min(m.questions, 2)).at(min(sentence.words, 6)))
	add(begin("word in sentence").with(w).with(sentence.mark).at(btoi(sentence.asks)))
	add(begin("first of sentence").with(key(sentence.first)).at(btoi(sentence.asks)).with(sentence.mark))
	add(begin("first two of sentence").with(key(sentence.first)).with(key(sentence.first + 1)))

	gi, lastSegment := m.segment[i], len(m.segments)-1
	around := begin("segment").with(segment.mark).at(btoi(segment.asks)).at(min(segment.rare, 3))
	add(around)
	add(around.at(min(segment.words, 5)).at(min(gi, 2)).at(min(lastSegment-gi, 2)))
	add(around.with(sentence.mark).at(min(m.questions, 2)).at(btoi(sentence.asks)))
	before, inside, after := m.asksAround(sentence, segment.first, segment.end)
	add(begin("asks around").at(before).at(inside).at(after).with(segment.mark).with(sentence.mark))
	add(begin("asks around word").at(before).at(inside).at(after).with(w))
	earlier, later := m.questionsAround(si)
	add(begin("questions around").at(earlier).at(later).with(sentence.mark).at(btoi(sentence.asks)).at(min(sentence.rare, 2)))
	add(begin("switch").at(m.switches(i)).at(m.boundary(i)).at(m.switches(i + 1)).at(m.boundary(i + 1)))
	asked := false // a word that asks stands before, in the sentence
	for k := sentence.first; k <= i; k++ {
		asked = asked || m.asks[k]
	}
	add(begin("asked").at(btoi(asked)).at(btoi(sentence.asks)).with(sentence.mark).at(bandAt(m, i)))
	add(begin("asks").at(btoi(m.asks[i])).at(min(i-sentence.first, 2)).at(min(m.questions, 2)))
	return dst
}

// spanFeatures appends what is looked at of the span [first, end).
func (m *message) spanFeatures(dst []feature, first, end int) []feature {
	add := func(h hasher) { dst = append(dst, h.feature(tagBits)) }
	key := m.commonKey
	words, rare, asks := m.counts(first, end)
	opens, closes := m.boundary(first), m.boundary(end)
	sentence := m.sentences[m.sentence[first]]
	place := begin("span").at(opens).at(closes)
	add(place)
	add(place.at(min(words, 8)).at(min(rare, 3)))
	add(place.at(min(rare, 4)).at(btoi(asks)))
	add(place.at(btoi(first == 0)).at(btoi(end == len(m.tokens))).at(min(rare, 3)))
	add(place.at(btoi(asks)).at(btoi(sentence.asks)).with(sentence.mark).at(min(m.questions, 2)))
	before, inside, after := m.asksAround(sentence, first, end)
	earlier, later := m.questionsAround(m.sentence[first])
	add(place.at(before).at(inside).at(after).with(sentence.mark).at(min(rare, 2)))
	add(place.at(earlier).at(later).at(inside).with(sentence.mark).at(min(rare, 2)))
	add(place.at(m.switches(first)).at(m.switches(end)).at(inside).at(min(words, 3)))
	rest := sentence.rare - rare
	add(place.at(min(rare, 2)).at(min(rest, 2)).at(btoi(asks)).at(btoi(sentence.asks)))
	add(begin("span first").with(key(first)).at(opens).at(min(rare, 2)))
	add(begin("span first two").with(key(first)).with(key(first + 1)).at(opens))
	add(begin("span last").with(key(end - 1)).at(closes).at(min(rare, 2)))
	add(begin("span last two").with(key(end - 2)).with(key(end - 1)).at(closes))
	add(begin("span before").with(key(first - 1)).with(key(first)).at(min(words, 4)))
	add(begin("span after").with(key(end - 1)).with(key(end)).at(min(words, 4)))
	if end-first <= longestPhrase {
		h := begin("span phrase")
		for i := first; i < end; i++ {
			h = h.with(key(i))
		}
		add(h)
	}
	return dst
}

// asksAround reports as 0 or 1 whether words that ask stand in the sentence before the
// tokens [first, end), among them, and behind them.
func (m *message) asksAround(s stretch, first, end int) (before, inside, after int) {
	a, b, c, d := m.sums[s.first], m.sums[first], m.sums[end], m.sums[s.end]
	return min(b.asking-a.asking, 1), min(c.asking-b.asking, 1), min(d.asking-c.asking, 1)
}

// questionsAround reports as 0 or 1 whether a sentence before sentence n, and one
// after it, ends with a question mark.
func (m *message) questionsAround(n int) (before, after int) {
	for i, s := range m.sentences {
		if !language.EndsInQuestionMark(s.mark) || i == n {
			continue
		}
		if i < n {
			before = 1
		} else {
			after = 1
		}
	}
	return before, after
}

// switches tells how token i is written otherwise than the one before: with a
// capital, or in another script.
func (m *message) switches(i int) int {
	if i <= 0 || i >= len(m.tokens) || m.tokens[i].form != word || m.tokens[i-1].form != word {
		return 0
	}
	now, _ := utf8.DecodeRuneInString(m.text[m.tokens[i].start:])
	last, _ := utf8.DecodeRuneInString(m.text[m.tokens[i-1].start:])
	switch {
	case now < 0x370 != (last < 0x370):
		return 3
	case unicode.IsUpper(now) && !unicode.IsUpper(last) && m.zipf[i] >= common:
		return 2 // no name
	case unicode.IsUpper(now) && !unicode.IsUpper(last):
		return 1
	}
	return 0
}

// longestPhrase is how many tokens a span has that is looked at as a whole.
const longestPhrase = 6

// counts returns how many words the tokens [first, end) have, how many of them are
// rare, and whether one asks.
func (m *message) counts(first, end int) (words, rare int, asks bool) {
	a, b := m.sums[first], m.sums[end]
	return b.words - a.words, b.rare - a.rare, b.asking > a.asking
}

// sums counts the words before a token.
type sums struct{ words, rare, asking int }

// commonKey returns the key of a token, of a rare word a sign for all of them: what
// stands around it matters, and not which it is.
func (m *message) commonKey(i int) string {
	switch {
	case i < 0:
		return "<first>"
	case i >= len(m.tokens):
		return "<last>"
	case m.tokens[i].form == word && m.zipf[i] < rare:
		return "<rare>"
	}
	return m.tokens[i].key
}

// rare is the frequency below which words stand for one another.
const rare = 4.5

// band is a frequency, rounded to what matters.
func band(zipf float64) int {
	switch {
	case zipf == 0:
		return 0
	case zipf <= frequency.Rare:
		return 1
	case zipf < 4.8:
		return 2
	case zipf < common:
		return 3
	case zipf < 5.8:
		return 4
	case zipf < 6.5:
		return 5
	}
	return 6
}

func bandAt(m *message, i int) int {
	if i < 0 || i >= len(m.tokens) {
		return 7
	}
	return band(m.zipf[i])
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func firstLetters(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

func lastLetters(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}
