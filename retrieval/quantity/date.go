package quantity

import (
	"strings"
	"sync"

	"footnote/retrieval/language"
)

// readDate reads a date at the current token.
func (p *parser) readDate() bool {
	t := p.tokens[p.at]
	switch {
	case t.numeral != nil && p.insideWord(p.at):
		return false
	case t.numeral != nil && len(t.numeral.groups) == 3:
		return p.readDotted(t.numeral.groups)
	case t.numeral != nil && t.numeral.plain:
		return p.readSigned() || p.dayMonth() || p.readYear()
	case t.numeral == nil && language.Month(t.word) > 0:
		return p.readMonth()
	}
	return false
}

// emitDate adds a date that ends before the token end.
func (p *parser) emitDate(d, other Day, end int) bool {
	if !d.isValid() {
		if d = other; !d.isValid() {
			return false
		}
	}
	if !other.isValid() {
		other = d
	}
	d.Years, other.Years = max(d.Years, 1), max(other.Years, 1)
	q := Quantity{Kind: Date, Day: d, OtherDay: other, Value: float64(d.Year), Other: float64(d.Year)}
	p.emitQuantity(q, p.at, end)
	return true
}

func (d Day) isValid() bool {
	return 0 <= d.Month && d.Month <= 12 && 0 <= d.Day && d.Day <= 31 && (d.Year > 0 || d.Month > 0)
}

// readDotted reads 17.11.2017 and 2017.11.17.
func (p *parser) readDotted(g []group) bool {
	a, b, c := int(g[0].value), int(g[1].value), int(g[2].value)
	switch {
	case g[1].separator != '.' || g[2].separator != '.' || b > 12:
		return false
	case g[2].digits == 4 && g[0].digits <= 2 && language.IsYear(c):
		return p.emitDate(Day{Year: c, Month: b, Day: a}, Day{}, p.at+1)
	case g[0].digits == 4 && g[2].digits <= 2 && language.IsYear(a):
		return p.emitDate(Day{Year: a, Month: b, Day: c}, Day{}, p.at+1)
	}
	return false
}

// readSigned reads 2017-11-17, 2017-11, 17/11/2017 and the year range 1992–93.
func (p *parser) readSigned() bool {
	first := p.plainAt(p.at)
	second, sign := p.plainAfter(p.at)
	if second == nil {
		return false
	}
	third, again := p.plainAfter(p.at + 2)
	if third != nil && again == sign {
		a, b, c := int(first.value), int(second.value), int(third.value)
		switch {
		case first.digits == 4 && language.IsYear(a):
			return p.emitDate(Day{Year: a, Month: b, Day: c}, Day{}, p.at+5)
		case third.digits == 4 && language.IsYear(c) && first.digits <= 2 && second.digits <= 2:
			return p.emitDate(Day{Year: c, Month: b, Day: a}, Day{Year: c, Month: a, Day: b}, p.at+5)
		}
		return false
	}
	if first.digits != 4 || !language.IsYear(int(first.value)) || second.digits != 2 {
		return false
	}
	from, to := int(first.value), int(second.value)
	if sign == "-" && 0 < to && to <= 12 && to != from%100+1 {
		return p.emitDate(Day{Year: from, Month: to}, Day{}, p.at+3)
	}
	if to > from%100 {
		p.emitDate(Day{Year: from}, Day{}, p.at+1)
		p.at++ // past the sign, so that the second stands alone
		return p.emitDate(Day{Year: from/100*100 + to}, Day{}, p.at+1)
	}
	return false
}

// plainAfter returns the plain number joined to the token i by a dash or a slash.
func (p *parser) plainAfter(i int) (*numeral, string) {
	if i+2 >= len(p.tokens) || !p.tokens[i+1].joined || !p.tokens[i+2].joined {
		return nil, ""
	}
	sign := p.tokens[i+1].word
	if sign == "–" {
		sign = "-"
	}
	if sign != "-" && sign != "/" {
		return nil, ""
	}
	return p.plainAt(i + 2), sign
}

// dayMonth reads 17 November [2017], 17th of November, 17 de noviembre de 2017.
func (p *parser) dayMonth() bool {
	n := p.plainAt(p.at)
	if n.value < 1 || n.value > 31 || n.digits > 2 {
		return false
	}
	i := p.at + 1
	if i < len(p.tokens) && p.tokens[i].joined && (ordinalMarks.Has(p.tokens[i].word) || p.tokens[i].word == ".") {
		i++
	}
	for i < len(p.tokens) && (insideDate.Has(p.wordAt(i)) || p.wordAt(i) == "'") {
		i++
	}
	m := language.Month(p.wordAt(i))
	if m == 0 {
		return false
	}
	year, end := p.yearFrom(i + 1)
	if year == 0 && !p.meansMonth(i) {
		return false
	}
	return p.emitDate(Day{Year: year, Month: m, Day: int(n.value)}, Day{}, end)
}

