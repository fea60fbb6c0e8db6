package quantity

import (
	"footnote/retrieval/language"
)

// parser goes through the tokens of a text.
type parser struct {
	text   string
	tokens []token
	at     int // the token where the next quantity may begin
	found  []Quantity
	// languages are those that the text may be in without each word that was asked about.
	languages map[string]language.Codes
}

// wordAt returns the word or sign of token i, "" for a number or none.
func (p *parser) wordAt(i int) string {
	if i < 0 || i >= len(p.tokens) {
		return ""
	}
	return p.tokens[i].word
}

// plainAt returns the numeral of token i if it is digits only, else nil.
func (p *parser) plainAt(i int) *numeral {
	if i < 0 || i >= len(p.tokens) || p.tokens[i].numeral == nil || !p.tokens[i].numeral.plain {
		return nil
	}
	return p.tokens[i].numeral
}

// insideWord reports whether digits continue a word: B12.
func (p *parser) insideWord(i int) bool {
	if i == 0 || !p.tokens[i].joined {
		return false
	}
	w := p.tokens[i-1].word
	return w != "" && wordEnd(w, 0) > 0 && !currencies[knownUnit(w).unit.Dimension]
}

// emitQuantity adds a quantity of the tokens [from, end) and goes on behind it.
func (p *parser) emitQuantity(q Quantity, from, end int) {
	q.Span = language.Span{Start: p.tokens[from].start, End: p.tokens[end-1].end}
	if q.Kind == Number {
		q.Bound = p.boundAround(from, end)
		if q.Bound == Over && (q.Unit.Dimension == "time" || q.Unit.Dimension == "months") && p.wordAt(from-1) == "over" {
			q.Bound = Exactly // over five years: for that long
		}
	}
	p.found = append(p.found, q)
	p.at = end
}

// lastEnd is where the last quantity ended.
func (p *parser) lastEnd() int {
	if len(p.found) == 0 {
		return 0
	}
	return p.found[len(p.found)-1].End
}

// readQuantity reads what begins at the current token, false if nothing does.
func (p *parser) readQuantity() bool {
	t := &p.tokens[p.at]
	if t.numeral == nil && (len(t.word) < 3 && cardinals()[t.word] == nil && !t.upper || t.word == "the" || t.word == "and") && t.word != "a" {
		return false
	}
	return p.readCentury() || p.readDate() || p.readNumber()
}

func (p *parser) readNumber() bool {
	t := p.tokens[p.at]
	if t.numeral == nil {
		return p.ordinalWord() || p.readWritten()
	}
	n := t.numeral
	switch {
	case p.insideWord(p.at):
		return false
	case n.groups != nil:
		p.emitQuantity(Quantity{Kind: Literal, text: p.text[t.start:t.end]}, p.at, p.at+1)
		return true
	}
	next := p.at + 1
	if n.plain && next < len(p.tokens) && p.isOrdinalMark(next) && !p.isScaleOrUnit(next) {
		p.emitOrdinal(n.value, next+1, false)
		return true
	}
	p.emitMeasure(n.value, n.other, p.at, next, false)
	return true
}

// emitOrdinal adds a rank, or a century if one follows.
func (p *parser) emitOrdinal(rank float64, end int, weak bool) {
	at := end
	if p.wordAt(at) == "-" {
		at++
	}
	if centuries.Has(p.wordAt(at)) && p.emitCentury(int(rank), at+1) {
		return
	}
	p.emitQuantity(Quantity{Kind: Ordinal, Value: rank, Other: rank, Weak: weak}, p.at, end)
}

