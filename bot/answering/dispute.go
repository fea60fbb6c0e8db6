package answering

import (
	"context"
	"slices"
	"sync"

	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/retrieval"
	"footnote/retrieval/quantity"
	"footnote/retrieval/question"
)

// dispute looks for documents that give another figure than an answer does.
//
// Two figures are of the same thing only if both sentences speak of all that
// the question does, and if the sentence of the answer, with the other figure
// in the place of its own, would pass the check of citations against the other
// passage. What one passage says of another year, place or unit doesn't.
//
// Text full of figures has many pairs to compare. Each text is parsed once, and
// only when a pair needs it; what costs little is asked first; and the number of
// pairs is bounded.
type dispute struct {
	index   retrieval.Index
	checker *grounding.Checker
	hits    []retrieval.Hit
	expects question.Expectation
	words   map[string]bool     // index terms of the question
	asked   []quantity.Quantity // figures of it

	find     func(text string) []quantity.Quantity // quantity.Find
	passages map[*retrieval.Hit]*parsedPassage
	pairs    int // left of mostPairs
	checks   int // left of mostChecks
}

// newDispute looks among hits for the question, in the language of the best.
func newDispute(x retrieval.Index, asked question.Question, hits []retrieval.Hit) *dispute {
	d := &dispute{
		index: x, checker: grounding.NewChecker(x.Analyzer()),
		hits: hits, expects: asked.Expects, asked: asked.Figures, words: make(map[string]bool),
		find: quantity.Find, passages: make(map[*retrieval.Hit]*parsedPassage), pairs: mostPairs, checks: mostChecks,
	}
	for _, t := range x.Analyzer().Terms(nil, hits[0].Language, asked.Text) {
		if !t.Stop {
			d.words[t.Text] = true
		}
	}
	return d
}

// mostFigures bounds how many figures a disagreement shows.
const mostFigures = 4

// The work for one answer is bounded, since a passage of nothing but figures has
// 250 of them. Nothing that matters is lost: pairs are compared from the best
// sentence and the best passages on, and of the 7,399 questions of SQuAD 2, CLAP NQ
// and QED none compares more than 29 pairs and checks more than 6; of 1,186
// questions for numbers about the documentation of AWS, many pages of which are
// made from one mould, none more than 174 and 24.
const (
	mostPairs  = 1000 // of figures that are compared
	mostChecks = 50   // of pairs that need the check of citations
)

// addDisagreements adds to the answer what other documents say differently from the
// first of the chosen sentences that is disputed, and cites them.
func (d *dispute) addDisagreements(ctx context.Context, answer *bot.Answer, chosen []candidate) error {
	switch d.expects {
	case question.Name, question.Place, question.Reason:
		return nil
	}
	for i, c := range chosen {
		a := d.parsedPassage(c.hit).statementOf(c.Sentence)
		for k := range a.figures {
			found, err := d.findRivalFigures(ctx, answer, a, &a.figures[k])
			if err != nil {
				return err
			}
			if len(found) > 0 {
				own := a.figureOf(&a.figures[k])
				own.Citation = answer.Sentences[i].Citations[0]
				own.Published = answer.Citations[own.Citation-1].Published
				answer.Disagreements = append(answer.Disagreements, bot.Disagreement{Figures: append([]bot.Figure{own}, found...)})
			}
		}
		if len(answer.Disagreements) > 0 {
			return nil
		}
	}
	return nil
}

// findRivalFigures finds the figures that other documents have for one of the answer's.
func (d *dispute) findRivalFigures(ctx context.Context, answer *bot.Answer, a *statement, figure *reading) ([]bot.Figure, error) {
	var found []bot.Figure
	values := []quantity.Quantity{figure.Quantity}
	look := func(h *retrieval.Hit) error {
		if h.Document == a.hit.Document || len(found) == mostFigures-1 {
			return nil
		}
		b, other, err := d.findRival(ctx, a, figure, d.parsedPassage(h), values)
		if b == nil || err != nil {
			return err
		}
		f := b.figureOf(other)
		if err := d.citeFigure(ctx, answer, b.candidate, &f); err != nil {
			return err
		}
		found, values = append(found, f), append(values, other.Quantity)
		return nil
	}
	for i := range d.hits {
		if err := look(&d.hits[i]); err != nil {
			return nil, err
		}
		for k := range d.hits[i].Twins {
			if err := look(&d.hits[i].Twins[k]); err != nil {
				return nil, err
			}
		}
	}
	return found, nil
}

// findRival returns the first figure of a passage that contradicts the answer's and
// all values found so far, with its sentence; nil if there is none.
func (d *dispute) findRival(ctx context.Context, a *statement, figure *reading, p *parsedPassage, values []quantity.Quantity) (*statement, *reading, error) {
	// The passage must know what the clause before the figure says it is of.
	if d.isSpent() || len(figure.near) == 0 || !p.hasTerms(figure.lead()) {
		return nil, nil, nil
	}
	has := sync.OnceValue(func() bool { return p.hasFigure(figure) })
	for i, s := range p.hit.Sentences {
		// What one says of the question the other must say, too.
		if !p.speaksOf(i, a.speaksOf) {
			continue
		}
		b := p.statementOf(s)
		for k := range b.figures {
			if d.isSpent() {
				return nil, nil, nil
			}
			d.pairs--
			other := &b.figures[k]
			agrees := func(v quantity.Quantity) bool { return !isContradiction(v, other.Quantity) }
			if slices.ContainsFunc(values, agrees) || !isSameThing(a, figure, b, other) {
				continue
			}
			// Where one passage has both figures they are of two things.
			if has() {
				return nil, nil, nil
			}
			if a.passage.hasFigure(other) {
				continue
			}
			d.checks--
			if same, err := d.areExchangeable(ctx, a, figure, b, other); same || err != nil {
				return b, other, err
			}
		}
	}
	return nil, nil, nil
}

// isSpent reports whether the work for one answer is done, whatever is left to
// compare.
func (d *dispute) isSpent() bool { return d.pairs == 0 || d.checks == 0 }

// citeFigure gives f the number of its document's citation, adding one if the answer
// has none, or an excerpt if the answer cites the document for something else.
func (d *dispute) citeFigure(ctx context.Context, answer *bot.Answer, b candidate, f *bot.Figure) error {
	shown, err := citeHit(ctx, d.index, b.hit, []retrieval.Span{b.Span})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(answer.Citations, func(c bot.Citation) bool { return c.Document == b.hit.Document })
	if i < 0 {
		i = len(answer.Citations)
		shown.N = i + 1
		answer.Citations = append(answer.Citations, shown)
	}
	c := &answer.Citations[i]
	if !slices.ContainsFunc(c.Excerpts(), func(e bot.Excerpt) bool { return e.Start <= b.Start && b.End <= e.End }) {
		c.Add(shown)
	}
	f.Citation, f.Published = c.N, c.Published
	for k := range answer.Citations { // it isn't the same there
		twins := &answer.Citations[k].Duplicates
		*twins = slices.DeleteFunc(slices.Clone(*twins), func(id string) bool { return id == b.hit.Document })
	}
	return nil
}
