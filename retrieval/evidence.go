package retrieval

import (
	"context"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/retrieval/language"
	"footnote/retrieval/question"
)

// Sentence is a sentence of a hit with how well it answers the query.
type Sentence struct {
	Span              // in the document's text
	Matched  []bool   // by word of the query
	Expected bool     // holds something of the kind that the query asks for
	Evidence Evidence // what Score is made of
	WasRead  bool     // with the question
	Score    float64  // in units of the query's whole idf
	Meant    string   // MeantText
	Named    string   // Meant, of a row with the names of its columns
}

// Heads reports whether the sentence is a line that stands alone like a heading: it names, it does not say.
func (s Sentence) Heads() bool { return s.Evidence[evHeading] > 0 }

// Nearness returns how near the sentence is to the question in meaning; 0 where that
// isn't known.
func (s Sentence) Nearness() float64 { return s.Evidence[evCosine] }

// Around returns the share of the query's words that stand above the sentence, in its
// title, headings and path, or in the header of its table.
func (s Sentence) Around() float64 { return s.Evidence[evAbove] + s.Evidence[evHeader] }

// Covered returns the share of the query's words that stand in the sentence, above it, or
// in the header of its table.
func (s Sentence) Covered() float64 {
	return s.Evidence[evOverlap] + s.Evidence[evRepeated] + s.Around()
}

// AnswersAbove reports whether the sentence stands right below a question that has
// words of the query.
func (s Sentence) AnswersAbove() bool { return s.Evidence[evAnswers] > 0 }

// Asks reports whether the sentence is itself a question.
func (s Sentence) Asks() bool { return s.Evidence[evQuestion] > 0 }

// Evidence is what speaks for a sentence. Shares are of the summed idf of the
// query's words.
type Evidence [evidenceCount]float64

const (
	evOverlap       = iota // share of the words that the context lacks, in the sentence
	evRepeated             // share of the words that the context has, in the sentence
	evPairs                // share of the neighbouring pairs, in the sentence
	evAbove                // share of the other words, in title, headings and path
	evPrevious             // share of the rest, in the sentence before
	evNumber               // has a number where one is expected
	evCounted              // has a number before what the question asks to count
	evDate                 // has a date where one is expected
	evPerson               // has a full name where one is expected
	evDefinition           // opens a document that the question asks to define
	evUnmet                // lacks what is expected
	evFirst                // opens the passage
	evPronoun              // begins by referring back to words of the query
	evCue                  // has a word that answers to such questions tend to have
	evHeading              // stands alone like a heading: it names, it does not say
	evQuestion             // is itself a question
	evOthers               // share of the words that stand in another heading of the passage, not above the sentence
	evHeader               // share of the rest, in the header of the table that it is a row of
	evRow                  // is a row of a table
	evAnnounces            // ends in a colon: it announces
	evShort                // has up to three words
	evCosine               // nearness in meaning, with what stands above it
	evPassageCosine        // that of its passage
	evLength               // natural logarithm of its number of words, over 5
	evAnswers              // share of the words in the question that stands right before it
	evNear                 // its document was cited just before
	evRead                 // how well the reader says that it answers, from -1 to 1
	evRank                 // rank of the passage over that of a perfect one
	evReplaced             // a later edition of its document is among the hits, or the one that the question names
	evTimely               // names a day of the time that the question speaks of, or the latest or next one, or stands below one that does
	evRecent               // how new its document is among the others, from -1 to 1, where what is so now, or the latest, is asked
	evidenceCount
)

// evidence scores the sentences of passages for one query.
type evidence struct {
	*matcher
	outline    *outline
	meaning    Meaning // nil for words alone
	vector     []int8
	reads      bool // has the best sentences read with the question
	near       []string
	question   question.Question
	readings   []string // the question with what was said around it, and without
	leans      bool     // whether something was asked before
	totalPairs float64
	weights    *Weights
	definition bool
	cues       question.Cues
}

func newEvidence(m *matcher, x Index, q Query, w *Weights) *evidence {
	e := &evidence{matcher: m, weights: w, question: q.Question, readings: q.readings(), leans: q.Earlier != "", near: q.Near, cues: q.Question.Cues()}
	e.outline = &outline{matcher: m, index: x, documents: make(map[string]*Document)}
	if q.Vector != nil {
		e.meaning, e.vector, e.reads = meaningOf(x), q.Vector, !q.NoReader
	}
	content := 0
	for _, w := range m.words {
		if !w.Stop && !w.Beside {
			content++
		}
	}
	for _, p := range m.pairs {
		e.totalPairs += p.idf
	}
	e.definition = content <= 3 && e.question.AsksDefinition()
	return e
}

