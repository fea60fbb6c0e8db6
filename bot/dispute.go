package bot

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/bot/grounding"
	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
	"footnote/retrieval/question"
)

// dispute looks for documents that give another figure than an answer does.
//
// Two figures are of the same thing only if both sentences speak of all that
// the question does, and if the sentence of the answer, with the other figure
// in the place of its own, would pass the check of citations against the other
// passage. What one passage says of another year, place or unit doesn't.
type dispute struct {
	index   retrieval.Index
	checker *grounding.Checker
	hits    []retrieval.Hit
	expects question.Expectation
	words   []string            // index terms of the question
	asked   []quantity.Quantity // figures of it
}

// newDispute looks among hits for the question, in the language of the best.
func newDispute(x retrieval.Index, asked question.Question, hits []retrieval.Hit) *dispute {
	d := &dispute{
		index: x, checker: grounding.NewChecker(x.Analyzer()),
		hits: hits, expects: asked.Expects, asked: asked.Figures,
	}
	d.words = d.terms(hits[0].Language, asked.Text)
	return d
}

// mostFigures bounds how many figures a disagreement shows.
const mostFigures = 4

// settle adds to the answer what other documents say differently from the
// first of the chosen sentences that is disputed, and cites them.
func (d *dispute) settle(ctx context.Context, answer *Answer, chosen []candidate) error {
	switch d.expects {
	case question.Name, question.Place, question.Reason:
		return nil
	}
	for i, c := range chosen {
		a := d.read(c)
		for _, figure := range a.figures {
			found, err := d.against(ctx, answer, a, figure)
			if err != nil {
				return err
			}
			if len(found) > 0 {
				own := a.figure(figure)
				own.Citation = answer.Sentences[i].Citations[0]
				own.Published = answer.Citations[own.Citation-1].Published
				answer.Disagreements = append(answer.Disagreements, Disagreement{append([]Figure{own}, found...)})
			}
		}
		if len(answer.Disagreements) > 0 {
			return nil
		}
	}
	return nil
}

