package quantity

import (
	"strings"

	"footnote/retrieval/language"
)

// readCentury reads what doesn't begin with an Arabic number or a word for one: XIXe
// siècle, siglo XIX, 19. Jahrhundert, 19-й век.
func (p *parser) readCentury() bool {
	t := p.tokens[p.at]
	switch n := p.plainAt(p.at); {
	case n != nil && n.digits <= 2 && !p.insideWord(p.at):
		end := p.pastMark(p.at+1, true)
		return end > p.at+1 && centuries.Has(p.wordAt(end)) && p.emitCentury(int(n.value), end+1)
	case t.numeral != nil:
		return false
	case centuries.Has(t.word) && !centuries.In(t.word, english): // it has its number before it
		at := p.at + 1
		if articles.In(p.wordAt(at), centuries.Of(t.word)) { // secolul al XIX-lea
			at++
		}
		if n := p.plainAt(at); n != nil && n.digits <= 2 {
			return p.emitCentury(int(n.value), at+1)
		}
		return p.emitCentury(p.romanAt(at), p.pastMark(at+1, false))
	case t.upper:
		end := p.pastMark(p.at+1, false)
		return centuries.Has(p.wordAt(end)) && p.emitCentury(p.romanAt(p.at), end+1)
	}
	return false
}

// pastMark returns the token after the mark of an ordinal at token i, i if there is
// none: 19., 19-й, XIX-lea. Of a number only what isn't read elsewhere is a mark.
func (p *parser) pastMark(i int, number bool) int {
	if i >= len(p.tokens) || !p.tokens[i].joined {
		return i
	}
	switch {
	case p.wordAt(i) == ".", !number && p.isOrdinalMark(i):
		return i + 1
	case p.wordAt(i) == "-" && p.isOrdinalMark(i+1):
		return i + 2
	}
	return i
}

// emitCentury adds a century that ends before the token end.
func (p *parser) emitCentury(rank, end int) bool {
	return 0 < rank && rank <= mostCenturies && p.emitDate(Day{Year: (rank - 1) * 100, Years: 100}, Day{}, end)
}

// mostCenturies is the last century that is read as one.
const mostCenturies = 30

// romanAt returns the value of a Roman numeral in capitals, or written with one
// letter's mark behind it as in XIXe, 0 for anything else.
func (p *parser) romanAt(i int) int {
	if i >= len(p.tokens) || !p.tokens[i].upper {
		return 0
	}
	word := p.tokens[i].word
	if n := romanValue(word); n > 0 && p.isCapital(i, len(word)) {
		return n
	}
	for mark := range ordinalMarks.All() {
		rest, ok := strings.CutSuffix(word, mark)
		if n := romanValue(rest); ok && n > 0 && p.isCapital(i, len(rest)) {
			return n
		}
	}
	return 0
}

// isCapital reports whether the first n bytes of token i are capitals.
func (p *parser) isCapital(i, n int) bool {
	text := p.text[p.tokens[i].start : p.tokens[i].start+n]
	return strings.ToUpper(text) == text
}

// romanValue returns the value of a Roman numeral up to 39 in lower case, 0 if it is none.
func romanValue(word string) int {
	tens := 0
	for tens < 3 && strings.HasPrefix(word, "x") {
		word = word[1:]
		tens++
	}
	for ones, numeral := range [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"} {
		if word == numeral {
			return 10*tens + ones
		}
	}
	return 0
}

var (
	centuries = language.Gather(func(l *language.Language) language.Words { return l.Time.Centuries })
	articles  = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Articles })
)