// weighSentences finds the sentences of a matched hit and what speaks for each, but for
// evRank.
func (e *evidence) weighSentences(ctx context.Context, h *Hit) ([]Sentence, error) {
	if e.total == 0 && e.meaning == nil {
		return nil, nil
	}
	d, err := e.outline.documentOf(ctx, h.Document)
	if err != nil {
		return nil, err
	}
	if d == nil {
		d = &Document{ID: h.Document, Title: h.Title}
	}
	written := language.Written(h.Language)
	spans := Sentences(h.Text)
	sections := e.outline.sectionsOf(h, d, spans)
	found := make([]Sentence, len(spans))
	term := 0
	for i, span := range spans {
		first := term
		for term < len(h.Terms) && h.Terms[term].Start < span.End {
			term++
		}
		found[i].Span = span
		e.markOverlap(&found[i], h, first, term)
	}
	for i := range found {
		s, span := &found[i], spans[i]
		var previous, header []bool
		k := headerOf(h.Text, spans, i)
		if k >= 0 {
			header = found[k].Matched
		} else if i > 0 { // rows of a table don't speak of one another
			previous = found[i-1].Matched
		}
		text := h.Text[s.Start:s.End]
		e.divideShares(s, &sections[i], previous, header)
		e.lookAtForm(s, text, written)
		if standsAlone(h.Text, span) {
			s.Evidence[evHeading] = 1
		}
		if i == 0 {
			s.Evidence[evFirst] = 1
			if h.Start == 0 && e.definition {
				s.Evidence[evDefinition] = 1
			}
		}
		words := countFields(text)
		s.Evidence[evLength] = math.Log(float64(max(1, words))) / 5
		if words <= fewWords && !language.IsRunRune(firstRune(text)) {
			s.Evidence[evShort] = 1
		}
		if previous != nil && language.EndsInQuestionMark(h.Text[spans[i-1].Start:spans[i-1].End]) {
			s.Evidence[evAnswers] = e.shareOf(previous)
		}
		if slices.Contains(e.near, h.Document) && e.hasOwnWord(h) {
			s.Evidence[evNear] = 1
		}
		s.Meant = MeantText(text)
		if s.Named = s.Meant; k >= 0 {
			s.Named = nameCells(text, h.Text[spans[k].Start:spans[k].End])
		}
		e.weighMeaning(s, h, d, &sections[i])
		s.Start += h.Start
		s.End += h.Start
	}
	return found, nil
}

// hasOwnWord reports whether a hit has a word of the question itself, or the question
// has function words alone: what was cited before answers nothing else.
func (e *evidence) hasOwnWord(h *Hit) bool {
	content := false
	for w, word := range e.words {
		if word.Stop || word.Beside {
			continue
		}
		content = true
		if h.Parts[w] > 0 {
			return true
		}
	}
	return !content
}

// weighMeaning looks at how near a sentence is to the question in meaning.
func (e *evidence) weighMeaning(s *Sentence, h *Hit, d *Document, in *section) {
	if e.meaning == nil || h.Cosine == NoCosine {
		return
	}
	s.Evidence[evPassageCosine] = h.Cosine
	s.Evidence[evCosine] = h.Cosine // until its own is known
	if v, ok := e.meaning.Known(Headed(d.Title, in.headings, s.Meant)); ok {
		s.Evidence[evCosine] = e.meaning.Cosine(e.vector, v)
	}
}

// markOverlap marks which of the query's words and pairs are among the terms
// [first, end) of the hit.
func (e *evidence) markOverlap(s *Sentence, h *Hit, first, end int) {
	s.Matched = make([]bool, len(e.words))
	pairs := make([]bool, len(e.pairs))
	last := -1 // the query word before, -1 if it was another word
	matched := func(w int) {
		s.Matched[w] = true
		for k, p := range e.pairs {
			if !pairs[k] && p.first == last && p.second == w {
				pairs[k] = true
				s.Evidence[evPairs] += p.idf / e.totalPairs
			}
		}
		last = w
	}
	for i := first; i < end; i++ {
		switch w := h.Words[i]; {
		case h.Terms[i].Stop:
		case w < 0:
			last = -1
		default:
			matched(w)
			if other, ok := e.second[h.Terms[i].Text]; ok {
				matched(other)
			}
		}
	}
}

