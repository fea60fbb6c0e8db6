package answering

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
	"footnote/retrieval/question"
)

// parsedPassage is a hit with what comparing its figures needs of it, each worked out
// when it is first asked for.
type parsedPassage struct {
	dispute    *dispute
	hit        *retrieval.Hit
	figures    func() []quantity.Quantity // of all its text
	terms      func() map[string]bool     // index terms of its content words
	statements map[retrieval.Span]*statement
	evidence   map[string]*grounding.Prepared // by the heading above a sentence
}

// parsedPassage returns the passage of a hit, the same for the same hit.
func (d *dispute) parsedPassage(h *retrieval.Hit) *parsedPassage {
	p := d.passages[h]
	if p == nil {
		p = &parsedPassage{
			dispute: d, hit: h, statements: make(map[retrieval.Span]*statement), evidence: make(map[string]*grounding.Prepared),
			figures: sync.OnceValue(func() []quantity.Quantity { return d.find(h.Text) }),
			terms: sync.OnceValue(func() map[string]bool {
				set := make(map[string]bool)
				for _, t := range h.Terms {
					if !t.Stop {
						set[t.Text] = true
					}
				}
				return set
			}),
		}
		d.passages[h] = p
	}
	return p
}

// hasTerms reports whether the passage has all of some index terms.
func (p *parsedPassage) hasTerms(terms []string) bool {
	return !slices.ContainsFunc(terms, func(t string) bool { return !p.terms()[t] })
}

// hasFigure reports whether the passage gives a figure.
func (p *parsedPassage) hasFigure(q *reading) bool {
	return slices.ContainsFunc(p.figures(), func(other quantity.Quantity) bool {
		return quantity.Compare(q.Quantity, other) > quantity.Contradicts || quantity.Compare(other, q.Quantity) > quantity.Contradicts ||
			q.Kind == other.Kind && quantity.Compare(q.Quantity, other) == quantity.Contradicts && !isContradiction(q.Quantity, other)
	})
}

// speaksOf reports whether sentence i, the one before it or what stands above has
// all of some words of the question.
func (p *parsedPassage) speaksOf(i int, words []int) bool {
	for _, w := range words {
		if !p.hit.Sentences[i].Matched[w] && !p.hit.Above[w] && !(i > 0 && p.hit.Sentences[i-1].Matched[w]) {
			return false
		}
	}
	return true
}

// statement is a sentence with those of its figures that may answer.
type statement struct {
	candidate
	passage  *parsedPassage
	speaksOf []int               // words of the question that it has, or that stand above
	dates    []quantity.Quantity // of the sentence
	figures  []reading
}

// reading is a figure with what tells what it is of.
type reading struct {
	quantity.Quantity
	near []string // content words next to it
	// lead returns the words of the clause before it, but for those of the
	// question, as index terms: a passage that lacks one speaks of something else.
	lead func() []string
}

func (s *statement) figureOf(q *reading) bot.Figure {
	return bot.Figure{
		Text: s.text()[q.Start:q.End], Sentence: s.text(),
		Start: s.Start + q.Start, End: s.Start + q.End,
	}
}

// statementOf returns a sentence of the passage, the same for the same sentence.
func (p *parsedPassage) statementOf(sentence retrieval.Sentence) *statement {
	s := p.statements[sentence.Span]
	if s == nil {
		s = p.readStatement(candidate{sentence, p.hit, sentence.Score})
		p.statements[sentence.Span] = s
	}
	return s
}

// readStatement takes a sentence apart. Of its figures it keeps those with the
// most words of the question next to them.
func (p *parsedPassage) readStatement(c candidate) *statement {
	s := &statement{candidate: c, passage: p}
	at := slices.IndexFunc(p.hit.Sentences, func(o retrieval.Sentence) bool { return o.Start == c.Start })
	for w := range c.Matched {
		if at >= 0 && p.speaksOf(at, []int{w}) {
			s.speaksOf = append(s.speaksOf, w)
		}
	}
	d := p.dispute
	var terms []retrieval.Term // of the content words
	most := 0                  // words of the question next to a figure
	for i, q := range d.find(c.text()) {
		if i == 0 {
			terms = slices.DeleteFunc(d.index.Analyzer().Terms(nil, c.hit.Language, c.text()), func(t retrieval.Term) bool { return t.Stop })
		}
		if q.Kind == quantity.Date {
			s.dates = append(s.dates, q)
		}
		if !d.mayAnswer(q) {
			continue
		}
		r := reading{q, wordsNear(terms, q.Span), sync.OnceValue(func() []string { return d.leadTerms(c, q) })}
		asked := 0
		for _, term := range r.near {
			if d.words[term] {
				asked++
			}
		}
		if asked > most {
			most, s.figures = asked, nil
		}
		if asked == most {
			s.figures = append(s.figures, r)
		}
	}
	return s
}

// nearWords is how many words to either side of a figure say what it is of.
const nearWords = 3

// wordsNear returns the words next to a figure, of those of its sentence.
func wordsNear(terms []retrieval.Term, figure retrieval.Span) []string {
	before := sort.Search(len(terms), func(i int) bool { return terms[i].End > figure.Start })
	after := sort.Search(len(terms), func(i int) bool { return terms[i].Start >= figure.End })
	var list []string
	for _, t := range slices.Concat(terms[max(0, before-nearWords):before], terms[after:min(after+nearWords, len(terms))]) {
		list = append(list, t.Text)
	}
	return list
}

// leadTerms returns the index terms of the words in the clause before a figure that
// say what it is of, but for those of the question.
func (d *dispute) leadTerms(c candidate, q quantity.Quantity) []string {
	clause := c.text()[:q.Start]
	if i := strings.LastIndexAny(clause, ",;:–—("); i >= 0 {
		_, size := utf8.DecodeRuneInString(clause[i:])
		clause = clause[i+size:]
	}
	var list []string
	for _, t := range d.index.Analyzer().Terms(nil, c.hit.Language, clause) {
		word := clause[t.Start:t.End]
		if t.Stop || passing.In(strings.ToLower(word), language.Written(c.hit.Language)) || strings.ContainsAny(word, "0123456789") || d.words[t.Text] {
			continue
		}
		list = append(list, t.Text)
	}
	return list
}

// passing are words that may stand before a figure without saying what it is of.
var passing = language.Gather(func(l *language.Language) language.Words { return l.Time.Passing })

// mayAnswer reports whether a figure is of the kind that the question asks for, if
// it asks for one, and not one that it says itself.
func (d *dispute) mayAnswer(q quantity.Quantity) bool {
	for _, asked := range d.asked {
		if !isContradiction(asked, q) && quantity.Compare(asked, q) != quantity.Unrelated {
			return false
		}
	}
	switch d.expects {
	case question.Number:
		return q.Kind == quantity.Number && !q.Weak
	case question.Date:
		return q.Kind == quantity.Date && q.Day.Year > 0
	}
	return q.Kind == quantity.Number && !q.Weak && q.Unit.Dimension != ""
}
