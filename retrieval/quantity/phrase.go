package quantity

import (
	"strings"
	"sync"

	"footnote/retrieval/language"
)

// phrase is a number in words.
type phrase struct {
	value    float64
	end      int // token after it
	words    int // number words in it
	scaled   bool
	stranger bool // only of words that mean something else in another language
}

// numberWords reads the number words of one language from token i on; the phrase
// ends at i if there are none.
func (p *parser) numberWords(i int) phrase {
	n := phrase{end: i, stranger: true}
	total, current, in := 0.0, 0.0, language.Anything
	if w := p.wordAt(i); w == "a" || w == "half" || w == "an" {
		at := i + 1
		current, in = 1, english
		if w == "half" {
			if current = .5; p.wordAt(at) == "a" {
				at++
			}
		}
		if _, ok := p.scaleAt(at, english); !ok {
			return n
		}
		i = at
	}
	for at := i; at < len(p.tokens); {
		w := p.wordAt(at)
		if c, ok := p.cardinalAt(at, in); ok && fitsAfter(current, c.value, w, c.in&in) && !p.isArticle(at, n, c) {
			in &= c.in
			if current += c.value; (w == "vingt" || w == "vingts") && current == 24 {
				current = 80
			}
		} else if s, ok := p.scaleAt(at, in); ok && w != "k" && (current > 0 || alone.In(w, s.in)) {
			if in &= s.in; current == 0 {
				current = 1
			}
			if n.scaled = true; s.value == 100 && current < 100 {
				current *= 100
			} else {
				total += current * s.value
				current = 0
			}
		} else {
			break
		}
		n.words++
		n.stranger = n.stranger && isStranger(w, in)
		at++
		n.end = at
		at = p.skipJoiner(at, n.scaled, in)
	}
	n.value = total + current
	if p.wordAt(n.end) == "and" && p.wordAt(n.end+1) == "a" && p.wordAt(n.end+2) == "half" && n.words > 0 && !n.scaled {
		n.value += .5
		n.end += 3
	}
	if n.words == 0 {
		n.end = i
	}
	return n
}

// isArticle reports whether the number word at token i, which the phrase would
// begin with, is rather an article: "un", but not before a scale.
func (p *parser) isArticle(i int, n phrase, c meaning) bool {
	if c.value != 1 || n.words > 0 || c.in&english != 0 {
		return false
	}
	_, scaled := p.scaleAt(i+1, c.in)
	return !scaled
}

// fitsAfter reports whether the cardinal v can follow what has been read of a number
// below a thousand.
func fitsAfter(current, v float64, word string, in language.Codes) bool {
	rest := int(current) % 100
	switch {
	case rest == 0, rest == 10 && v < 10 && in&teensApart() != 0: // on beş
		return true
	case rest == 4 && (word == "vingt" || word == "vingts"): // quatre-vingt
		return true
	case (rest == 60 || rest == 80) && v >= 10 && v < 20: // soixante-dix
		return true
	}
	return rest >= 20 && rest%10 == 0 && v < 10
}

// teensApart are the languages that have no word for eleven: they say ten one.
var teensApart = sync.OnceValue(func() language.Codes {
	var set language.Codes
	for _, l := range language.All() {
		values := make(map[int]bool)
		for _, n := range language.Values(l.Numbers.Cardinals) {
			values[n] = true
		}
		if values[10] && !values[11] {
			set |= language.Of(l.Code)
		}
	}
	return set
})

// skipJoiner skips a hyphen or an "and" between two number words of one language.
func (p *parser) skipJoiner(i int, scaled bool, in language.Codes) int {
	w := p.wordAt(i)
	if w == "-" && p.tokens[i].joined || joiners.In(w, in) || scaleJoiners.In(w, in) && scaled {
		_, counts := p.cardinalAt(i+1, in)
		if _, scales := p.scaleAt(i+1, in); counts || scales && w == "-" {
			return i + 1
		}
	}
	return i
}