// divideShares divides the query's idf into what the sentence has and what stands
// around it.
func (e *evidence) divideShares(s *Sentence, in *section, previous, header []bool) {
	if e.total == 0 {
		return
	}
	for w, word := range e.words {
		share := word.IDF / e.total
		if !word.Stop && in.others[w] {
			s.Evidence[evOthers] += share
		}
		switch {
		case word.Stop:
		case s.Matched[w] && in.own[w]:
			s.Evidence[evRepeated] += share
		case s.Matched[w]:
			s.Evidence[evOverlap] += share
		case in.own[w]:
			s.Evidence[evAbove] += share
		case header != nil && header[w]:
			s.Evidence[evHeader] += share
		case previous != nil && previous[w]:
			s.Evidence[evPrevious] += share
		}
	}
}

// lookAtForm looks at what kind of sentence it is, in one of these languages.
func (e *evidence) lookAtForm(s *Sentence, text string, written language.Codes) {
	ev := &s.Evidence
	if e.question.Expects != question.Anything {
		s.Expected = e.question.MetBy(text, written)
		switch {
		case !s.Expected:
			ev[evUnmet] = 1
		case e.question.Expects == question.Number, e.question.Expects == question.Money:
			ev[evNumber] = 1
		case e.question.Expects == question.Date:
			ev[evDate] = 1
		case e.question.Expects == question.Name && e.question.NamesPersonIn(text, written):
			ev[evPerson] = 1
		}
	}
	if e.question.CountedIn(text, written) {
		ev[evCounted] = 1
	}
	if (ev[evAbove] > 0 || ev[evPrevious] > 0) && question.RefersBack(text, written) {
		ev[evPronoun] = 1
	}
	if e.cues.In(text) {
		ev[evCue] = 1
	}
	if language.EndsInQuestionMark(text) {
		ev[evQuestion] = 1
	}
	if TableRow(text) {
		ev[evRow] = 1
	}
	if strings.HasSuffix(text, ":") {
		ev[evAnnounces] = 1
	}
}

// shareOf is the share of the query's idf that words have.
func (e *evidence) shareOf(matched []bool) float64 {
	share := 0.0
	for w, word := range e.words {
		if !word.Stop && matched[w] && e.total > 0 {
			share += word.IDF / e.total
		}
	}
	return share
}

// fewWords is how many words a sentence has at the most that is rather a label.
const fewWords = 3

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// loneWords bounds what standsAlone takes for a heading.
const loneWords = 20

// standsAlone reports whether a short line doesn't end like a sentence and has a blank
// line, or the end, below it. The last row of a table and the last item of a list
// are none.
func standsAlone(text string, s Span) bool {
	line := text[s.Start:s.End]
	if TableRow(line) || ListItem(line) && s.Start > 1 && text[s.Start-2] != '\n' {
		return false
	}
	if last, _ := utf8.DecodeLastRuneInString(text[:s.End]); strings.ContainsRune("?.!。！।॥\"')]”’»:;", last) {
		return false
	}
	below := text[s.End:]
	return (below == "" || strings.HasPrefix(below, "\n\n")) &&
		(s.Start == 0 || text[s.Start-1] == '\n') &&
		countFields(line) <= loneWords
}

// countFields is len(strings.Fields(text)), without making them.
func countFields(text string) int {
	n := 0
	for range strings.FieldsSeq(text) {
		n++
	}
	return n
}

// perfect is the score of a passage that has all of the query's words. A query
// without any has 1, so that something orders what is near in meaning.
func (e *evidence) perfect() float64 {
	if e.total == 0 {
		return 1
	}
	return e.total * MostOfWord
}

// scoreSentences completes the evidence with the rank of the passages, sums it up, has
// the best sentences read, and lets the best one of each passage speak for it.
func (e *evidence) scoreSentences(ctx context.Context, hits []Hit) {
	perfect := e.perfect()
	for i := range hits {
		h := &hits[i]
		for k := range h.Sentences {
			s := &h.Sentences[k]
			if e.total > 0 {
				s.Evidence[evRank] = h.Rank / perfect
			}
			for n, v := range s.Evidence {
				s.Score += e.weights.Evidence[n] * v
			}
		}
	}
	e.readSentences(ctx, hits)
	for i := range hits {
		h := &hits[i]
		best := 0.0
		for k := range h.Sentences {
			best = max(best, h.Sentences[k].Score)
		}
		h.Rank += (e.weights.OfBest*best + e.weights.OfCosine*h.Nearness()) * perfect
	}
}
