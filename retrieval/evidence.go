package retrieval

import (
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
	Score    float64  // in units of the query's whole idf
}

// Heads reports whether the sentence is a line that stands alone like a heading: it names, it does not say.
func (s Sentence) Heads() bool { return s.Evidence[evHeading] > 0 }

// Evidence is what speaks for a sentence. Shares are of the summed idf of the
// query's words.
type Evidence [evidenceCount]float64

const (
	evOverlap    = iota // share of the words that the context lacks, in the sentence
	evRepeated          // share of the words that the context has, in the sentence
	evPairs             // share of the neighbouring pairs, in the sentence
	evAbove             // share of the other words, in title, headings and path
	evPrevious          // share of the rest, in the sentence before
	evNumber            // has a number where one is expected
	evCounted           // has a number before what the question asks to count
	evDate              // has a date where one is expected
	evPerson            // has a full name where one is expected
	evDefinition        // opens a document that the question asks to define
	evUnmet             // lacks what is expected
	evFirst             // opens the passage
	evPronoun           // begins by referring back to words of the query
	evCue               // has a word that answers to such questions tend to have
	evHeading           // stands alone like a heading: it names, it does not say
	evQuestion          // is itself a question
	evRank              // rank of the passage over that of a perfect one
	evidenceCount
)

// evidence scores the sentences of passages for one query.
type evidence struct {
	*matcher
	question   question.Question
	totalPairs float64
	weights    *Weights
	definition bool
	cues       question.Cues
}

func newEvidence(m *matcher, q question.Question, w *Weights) *evidence {
	e := &evidence{matcher: m, weights: w, question: q, cues: q.Cues()}
	content := 0
	for _, w := range m.words {
		if !w.Stop && !w.Beside {
			content++
		}
	}
	for _, p := range m.pairs {
		e.totalPairs += p.idf
	}
	e.definition = content <= 3 && q.AsksDefinition()
	return e
}

// weighSentences finds the sentences of a matched hit and what speaks for each, but for
// evRank.
func (e *evidence) weighSentences(h *Hit) []Sentence {
	if e.total == 0 {
		return nil
	}
	written := language.Written(h.Language)
	spans := Sentences(h.Text)
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
		var previous []bool
		if i > 0 {
			previous = found[i-1].Matched
		}
		e.divideShares(s, h, previous)
		e.lookAtForm(s, h.Text[s.Start:s.End], written)
		if standsAlone(h.Text, span) {
			s.Evidence[evHeading] = 1
		}
		if i == 0 {
			s.Evidence[evFirst] = 1
			if h.Start == 0 && e.definition {
				s.Evidence[evDefinition] = 1
			}
		}
		s.Start += h.Start
		s.End += h.Start
	}
	return found
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
func (e *evidence) divideShares(s *Sentence, h *Hit, previous []bool) {
	for w, word := range e.words {
		share := word.IDF / e.total
		switch {
		case word.Stop:
		case s.Matched[w] && h.Above[w]:
			s.Evidence[evRepeated] += share
		case s.Matched[w]:
			s.Evidence[evOverlap] += share
		case h.Above[w]:
			s.Evidence[evAbove] += share
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
	if strings.HasSuffix(text, "?") {
		ev[evQuestion] = 1
	}
}

// loneWords bounds what standsAlone takes for a heading.
const loneWords = 20

// standsAlone reports whether a short line doesn't end like a sentence and has a blank
// line, or the end, below it. The last row of a table and the last item of a list
// are none.
func standsAlone(text string, s Span) bool {
	line := text[s.Start:s.End]
	if strings.Contains(line, " | ") || ListItem(line) && s.Start > 1 && text[s.Start-2] != '\n' {
		return false
	}
	if last, _ := utf8.DecodeLastRuneInString(text[:s.End]); strings.ContainsRune("?.!。！।॥\"')]”’»:;", last) {
		return false
	}
	below := text[s.End:]
	return (below == "" || strings.HasPrefix(below, "\n\n")) &&
		(s.Start == 0 || text[s.Start-1] == '\n') &&
		len(strings.Fields(line)) <= loneWords
}

// scoreSentences completes the evidence with the rank of the passages, sums it up, and
// lets the best sentence of each passage speak for it.
func (e *evidence) scoreSentences(hits []Hit) {
	perfect := e.total * MostOfWord
	for i := range hits {
		h := &hits[i]
		best := 0.0
		for k := range h.Sentences {
			s := &h.Sentences[k]
			s.Evidence[evRank] = h.Rank / perfect
			for n, v := range s.Evidence {
				s.Score += e.weights.Evidence[n] * v
			}
			best = max(best, s.Score)
		}
		h.Rank += e.weights.OfBest * best * perfect
	}
}