// beforeShare are words after which "a third" is a share and no rank.
var beforeShare = language.Gather(func(l *language.Language) language.Words { return l.Numbers.BeforeShare })

// readShare reads two-thirds, a quarter of, half of.
func (p *parser) readShare(n phrase) (value float64, end int, ok bool) {
	i := n.end
	if n.words == 0 {
		i = p.at
	}
	first := p.wordAt(i)
	switch {
	case n.words == 0 && first == "half":
		next := p.wordAt(i + 1)
		return .5, i + 1, next == "of" || next == "the" || next == "all"
	case n.words == 0 && p.partAt(i) == 2 && len(ordinals()[first]) == 0: // la moitié
		return .5, i + 1, true
	case n.words == 0 && p.isOne(i):
		part := p.partAt(i + 1)
		return 1 / part, i + 2, part > 0 && (!isRank(p.wordAt(i+1)) || p.wordAt(i+2) == "of" || beforeShare.Has(p.wordAt(i-1)))
	case n.words == 0:
		return 0, 0, false
	}
	if first == "-" {
		i++
	}
	part := p.partAt(i)
	plural := strings.HasSuffix(p.wordAt(i), "s") || !isRank(p.wordAt(i))
	return n.value / part, i + 1, part > 0 && n.value < part && (plural || n.value == 1 && (first == "-" || p.wordAt(i+1) == "of"))
}

// partAt returns how many of the part at token i make a whole, 0 if none does.
func (p *parser) partAt(i int) float64 {
	w := p.wordAt(i)
	m, _ := p.chooseMeaning(parts()[w], w, language.Anything)
	return m.value
}

// isOne reports whether token i is one, or an article that is one, too.
func (p *parser) isOne(i int) bool {
	c, ok := p.cardinalAt(i, language.Anything)
	return p.wordAt(i) == "a" || ok && c.value == 1
}

// isRank reports whether the word of a part is one of a rank, too: third.
func isRank(word string) bool { return len(ordinals()[word]) > 0 }

// readUnit reads the unit that begins at token i.
func (p *parser) readUnit(i int) (u scaled, end int, ok bool) {
	if p.wordAt(i) == "-" && i < len(p.tokens) && p.tokens[i].joined {
		i++
		if i < len(p.tokens) && !p.tokens[i].joined {
			return u, 0, false
		}
	}
	w, next := p.wordAt(i), p.wordAt(i+1)
	if w == "" {
		return u, 0, false
	}
	two := func(name string) (scaled, int, bool) {
		u, ok := p.unitOf(name)
		return u, i + 2, ok
	}
	switch {
	case perCent.Has(w + " " + next):
		return two("%")
	case w == "°" && (next == "c" || next == "f"), w == "degrees" && (next == "celsius" || next == "fahrenheit"):
		return two("°" + next[:1])
	case (w == "square" || w == "sq") && p.unitName(next) == "km", w == "km" && next == "²":
		return two("km²")
	case (w == "square" || w == "sq") && p.unitName(next) == "m", w == "m" && next == "²":
		return two("m²")
	case (w == "us" || w == "american") && (next == "dollars" || next == "dollar"):
		return two("usd")
	case next != "" && p.unitName(w+" "+next) != "": // kilómetros cuadrados
		return two(w + " " + next)
	}
	if u, ok = p.unitOf(w); !ok || len(w) == 1 && 'a' <= w[0] && w[0] <= 'z' && p.tokens[i].upper && w != "w" {
		return u, 0, false
	}
	end = i + 1
	over, hour := p.wordAt(end), p.wordAt(end+1)
	switch {
	case (over == "/" || over == "per" || over == "an") && (hour == "h" || hour == "hour") && (u.unit.Name == "km" || u.unit.Name == "mile"):
		name := map[string]string{"km": "km/h", "mile": "mph"}[u.unit.Name]
		return knownUnit(name), end + 2, true
	case over == "/" && hour == "s" && u.unit.Name == "m":
		return knownUnit("m/s"), end + 2, true
	}
	return u, end, true
}

