package corpus

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"footnote/retrieval/language"
)

// isoDate returns the date that s states as ISO 8601, reduced to a month or a
// year if s says no more, "" if s is no date. s may carry a time or a weekday
// after or before the date, nothing else.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04",
		time.RFC1123Z, time.RFC1123, time.RFC850, time.RFC822Z, time.ANSIC, time.UnixDate,
		"2006-01-02", "2006/01/02", "2006.01.02", "20060102", "02.01.2006", "2.1.2006",
		"2006-01-02T15:04:05-0700", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04Z07:00",
	} {
		if t, err := time.Parse(layout, s); err == nil && plausible(t.Year()) {
			return t.Format(time.DateOnly)
		}
	}
	for _, reduced := range []string{"2006-01", "2006"} {
		if t, err := time.Parse(reduced, s); err == nil && plausible(t.Year()) {
			return t.Format(reduced)
		}
	}
	date, rest := writtenDate(s)
	if date == "" || !onlyTime(rest) {
		return ""
	}
	return date
}

func plausible(year int) bool { return 1500 <= year && year <= 2200 }

var (
	dayMonthYear = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|d')?(\p{L}{3,12})\.?,?\s+(?:de\s+|del\s+)?(\d{4})\b`)
	monthDayYear = regexp.MustCompile(`(?i)\b(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	monthYear    = regexp.MustCompile(`(?i)\b(\p{L}{3,12})\.?\s+(?:de\s+)?(\d{4})\b`)
)

// writtenDate finds a date with its month in words, and returns what is left
// of s without it.
func writtenDate(s string) (date, rest string) {
	try := func(re *regexp.Regexp, day, month, year int) bool {
		m := re.FindStringSubmatchIndex(s)
		if m == nil {
			return false
		}
		group := func(i int) string { return s[m[2*i]:m[2*i+1]] }
		mm := language.Month(strings.ToLower(group(month)))
		y, _ := strconv.Atoi(group(year))
		if mm == 0 || !plausible(y) {
			return false
		}
		date = fmt.Sprintf("%04d-%02d", y, mm)
		if day > 0 {
			d, _ := strconv.Atoi(group(day))
			t := time.Date(y, time.Month(mm), d, 0, 0, 0, 0, time.UTC)
			if t.Day() != d || int(t.Month()) != mm {
				return false
			}
			date = t.Format(time.DateOnly)
		}
		rest = s[:m[0]] + " " + s[m[1]:]
		return true
	}
	if try(monthDayYear, 2, 1, 3) || try(dayMonthYear, 1, 2, 3) || try(monthYear, 0, 1, 2) {
		return date, rest
	}
	return "", s
}

// timeWords go with a date: weekdays, and what stands beside a time of day.
var timeWords = func() *regexp.Regexp {
	var words []string
	for _, l := range language.All() {
		for _, word := range append(l.Time.Clock.List(), l.Time.Weekdays.List()...) {
			words = append(words, regexp.QuoteMeta(word))
		}
	}
	return regexp.MustCompile(`(?i)\b(` + strings.Join(words, "|") + `)\b`)
}()

// onlyTime tells text with nothing but a time of day and words that go with
// a date.
func onlyTime(s string) bool {
	s = timeWords.ReplaceAllString(s, "")
	return strings.Trim(s, " \t0123456789:.,;|-–—/+()h") == ""
}
