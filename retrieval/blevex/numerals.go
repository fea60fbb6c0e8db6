package blevex

import (
	"strconv"
	"strings"
)

// numerals maps English number words to digits, so that "season 8" and "the
// eighth season" share a term. "one" and "first" stay words: they mostly are.
func numerals() map[string]string {
	m := map[string]string{"zero": "0", "dozen": "12", "hundredth": "100"}
	cardinals := strings.Fields("two three four five six seven eight nine ten eleven twelve thirteen " +
		"fourteen fifteen sixteen seventeen eighteen nineteen twenty")
	ordinals := strings.Fields("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth " +
		"fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
	for i := range cardinals {
		m[cardinals[i]] = strconv.Itoa(i + 2)
		m[ordinals[i]] = strconv.Itoa(i + 2)
	}
	for i, tens := range strings.Fields("thirty forty fifty sixty seventy eighty ninety") {
		m[tens] = strconv.Itoa(10 * (i + 3))
	}
	return m
}

// romans maps the Roman numerals that are unlikely to be anything else, in
// capitals: Henry VIII, World War II.
func romans() map[string]string {
	m := make(map[string]string)
	for i, r := range strings.Fields("II III IV - VI VII VIII IX - XI XII XIII XIV XV XVI XVII XVIII XIX") {
		m[r] = strconv.Itoa(i + 2)
	}
	delete(m, "-")
	return m
}

// ordinalDigits returns the digits of "3rd" or "21st", "" if s isn't such.
func ordinalDigits(s string) string {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	switch s[n:] {
	case "st", "nd", "rd", "th":
		return s[:n]
	}
	return ""
}