// ordinalWord reads third and twenty-first.
func (p *parser) ordinalWord() bool {
	w := p.wordAt(p.at)
	m, ok := p.chooseMeaning(ordinals()[w], w, language.Anything)
	rank, end := m.value, p.at+1
	if tens, isCardinal := p.cardinalAt(p.at, language.Anything); isCardinal && tens.value >= 20 && tens.value < 100 {
		if end < len(p.tokens) && p.wordAt(end) == "-" {
			end++
		}
		ones, isOrdinal := p.chooseMeaning(ordinals()[p.wordAt(end)], p.wordAt(end), tens.in)
		rank, ok = tens.value+ones.value, isOrdinal && ones.value < 10
		end++
	}
	if !ok {
		return false
	}
	p.emitOrdinal(rank, end, rank == 1 || isStranger(w, m.in))
	return true
}

// readWritten reads a number in words.
func (p *parser) readWritten() bool {
	from := p.at
	n := p.numberWords(from)
	// Of two words that mean something else too one is enough to be sure.
	weak := n.stranger && n.words < 2 || n.value == 1 && !n.scaled
	if share, end, ok := p.readShare(n); ok {
		p.emitQuantity(Quantity{Kind: Number, Value: 100 * share, Other: 100 * share, Unit: Unit{"%", "part"}}, from, end)
		return true
	}
	if n.words == 0 {
		return false
	}
	p.emitMeasure(n.value, n.value, from, n.end, weak)
	return true
}

// emitMeasure adds a number whose digits or words end before token end: its scale,
// currency and unit may follow, a currency may stand before.
func (p *parser) emitMeasure(value, other float64, from, end int, weak bool) {
	q := Quantity{Kind: Number, Weak: weak}
	first := from
	if u, ok := p.unitOf(p.wordAt(from - 1)); ok && currencies[u.unit.Dimension] && p.tokens[from-1].start >= p.lastEnd() {
		q.Unit, first = u.unit, from-1
	}
	for end < len(p.tokens) {
		s := p.factorAfter(end, q.Unit.Dimension != "")
		if s == 0 {
			break
		}
		value, other = value*s, other*s
		end++
	}
	factor := 1.0
	if u, next, ok := p.readUnit(end); ok {
		if q.Unit.Dimension == "" {
			q.Unit, factor = u.unit, u.factor
		}
		end, q.Weak = next, false
		if q.Unit.Name == "m" && value == other {
			other = value * 1e6 // or million
		}
	}
	if p.wordAt(first-1) == "-" || p.wordAt(first-1) == "−" {
		if first-1 == 0 || !p.tokens[first-1].joined && p.tokens[first].joined {
			value, other = -value, -other
		}
	}
	q.Value, q.Other = value*factor, other*factor
	p.emitQuantity(q, first, end)
}

// factorAfter returns what the word at token i multiplies the digits before by, 0 if
// it doesn't.
func (p *parser) factorAfter(i int, money bool) float64 {
	w := p.wordAt(i)
	switch {
	case w == "" || w == "cent" || w == "cents":
		return 0
	case money && p.tokens[i].joined && w == "m":
		return 1e6
	case money && p.tokens[i].joined && w == "b":
		return 1e9
	case w == "k" && !p.tokens[i].joined:
		return 0
	}
	m, _ := p.scaleAt(i, language.Anything)
	return m.value
}

// isOrdinalMark reports whether token i, joined to a number, makes it an ordinal in a
// language that the text may be in. Of a single letter that must be known: 5a.
func (p *parser) isOrdinalMark(i int) bool {
	if i >= len(p.tokens) || !p.tokens[i].joined {
		return false
	}
	w := p.wordAt(i)
	in := ordinalMarks.Of(w)
	if in == 0 || in&english != 0 || centuries.Has(p.wordAt(i+1)) {
		return in != 0
	}
	spoken := p.spokenBeside(w)
	return in&spoken != 0 && !(len(w) == 1 && spoken == language.Anything)
}

// isScaleOrUnit reports whether the word at token i, which may mark an ordinal in
// some language, multiplies or measures: 5m.
func (p *parser) isScaleOrUnit(i int) bool { return p.unitName(p.wordAt(i)) != "" }
