package answering

import (
	"footnote/bot"
	"math"
	"slices"

	"footnote/retrieval"
	"footnote/retrieval/quantity"
	"footnote/retrieval/question"
)

// statement is a sentence with those of its figures that may answer.
type statement struct {
	candidate
	all     []quantity.Quantity // of the sentence
	figures []quantity.Quantity
}

// speaksOf tells whether the sentence, the one before it or what stands above
// has a word of the question.
func (s statement) speaksOf(word int) bool {
	if s.Matched[word] || s.hit.Above[word] {
		return true
	}
	i := slices.IndexFunc(s.hit.Sentences, func(o retrieval.Sentence) bool { return o.Start == s.Start })
	return i > 0 && s.hit.Sentences[i-1].Matched[word]
}

func (s statement) figure(q quantity.Quantity) bot.Figure {
	return bot.Figure{
		Text: s.text()[q.Start:q.End], Sentence: s.text(),
		Start: s.Start + q.Start, End: s.Start + q.End,
	}
}

func (d *dispute) read(c candidate) statement {
	s := statement{candidate: c, all: quantity.Find(c.text())}
	most := 0 // words of the question next to a figure
	for _, q := range s.all {
		if !d.mayAnswer(q) {
			continue
		}
		asked := 0
		for _, term := range d.near(s, q) {
			if slices.Contains(d.words, term) {
				asked++
			}
		}
		if asked > most {
			most, s.figures = asked, nil
		}
		if asked == most {
			s.figures = append(s.figures, q)
		}
	}
	return s
}

// datedApart tells whether the sentence has a date beside q where the other has
// dates, too, but none that agrees with it.
func (s statement) datedApart(q quantity.Quantity, other statement, otherQ quantity.Quantity) bool {
	for _, date := range s.all {
		if date == q || date.Kind != quantity.Date {
			continue
		}
		differ := false
		for _, o := range other.all {
			if o == otherQ || o.Kind != quantity.Date {
				continue
			}
			if differ = contradicts(date, o); !differ {
				break
			}
		}
		if differ {
			return true
		}
	}
	return false
}

// mayAnswer tells figures of the kind that the question asks for, if it asks
// for one, and that it doesn't say itself.
func (d *dispute) mayAnswer(q quantity.Quantity) bool {
	for _, asked := range d.asked {
		if !contradicts(asked, q) && quantity.Compare(asked, q) != quantity.Unrelated {
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

// nearWords is how many words to either side of a figure say what it is of.
const nearWords = 3

// near returns the content words next to a figure.
func (d *dispute) near(s statement, q quantity.Quantity) []string {
	var before, after []string
	for _, t := range d.index.Analyzer().Terms(nil, s.hit.Language, s.text()) {
		switch {
		case t.Stop:
		case t.End <= q.Start:
			before = append(before, t.Text)
		case t.Start >= q.End:
			after = append(after, t.Text)
		}
	}
	return append(before[max(0, len(before)-nearWords):], after[:min(nearWords, len(after))]...)
}

// terms returns the content words of a text as index terms.
func (d *dispute) terms(language, text string) []string {
	var list []string
	for _, t := range d.index.Analyzer().Terms(nil, language, text) {
		if !t.Stop {
			list = append(list, t.Text)
		}
	}
	return list
}

// contradicts tells figures that can't both be right: of one dimension, and
// neither the other one rounded, converted or bounded.
func contradicts(a, b quantity.Quantity) bool {
	if quantity.Compare(a, b) != quantity.Contradicts || quantity.Compare(b, a) != quantity.Contradicts {
		return false
	}
	if a.Kind != quantity.Number {
		return true
	}
	if bounds(a, b) || bounds(b, a) {
		return false
	}
	return !rounds(a, b) && !rounds(b, a)
}

// bounds tells whether a is a limit that b keeps.
func bounds(a, b quantity.Quantity) bool {
	switch a.Bound {
	case quantity.Over, quantity.AtLeast:
		return b.Value >= a.Value
	case quantity.Under, quantity.AtMost, quantity.Nearly:
		return b.Value <= a.Value
	}
	return false
}

// rounds tells whether a may be b written with fewer digits, or in another unit.
func rounds(a, b quantity.Quantity) bool {
	near := func(share float64) bool { return math.Abs(a.Value-b.Value) <= share*math.Abs(a.Value) }
	if a.Unit.Name != b.Unit.Name || a.Bound == quantity.About {
		return near(.1)
	}
	unit := 1.0
	if a.Value >= 1000 {
		for math.Mod(a.Value, 10*unit) == 0 {
			unit *= 10
		}
	}
	if unit == 10 {
		unit = 1 // 1,520 is rarely meant to be round
	}
	return math.Abs(a.Value-b.Value) <= unit/2
}

// has tells whether a text gives a figure.
func has(text string, q quantity.Quantity) bool {
	return slices.ContainsFunc(quantity.Find(text), func(other quantity.Quantity) bool {
		return quantity.Compare(q, other) > quantity.Contradicts || quantity.Compare(other, q) > quantity.Contradicts ||
			q.Kind == other.Kind && quantity.Compare(q, other) == quantity.Contradicts && !contradicts(q, other)
	})
}
