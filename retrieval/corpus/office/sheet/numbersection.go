package sheet

import (
	"math"
	"strings"
)

// formatToken is a character of a format code: one that means something, a
// literal one, or what stands in brackets.
type formatToken struct {
	char    rune
	literal bool
	bracket string
}

// formatTokens splits a format code.
func formatTokens(code string) []formatToken {
	var tokens []formatToken
	runes := []rune(code)
	for i := 0; i < len(runes); i++ {
		switch c := runes[i]; c {
		case '"':
			for i++; i < len(runes) && runes[i] != '"'; i++ {
				tokens = append(tokens, formatToken{char: runes[i], literal: true})
			}
		case '\\':
			if i++; i < len(runes) {
				tokens = append(tokens, formatToken{char: runes[i], literal: true})
			}
		case '_', '*': // space as wide as a character, or filled with it
			i++
		case '[':
			end := i + 1
			for end < len(runes) && runes[end] != ']' {
				end++
			}
			if inner := string(runes[i+1 : end]); inner != "" {
				tokens = append(tokens, formatToken{bracket: inner})
			}
			i = end
		default:
			tokens = append(tokens, formatToken{char: c})
		}
	}
	return tokens
}

// numberSection is how numbers of one sign are shown.
type numberSection struct {
	prefix, suffix string
	digits         bool // there is a place for the number
	whole          int  // digits before the point, at least
	least, most    int  // digits behind it
	group          bool
	percents       int
	thousands      int // that the number is divided by
}

// parseSections reads the sections of a format code. It returns nil where a
// number is shown as it is, or in a way that isn't known here: as a fraction,
// with an exponent, by conditions.
func parseSections(code string) []numberSection {
	const most = 3 // the fourth is for text
	sections := make([]numberSection, 1, most)
	point, commas := false, 0
	for _, t := range formatTokens(code) {
		s := &sections[len(sections)-1]
		switch {
		case t.bracket != "":
			if symbol, ok := strings.CutPrefix(t.bracket, "$"); ok {
				symbol, _, _ = strings.Cut(symbol, "-")
				s.put(symbol)
			} else if strings.ContainsAny(t.bracket, "<>=") {
				return nil
			}
		case t.literal:
			s.put(string(t.char))
		case t.char == ';':
			if len(sections) == most {
				return sections
			}
			sections = append(sections, numberSection{})
			point, commas = false, 0
		case strings.ContainsRune("0#?", t.char):
			if s.suffix != "" {
				return nil // digits in several groups, or a fraction
			}
			s.digits, s.group, commas = true, s.group || commas > 0, 0
			s.thousands = 0
			switch {
			case point && t.char == '0':
				s.most++
				s.least = s.most
			case point:
				s.most++
			case t.char == '0':
				s.whole++
			}
		case t.char == ',' && s.digits:
			commas++
			s.thousands++
		case t.char == '.':
			point = true
		case t.char == '%':
			s.percents++
			s.put("%")
		case strings.ContainsRune("EeGg@/", t.char):
			return nil
		default:
			s.put(string(t.char))
		}
	}
	if len(sections) == 1 && !sections[0].digits {
		return nil
	}
	return sections
}

func (s *numberSection) put(literal string) {
	if s.digits {
		s.suffix += literal
	} else {
		s.prefix += literal
	}
}

// formatSections prints a number by the section for its sign.
func formatSections(sections []numberSection, v float64) (string, bool) {
	s, sign := sections[0], ""
	switch {
	case v < 0 && len(sections) > 1:
		s = sections[1]
	case v == 0 && len(sections) > 2:
		s = sections[2]
	case v < 0:
		sign = "-"
	}
	if !s.digits {
		return strings.TrimSpace(s.prefix), true
	}
	v = math.Abs(v) * math.Pow(100, float64(s.percents)) / math.Pow(1000, float64(s.thousands))
	if v >= 1e15 {
		return "", false
	}
	whole, fraction := roundDecimal(v, min(s.most, significantDigits))
	for len(fraction) > s.least && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	if strings.Trim(whole+fraction, "0") == "" {
		sign = ""
	}
	if whole == "0" && s.whole == 0 && fraction != "" {
		whole = ""
	}
	for len(whole) < min(s.whole, 20) {
		whole = "0" + whole
	}
	if s.group {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return strings.TrimSpace(sign + s.prefix + whole + s.suffix), true
}