// against finds the figures that other documents have for one of the answer's.
func (d *dispute) against(ctx context.Context, answer *Answer, a statement, figure quantity.Quantity) ([]Figure, error) {
	var found []Figure
	values := []quantity.Quantity{figure}
	look := func(h *retrieval.Hit) error {
		if h.Document == a.hit.Document || len(found) == mostFigures-1 {
			return nil
		}
		for _, s := range h.Sentences {
			b := d.read(candidate{s, h, s.Score})
			for _, other := range b.figures {
				agrees := func(v quantity.Quantity) bool { return !contradicts(v, other) }
				if slices.ContainsFunc(values, agrees) || !d.sameThing(a, figure, b, other) {
					continue
				}
				same, err := d.exchangeable(ctx, a, figure, b, other)
				if err != nil {
					return err
				}
				if !same {
					continue
				}
				f := b.figure(other)
				if err := d.cite(ctx, answer, b, &f); err != nil {
					return err
				}
				found, values = append(found, f), append(values, other)
				return nil
			}
		}
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

// cite gives f the number of its document's citation, adding one if the answer
// has none, or an excerpt if the answer cites the document for something else.
func (d *dispute) cite(ctx context.Context, answer *Answer, b statement, f *Figure) error {
	shown, err := cite(ctx, d.index, b.hit, []retrieval.Span{b.Span})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(answer.Citations, func(c Citation) bool { return c.Document == b.hit.Document })
	if i < 0 {
		i = len(answer.Citations)
		shown.N = i + 1
		answer.Citations = append(answer.Citations, shown)
	}
	c := &answer.Citations[i]
	if !slices.ContainsFunc(c.Excerpts(), func(e Excerpt) bool { return e.Start <= b.Start && b.End <= e.End }) {
		c.Add(shown)
	}
	f.Citation, f.Published = c.N, c.Published
	for k := range answer.Citations { // it isn't the same there
		twins := &answer.Citations[k].Duplicates
		*twins = slices.DeleteFunc(slices.Clone(*twins), func(id string) bool { return id == b.hit.Document })
	}
	return nil
}

// sameThing tells whether two sentences give their figures to the same thing,
// as far as that can be told without weighing all their words.
func (d *dispute) sameThing(a statement, qa quantity.Quantity, b statement, qb quantity.Quantity) bool {
	// What one says of the question the other must say, too.
	for w := range a.Matched {
		if a.speaksOf(w) && !b.speaksOf(w) {
			return false
		}
	}
	// Where one passage has both figures they are of two things.
	if has(b.hit.Text, qa) || has(a.hit.Text, qb) {
		return false
	}
	// Other dates set them apart.
	if a.datedApart(qa, b, qb) || b.datedApart(qb, a, qa) {
		return false
	}
	return d.leadsTo(a, qa, b) && d.leadsTo(b, qb, a) && d.around(a, qa, b, qb)
}

// leadsTo tells whether the other passage, or the question, has the words of
// the clause before a figure: they say what it is of.
func (d *dispute) leadsTo(s statement, q quantity.Quantity, other statement) bool {
	clause := s.text()[:q.Start]
	if i := strings.LastIndexAny(clause, ",;:–—("); i >= 0 {
		_, size := utf8.DecodeRuneInString(clause[i:])
		clause = clause[i+size:]
	}
	known := d.terms(other.hit.Language, other.hit.Text)
	for _, t := range d.index.Analyzer().Terms(nil, s.hit.Language, clause) {
		word := clause[t.Start:t.End]
		if t.Stop || passing.In(strings.ToLower(word), language.Written(s.hit.Language)) || strings.ContainsAny(word, "0123456789") {
			continue
		}
		if !slices.Contains(known, t.Text) && !slices.Contains(d.words, t.Text) {
			return false
		}
	}
	return true
}

// around tells whether words next to the figures are the same.
func (d *dispute) around(a statement, qa quantity.Quantity, b statement, qb quantity.Quantity) bool {
	near := d.near(a, qa)
	return slices.ContainsFunc(d.near(b, qb), func(term string) bool { return slices.Contains(near, term) })
}

// exchangeable tells whether each sentence, with the figure of the other, is
// borne out by the passage of the other.
func (d *dispute) exchangeable(ctx context.Context, a statement, qa quantity.Quantity, b statement, qb quantity.Quantity) (bool, error) {
	forth, err := d.verdict(ctx, a, qa, b, qb)
	if err != nil || fatal(forth) {
		return false, err
	}
	back, err := d.verdict(ctx, b, qb, a, qa)
	if err != nil || fatal(back, grounding.Number, grounding.Unit, grounding.Bound) {
		return false, err
	}
	return forth.Supported || back.Supported, nil
}

func (d *dispute) verdict(ctx context.Context, a statement, qa quantity.Quantity, b statement, qb quantity.Quantity) (grounding.Verdict, error) {
	facts, err := d.index.Facts(ctx, b.hit.Document)
	if err != nil {
		return grounding.Verdict{}, err
	}
	claim := a.text()[:qa.Start] + b.text()[qb.Start:qb.End] + a.text()[qa.End:]
	return d.checker.Check(strings.TrimSpace(claim), []grounding.Evidence{{
		Text: b.hit.Text, Title: facts.Title, Heading: facts.HeadingPath(b.Start), Author: facts.Author,
		Publisher: facts.Publisher, Published: facts.Published, Language: b.hit.Language,
	}}), nil
}

// fatal tells a verdict with more against the claim than words that the
// evidence lacks, and what is to be overlooked.
func fatal(v grounding.Verdict, but ...grounding.ReasonKind) bool {
	return slices.ContainsFunc(v.Reasons, func(r grounding.Reason) bool {
		return r.Kind.Fatal() && !slices.Contains(but, r.Kind)
	})
}

// passing are words that may stand before a figure without saying what it is of.
var passing = language.Gather(func(l *language.Language) language.Words { return l.Time.Passing })