// unitOf returns the unit of a name, false if it is none in the languages that the
// text may be in.
func (p *parser) unitOf(name string) (scaled, bool) {
	list := units()[name]
	for i, u := range list {
		switch {
		case u.in == language.Anything, len(list) > 1 && u.in&p.spokenBeside(name) != 0, i == len(list)-1 && p.isSpoken(name, u.in):
			return u.scaled, true
		}
	}
	return scaled{}, false
}

// knownUnit returns the unit that a sign stands for in all languages, or a name in
// its first.
func knownUnit(name string) scaled {
	if list := units()[name]; len(list) > 0 {
		return list[0].scaled
	}
	return scaled{}
}

// unitName returns the form to which the name of a unit is brought, "" if it is none.
func (p *parser) unitName(name string) string {
	u, _ := p.unitOf(name)
	return u.unit.Name
}

var perCent = language.Gather(func(l *language.Language) language.Words { return l.Numbers.PerCent })

// boundAround reads what stands before and after the tokens [from, end).
func (p *parser) boundAround(from, end int) Bound {
	before := ""
	longest, found := Exactly, false
	for n := 1; n <= longestBound && from-n >= 0; n++ {
		before = strings.TrimSpace(plainApostrophe(p.wordAt(from-n)) + " " + before)
		if b, ok := p.boundOf(boundsBefore, before); ok {
			longest, found = b, true
		}
	}
	if found {
		return longest
	}
	if plainApostrophe(p.wordAt(end)) == "'" { // 500'den fazla
		end++
	}
	after := ""
	for n := range longestBound {
		after = strings.TrimSpace(after + " " + p.wordAt(end+n))
		if b, ok := p.boundOf(boundsAfter, after); ok {
			longest = b
		}
	}
	return longest
}

// longestBound is how many tokens the words of a bound have at the most.
const longestBound = 3

// boundOf returns the bound of a phrase in the languages that the text may be in.
func (p *parser) boundOf(known func() meanings, phrase string) (Bound, bool) {
	for _, m := range known()[phrase] {
		if m.in == language.Anything || m.in&p.spokenLanguages() != 0 {
			return Bound(m.value), true
		}
	}
	return Exactly, false
}

// boundsBefore and boundsAfter are the words and signs beside a number that bound it.
var (
	boundsBefore = gatherBounds(func(n language.Numbers) language.Bounds {
		return language.Bounds{About: n.About, Nearly: n.Nearly, Over: n.Over, AtLeast: n.AtLeast, Under: n.Under, AtMost: n.AtMost}
	}, map[string]Bound{"~": About, "≈": About, ">": Over, "≥": AtLeast, "<": Under, "≤": AtMost})
	boundsAfter = gatherBounds(func(n language.Numbers) language.Bounds { return n.After }, map[string]Bound{"+": AtLeast})
)

func gatherBounds(list func(language.Numbers) language.Bounds, signs map[string]Bound) func() meanings {
	return sync.OnceValue(func() meanings {
		m := make(meanings)
		for sign, bound := range signs {
			m.addMeaning(sign, float64(bound), language.Anything)
		}
		for _, l := range language.All() {
			b := list(l.Numbers)
			for bound, words := range map[Bound]language.Words{About: b.About, Nearly: b.Nearly, Over: b.Over, AtLeast: b.AtLeast, Under: b.Under, AtMost: b.AtMost} {
				for _, phrase := range words.List() {
					m.addMeaning(joinTokens(phrase), float64(bound), language.Of(l.Code))
				}
			}
		}
		return m
	})
}

// joinTokens puts a space between the tokens of a phrase: jusqu ' à.
func joinTokens(phrase string) string {
	var words []string
	for _, t := range splitTokens(phrase) {
		words = append(words, plainApostrophe(t.word))
	}
	return strings.Join(words, " ")
}

func plainApostrophe(word string) string {
	if word == "’" {
		return "'"
	}
	return word
}
