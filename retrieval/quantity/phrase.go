package quantity

import "footnote/retrieval/language"

// phrase is a number in words.
type phrase struct {
	value    float64
	end      int // token after it
	words    int // number words in it
	scaled   bool
	stranger bool // only of words that mean something else in another language
}

// numberWords reads the number words from token i on; the phrase ends at i if
// there are none.
func (p *parser) numberWords(i int) phrase {
	n := phrase{end: i, stranger: true}
	total, current := 0.0, 0.0
	if w := p.word(i); w == "a" || w == "half" || w == "an" {
		at := i + 1
		current = 1
		if w == "half" {
			if current = .5; p.word(at) == "a" {
				at++
			}
		}
		if scales[p.word(at)] == 0 || strangers.Has(p.word(at)) {
			return n
		}
		i = at
	}
	for at := i; at < len(p.tokens); {
		w := p.word(at)
		if v, ok := cardinal(w); ok && fits(current, v, w) {
			if current = current + v; (w == "vingt" || w == "vingts") && current == 24 {
				current = 80
			}
		} else if s := scales[w]; s > 0 && w != "k" && (current > 0 || alone.Has(w)) && !(strangers.Has(w) && n.words > 0 && !frenchBefore(p.word(at-1)) && w != "mil" && w != "mille") {
			if current == 0 {
				current = 1
			}
			if n.scaled = true; s == 100 && current < 100 {
				current *= 100
			} else {
				total += current * s
				current = 0
			}
		} else {
			break
		}
		n.words++
		n.stranger = n.stranger && strangers.Has(w)
		at++
		n.end = at
		at = p.between(at, n.scaled)
	}
	n.value = total + current
	if p.word(n.end) == "and" && p.word(n.end+1) == "a" && p.word(n.end+2) == "half" && n.words > 0 && !n.scaled {
		n.value += .5
		n.end += 3
	}
	if n.words == 0 {
		n.end = i
	}
	return n
}

// frenchBefore reports whether a word may stand before "cent", which is a coin
// elsewhere.
func frenchBefore(word string) bool { return frenchBelowTen[word] || word == "mille" }

var frenchBelowTen = func() map[string]bool {
	m := make(map[string]bool)
	for word, n := range language.Values(language.For("fr").Numbers.Cardinals) {
		m[word] = n < 10
	}
	return m
}()

// fits tells whether the cardinal v can follow what has been read of a number
// below a thousand.
func fits(current, v float64, word string) bool {
	rest := int(current) % 100
	switch {
	case rest == 0:
		return true
	case rest == 4 && (word == "vingt" || word == "vingts"): // quatre-vingt
		return true
	case (rest == 60 || rest == 80) && v >= 10 && v < 20: // soixante-dix
		return true
	}
	return rest >= 20 && rest%10 == 0 && v < 10
}

// between skips a hyphen or an "and" between two number words.
func (p *parser) between(i int, scaled bool) int {
	w := p.word(i)
	if w == "-" && p.tokens[i].joined || joiners.Has(w) || scaleJoiners.Has(w) && scaled {
		if _, ok := cardinal(p.word(i + 1)); ok || scales[p.word(i+1)] > 0 && w == "-" {
			return i + 1
		}
	}
	return i
}

// beforeShare are words after which "a third" is a share and no rank.
var beforeShare = language.Gather(func(l *language.Language) language.Words { return l.Numbers.BeforeShare })

// share reads two-thirds, a quarter of, half of.
func (p *parser) share(n phrase) (value float64, end int, ok bool) {
	i := n.end
	if n.words == 0 {
		i = p.at
	}
	first := p.word(i)
	switch {
	case n.words == 0 && first == "half":
		next := p.word(i + 1)
		return .5, i + 1, next == "of" || next == "the" || next == "all"
	case n.words == 0 && (first == "a" || first == "one"):
		part := parts[p.word(i+1)]
		return 1 / part, i + 2, part > 0 && (p.word(i+2) == "of" || beforeShare.Has(p.word(i-1)))
	case n.words == 0:
		return 0, 0, false
	}
	if first == "-" {
		i++
	}
	part := parts[p.word(i)]
	plural := len(p.word(i)) > 0 && p.word(i)[len(p.word(i))-1] == 's'
	return n.value / part, i + 1, part > 0 && n.value < part && (plural || n.value == 1 && (first == "-" || p.word(i+1) == "of"))
}

// unit reads the unit that begins at token i.
func (p *parser) unit(i int) (u scaled, end int, ok bool) {
	if p.word(i) == "-" && i < len(p.tokens) && p.tokens[i].joined {
		i++
		if i < len(p.tokens) && !p.tokens[i].joined {
			return u, 0, false
		}
	}
	w, next := p.word(i), p.word(i+1)
	if w == "" {
		return u, 0, false
	}
	two := func(name string) (scaled, int, bool) {
		u, ok := units[name]
		return u, i + 2, ok
	}
	switch {
	case perCent.Has(w + " " + next):
		return two("%")
	case w == "°" && (next == "c" || next == "f"), w == "degrees" && (next == "celsius" || next == "fahrenheit"):
		return two("°" + next[:1])
	case (w == "square" || w == "sq") && units[next].unit.Name == "km", w == "km" && next == "²":
		return two("km²")
	case (w == "square" || w == "sq") && units[next].unit.Name == "m", w == "m" && next == "²":
		return two("m²")
	case (w == "us" || w == "american") && (next == "dollars" || next == "dollar"):
		return two("usd")
	}
	if u, ok = units[w]; !ok || len(w) == 1 && 'a' <= w[0] && w[0] <= 'z' && p.tokens[i].upper && w != "w" {
		return u, 0, false
	}
	end = i + 1
	over, hour := p.word(end), p.word(end+1)
	switch {
	case (over == "/" || over == "per" || over == "an") && (hour == "h" || hour == "hour") && (u.unit.Name == "km" || u.unit.Name == "mile"):
		name := map[string]string{"km": "km/h", "mile": "mph"}[u.unit.Name]
		return units[name], end + 2, true
	case over == "/" && hour == "s" && u.unit.Name == "m":
		return units["m/s"], end + 2, true
	}
	return u, end, true
}

var perCent = language.Gather(func(l *language.Language) language.Words { return l.Numbers.PerCent })

// bound reads what stands before and after the tokens [from, end).
func (p *parser) bound(from, end int) Bound {
	one, two, three := p.word(from-1), p.word(from-2), p.word(from-3)
	if b, ok := bounds[three+" "+two+" "+one]; ok {
		return b
	}
	if b, ok := bounds[two+" "+one]; ok {
		return b
	}
	if b, ok := bounds[one]; ok {
		return b
	}
	switch next := p.word(end); {
	case next == "+", next == "or" && p.word(end+1) == "more":
		return AtLeast
	case next == "or" && (p.word(end+1) == "less" || p.word(end+1) == "fewer"):
		return AtMost
	}
	return Exactly
}

// bounds are the words and signs before a number that bound it.
var bounds = func() map[string]Bound {
	m := map[string]Bound{"~": About, "≈": About, ">": Over, "≥": AtLeast, "<": Under, "≤": AtMost}
	for _, l := range language.All() {
		n := l.Numbers
		for bound, words := range map[Bound]language.Words{About: n.About, Nearly: n.Nearly, Over: n.Over, AtLeast: n.AtLeast, Under: n.Under, AtMost: n.AtMost} {
			for _, word := range words.List() {
				m[word] = bound
			}
		}
	}
	return m
}()
