package quantity

import (
	"math"
	"unicode/utf8"
)

// numeral is a run of digits with the separators inside it.
type numeral struct {
	end          int
	value, other float64 // two readings, mostly equal
	plain        bool    // digits only
	digits       int     // of a plain one
	groups       []group // of one that is no number, such as 1.2.3
}

// group is one run of digits.
type group struct {
	value  float64
	digits int
	// separator is the rune before it, 0 for the first.
	separator rune
}

// maxGroups bounds the groups of one numeral: more are a list.
const maxGroups = 8

// readNumeral reads the numeral at i.
func readNumeral(text string, i int) numeral {
	var groups []group
	first := i
	g, i := readGroup(text, i)
	groups = append(groups, g)
	ends := []int{i}
	for i < len(text) && len(groups) < maxGroups {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isSeparator(r) || i+size >= len(text) {
			break
		}
		g, end := readGroup(text, i+size)
		if g.digits == 0 || isSpacing(r) && !continuesNumber(groups, g, text, end) {
			break
		}
		g.separator = normalSeparator(r)
		groups = append(groups, g)
		ends = append(ends, end)
		i = end
	}
	n := numeral{end: i, plain: len(groups) == 1, digits: groups[0].digits}
	if !n.readGroups(groups) {
		if isSpacing(groups[len(groups)-1].separator) || groups[1].separator == ',' { // a list
			n = numeral{end: ends[0], plain: true, digits: groups[0].digits, value: groups[0].value, other: groups[0].value}
		} else {
			n.groups = groups
		}
	}
	if i == first || n.end < len(text) && n.groups == nil {
		r, size := utf8.DecodeRuneInString(text[n.end:])
		if f := vulgar[r]; f != 0 {
			n.end, n.plain = n.end+size, false
			n.value += f
			n.other = n.value
		}
	}
	return n
}

func readGroup(text string, i int) (group, int) {
	var g group
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		d := digitValue(r)
		if d < 0 {
			break
		}
		g.value = g.value*10 + float64(d)
		g.digits++
		i += size
	}
	return g, i
}

func isSeparator(r rune) bool {
	switch r {
	case '.', ',', '\'', '’', '٫', '٬':
		return true
	}
	return isSpacing(r)
}

// isSpacing reports whether a rune is a space that parts thousands: plain, no-break, thin.
func isSpacing(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' }

func normalSeparator(r rune) rune {
	switch {
	case isSpacing(r):
		return ' '
	case r == '’':
		return '\''
	}
	return r
}

// continuesNumber reports whether a space before g parts thousands.
func continuesNumber(before []group, g group, text string, end int) bool {
	if g.digits != 3 || before[0].digits > 3 || before[0].value == 0 {
		return false
	}
	for _, b := range before[1:] {
		if b.separator != ' ' {
			return false
		}
	}
	// "in 12 345.6" but not "rooms 12 345B".
	return end == len(text) || wordEnd(text, end) == end
}

// readGroups decides what the separators mean, false if the groups are no number.
func (n *numeral) readGroups(groups []group) bool {
	set := func(value, other float64) bool {
		n.value, n.other = value, other
		return true
	}
	first, last := groups[0], groups[len(groups)-1]
	switch {
	case len(groups) == 1:
		return set(first.value, first.value)
	case len(groups) == 2:
		whole, decimal := joinThousands(groups), first.value+last.value/math.Pow10(last.digits)
		grouped := last.digits == 3 && first.digits <= 3 && first.value > 0
		switch last.separator {
		case '.':
			switch {
			case grouped && last.value == 0: // 50.000 is hardly a decimal
				return set(whole, whole)
			case grouped:
				return set(decimal, whole)
			}
			return set(decimal, decimal)
		case ',':
			if grouped {
				return set(whole, whole)
			}
			return set(decimal, decimal)
		case '٫':
			return set(decimal, decimal)
		}
		return grouped && set(whole, whole)
	}
	same := groups[1].separator
	for _, g := range groups[1 : len(groups)-1] {
		if g.separator != same || g.digits != 3 {
			return false
		}
	}
	if first.digits > 3 || first.value == 0 {
		return false
	}
	if last.separator != same {
		if last.separator == '\'' || last.separator == ' ' || last.separator == '٬' {
			return false
		}
		v := joinThousands(groups[:len(groups)-1]) + last.value/math.Pow10(last.digits)
		return set(v, v)
	}
	v := joinThousands(groups)
	return last.digits == 3 && same != '٫' && set(v, v)
}

func joinThousands(groups []group) float64 {
	var v float64
	for _, g := range groups {
		v = v*1000 + g.value
	}
	return v
}
