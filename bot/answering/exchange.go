package answering

import (
	"context"
	"slices"
	"strings"

	"footnote/bot/grounding"
)

// isSameThing reports whether two sentences give their figures to the same thing,
// as far as that can be told without weighing all their words. The tests that
// cost least, and fail most, come first.
func isSameThing(a *statement, qa *reading, b *statement, qb *reading) bool {
	// Some word next to the figures is the same.
	if !slices.ContainsFunc(qb.near, func(term string) bool { return slices.Contains(qa.near, term) }) {
		return false
	}
	// The passage knows what the clause before the other figure says it is of.
	if !a.passage.hasTerms(qb.lead()) {
		return false
	}
	// Other dates set them apart.
	return !a.datedApart(qa, b, qb) && !b.datedApart(qb, a, qa)
}

// datedApart reports whether the sentence has a date beside q where the other has
// dates, too, but none that agrees with it.
func (s *statement) datedApart(q *reading, other *statement, otherQ *reading) bool {
	for _, date := range s.dates {
		if date == q.Quantity {
			continue
		}
		differ := false
		for _, o := range other.dates {
			if o == otherQ.Quantity {
				continue
			}
			if differ = isContradiction(date, o); !differ {
				break
			}
		}
		if differ {
			return true
		}
	}
	return false
}

// areExchangeable reports whether each sentence, with the figure of the other, is
// borne out by the passage of the other.
func (d *dispute) areExchangeable(ctx context.Context, a *statement, qa *reading, b *statement, qb *reading) (bool, error) {
	forth, err := d.checkExchanged(ctx, a, qa, b, qb)
	if err != nil || hasFatalReason(forth) {
		return false, err
	}
	back, err := d.checkExchanged(ctx, b, qb, a, qa)
	if err != nil || hasFatalReason(back, grounding.Number, grounding.Unit, grounding.Bound) {
		return false, err
	}
	return forth.Supported || back.Supported, nil
}

func (d *dispute) checkExchanged(ctx context.Context, a *statement, qa *reading, b *statement, qb *reading) (grounding.Verdict, error) {
	evidence, err := d.preparedEvidence(ctx, b)
	if err != nil {
		return grounding.Verdict{}, err
	}
	claim := a.text()[:qa.Start] + b.text()[qb.Start:qb.End] + a.text()[qa.End:]
	return evidence.Weigh(strings.TrimSpace(claim)), nil
}

// preparedEvidence returns the passage of a statement as what claims are checked against.
func (d *dispute) preparedEvidence(ctx context.Context, s *statement) (*grounding.Prepared, error) {
	facts, err := d.index.Facts(ctx, s.hit.Document)
	if err != nil {
		return nil, err
	}
	heading := facts.HeadingPath(s.Start)
	prepared := s.passage.evidence[heading]
	if prepared == nil {
		prepared = d.checker.Prepare([]grounding.Evidence{{
			Text: s.hit.Text, Title: facts.Title, Heading: heading, Author: facts.Author,
			Publisher: facts.Publisher, Published: facts.Published, Language: s.hit.Language,
		}})
		s.passage.evidence[heading] = prepared
	}
	return prepared, nil
}

// hasFatalReason reports whether a verdict has more against the claim than words that the
// evidence lacks, and what is to be overlooked.
func hasFatalReason(v grounding.Verdict, but ...grounding.ReasonKind) bool {
	return slices.ContainsFunc(v.Reasons, func(r grounding.Reason) bool {
		return r.Kind.Fatal() && !slices.Contains(but, r.Kind)
	})
}
