package language

import (
	"strings"
	"sync"
)

// Time holds the words for times.
type Time struct {
	Months [12]Words // with their abbreviations
	// AmbiguousMonths are other words, too: a capital or a number must stand
	// beside them.
	AmbiguousMonths Words
	// CapitalMonths reports whether months are written with a capital.
	CapitalMonths bool
	// InsideDate may stand between the day, the month and the year.
	InsideDate Words
	// BeforeMonth may stand before an ambiguous month.
	BeforeMonth Words
	Weekdays    Words
	Centuries   Words
	// Clock are words beside a date or a time of day, in bylines and headers.
	Clock Words
	// Passing say that something is so now, and nothing else.
	Passing Words
	// Recent ask for the newest of several.
	Recent Words
	// This goes before what is going on now: this week.
	This                Words
	Tomorrow, Yesterday Words
	// Week, Month, Quarter and Year are what they are called, with their plurals' and
	// cases' forms that follow "this", "next" and "last".
	Week, Month, Quarter, Year Words
}

// firstYear and lastYear bound what is read as a year: earlier and later ones
// are far more often plain numbers.
const (
	firstYear = 1000
	lastYear  = 2199
)

// IsYear reports whether a number may be a year.
func IsYear(n int) bool { return firstYear <= n && n <= lastYear }

// Year returns the year that a word is written as, and whether it is a decade or
// a century, such as 1990s; 0 if it isn't one. Digits of other scripts don't count.
func Year(word string) (year int, decade bool) {
	digits, decade := strings.CutSuffix(word, "s")
	if !decade {
		digits, decade = strings.CutSuffix(word, "er") // German
	}
	if len(digits) != len("2000") {
		return 0, false
	}
	for _, c := range []byte(digits) {
		if c < '0' || '9' < c {
			return 0, false
		}
		year = 10*year + int(c-'0')
	}
	if !IsYear(year) || decade && year%10 != 0 {
		return 0, false
	}
	return year, decade
}

// Month returns 1 to 12 for a month's name or its abbreviation in lower case, 0
// for any other word.
func Month(name string) int { return months()[strings.TrimSuffix(name, ".")] }

var months = sync.OnceValue(func() map[string]int {
	m := make(map[string]int)
	for _, l := range all {
		for i, names := range l.Time.Months {
			for _, name := range names.List() {
				m[name] = i + 1
			}
		}
	}
	return m
})

// MonthNames returns the names of all months, with their abbreviations.
func (l *Language) MonthNames() Words { return joinWords(l.Time.Months[:]...) }
