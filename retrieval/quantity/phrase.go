package quantity

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
		if scales[p.word(at)] == 0 || strangers[p.word(at)] {
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
		} else if s := scales[w]; s > 0 && w != "k" && (current > 0 || alone[w]) && !(strangers[w] && n.words > 0 && !frenchBefore[p.word(at-1)] && w != "mil" && w != "mille") {
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
		n.stranger = n.stranger && strangers[w]
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

var (
	// alone are scales that count without a number before them.
	alone = setOf("cent hundert mille tausend mil cien ciento")
	// frenchBefore may stand before "cent".
	frenchBefore = setOf("deux trois quatre cinq six sept huit neuf mille")
)

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
	if w == "-" && p.tokens[i].joined || w == "et" || w == "y" || w == "and" && scaled {
		if _, ok := cardinal(p.word(i + 1)); ok || scales[p.word(i+1)] > 0 && w == "-" {
			return i + 1
		}
	}
	return i
}

// beforeShare are words after which "a third" is a share and no rank.
var beforeShare = setOf("by to from about around nearly almost over than roughly approximately")

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
		return 1 / part, i + 2, part > 0 && (p.word(i+2) == "of" || beforeShare[p.word(i-1)])
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
	case (w == "per" || w == "pour") && next == "cent", w == "por" && next == "ciento", w == "percentage" && (next == "point" || next == "points"):
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

var bounds = map[string]Bound{
	"about": About, "around": About, "approximately": About, "approx": About, "roughly": About, "some": About, "circa": About, "ca": About, "~": About, "≈": About,
	"environ": About, "etwa": About, "rund": About, "ungefähr": About, "unos": About, "unas": About, "alrededor de": About, "aproximadamente": About, "حوالي": About,
	"nearly": Nearly, "almost": Nearly, "presque": Nearly, "casi": Nearly, "beinahe": Nearly, "près de": Nearly,
	"over": Over, "above": Over, "exceeding": Over, "more than": Over, "greater than": Over, "upwards of": Over, ">": Over,
	"plus de": Over, "mehr als": Over, "über": Over, "más de": Over, "أكثر من": Over,
	"at least": AtLeast, "minimum of": AtLeast, "no fewer than": AtLeast, "no less than": AtLeast, "not less than": AtLeast, "au moins": AtLeast, "mindestens": AtLeast, "al menos": AtLeast, "≥": AtLeast,
	"under": Under, "below": Under, "less than": Under, "fewer than": Under, "<": Under, "moins de": Under, "weniger als": Under, "menos de": Under, "أقل من": Under,
	"at most": AtMost, "up to": AtMost, "maximum of": AtMost, "no more than": AtMost, "not more than": AtMost, "au plus": AtMost, "höchstens": AtMost, "bis zu": AtMost, "≤": AtMost, "jusqu'à": AtMost,
}