// readMonth reads November 17[, 2017], November 2017 and November alone.
func (p *parser) readMonth() bool {
	t := p.tokens[p.at]
	m := language.Month(t.word)
	if !p.meansMonth(p.at) {
		return false
	}
	i := p.at + 1
	if i < len(p.tokens) && p.wordAt(i) == "." && p.tokens[i].joined && i+1 < len(p.tokens) && p.tokens[i+1].numeral != nil {
		i++
	}
	if n := p.plainAt(i); n != nil && n.digits <= 2 && 1 <= n.value && n.value <= 31 && !p.unitAfter(i+1) {
		end := i + 1
		if p.isOrdinalMark(end) {
			end++
		}
		year, end := p.yearFrom(end)
		return p.emitDate(Day{Year: year, Month: m, Day: int(n.value)}, Day{}, end)
	}
	year, end := p.yearFrom(i)
	if year > 0 {
		return p.emitDate(Day{Year: year, Month: m}, Day{}, end)
	}
	ambiguous := ambiguousMonths.Has(t.word)
	if len(t.word) < 4 && !ambiguous || ambiguous && !beforeMonth.In(p.wordAt(p.at-1), months.Of(t.word)&p.spokenBeside(t.word)) {
		return false
	}
	return p.emitDate(Day{Month: m}, Day{}, p.at+1)
}

// meansMonth reports whether the name of a month at token i is meant as one. Where
// it is another word, too, the text must be in a language that has it; in those that
// write months with a capital it must have one.
func (p *parser) meansMonth(i int) bool {
	w, upper := p.wordAt(i), p.tokens[i].upper
	if !ambiguousMonths.Has(w) {
		return true
	}
	spoken := p.spokenBeside(w)
	in := months.Of(w) & spoken
	return in != 0 && (upper || spoken != language.Anything && in&^capitalMonths() != 0)
}

// capitalMonths are the languages that write months with a capital.
var capitalMonths = sync.OnceValue(func() language.Codes {
	var set language.Codes
	for _, l := range language.All() {
		if l.Writing.CapitalNouns || l.Time.CapitalMonths {
			set |= language.Of(l.Code)
		}
	}
	return set
})

var (
	ordinalMarks    = language.Gather(func(l *language.Language) language.Words { return l.Numbers.OrdinalMarks })
	insideDate      = language.Gather(func(l *language.Language) language.Words { return l.Time.InsideDate })
	beforeMonth     = language.Gather(func(l *language.Language) language.Words { return l.Time.BeforeMonth })
	months          = language.Gather((*language.Language).MonthNames)
	ambiguousMonths = language.Gather(func(l *language.Language) language.Words { return l.Time.AmbiguousMonths })
)

// unitAfter reports whether the number before token i is a measure: May 5 kg.
func (p *parser) unitAfter(i int) bool { return p.wordAt(i) == "%" }

// yearFrom reads ", 2017" or "de 2017" from token i on; 0 if there is none.
func (p *parser) yearFrom(i int) (year, end int) {
	at := i
	if w := p.wordAt(at); w == "," || insideDate.Has(w) {
		at++
	}
	if n := p.plainAt(at); n != nil && n.digits == 4 && language.IsYear(int(n.value)) {
		return int(n.value), at + 1
	}
	return 0, i
}

// readYear reads a year that stands alone, or the decade: 1990s.
func (p *parser) readYear() bool {
	n := p.plainAt(p.at)
	if n.digits != 4 || !language.IsYear(int(n.value)) {
		return false
	}
	y, next := int(n.value), p.at+1
	if strings.TrimPrefix(p.wordAt(next), "'") == "s" && p.tokens[next].joined && y%10 == 0 {
		years := 10
		if y%100 == 0 && y < 2000 {
			years = 100
		}
		return p.emitDate(Day{Year: y, Years: years}, Day{}, next+1)
	}
	if p.at > 0 && currencies[knownUnit(p.wordAt(p.at-1)).unit.Dimension] {
		return false
	}
	if _, scaled := p.scaleAt(next, language.Anything); scaled {
		return false
	}
	if _, _, ok := p.readUnit(next); ok {
		return false
	}
	return p.emitDate(Day{Year: y}, Day{}, next)
}
