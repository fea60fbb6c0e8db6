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
		if t, err := time.Parse(layout, s); err == nil && isPlausibleYear(t.Year()) {
			return t.Format(time.DateOnly)
		}
	}
	for _, reduced := range []string{"2006-01", "2006"} {
		if t, err := time.Parse(reduced, s); err == nil && isPlausibleYear(t.Year()) {
			return t.Format(reduced)
		}
	}
	date, rest := writtenDate(s)
	if date == "" || !isOnlyTime(rest) {
		return ""
	}
	return date
}

// isPlausibleYear reports whether a year can be that of a document.
func isPlausibleYear(year int) bool { return 1500 <= year && year <= 2200 }

var (
	dayMonthYear = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|d')?([\p{L}\p{M}]{3,18})\.?,?\s+(?:de\s+|del\s+)?(\d{4})\b`)
	monthDayYear = regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{M}])([\p{L}\p{M}]{3,18})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	monthYear    = regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{M}])([\p{L}\p{M}]{3,18})\.?\s+(?:de\s+)?(\d{4})\b`)
	yearMonthDay = regexp.MustCompile(`(?i)\b(\d{4})\.?\s+([\p{L}\p{M}]{3,18})\.?\s+(\d{1,2})\b\.?`) // Hungarian
	eastAsian    = regexp.MustCompile(`(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?`)
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
		y, _ := strconv.Atoi(group(year))
		d := 0
		if day > 0 {
			if d, _ = strconv.Atoi(group(day)); d == 0 {
				return false
			}
		}
		date = calendarDate(y, language.Month(strings.ToLower(group(month))), d)
		rest = s[:m[0]] + " " + s[m[1]:]
		return date != ""
	}
	if m := eastAsian.FindStringSubmatchIndex(s); m != nil {
		number := func(i int) int {
			if m[2*i] < 0 {
				return 0
			}
			n, _ := strconv.Atoi(s[m[2*i]:m[2*i+1]])
			return n
		}
		if date := calendarDate(number(1), number(2), number(3)); date != "" {
			return date, s[:m[0]] + " " + s[m[1]:]
		}
	}
	if try(monthDayYear, 2, 1, 3) || try(dayMonthYear, 1, 2, 3) || try(yearMonthDay, 3, 2, 1) || try(monthYear, 0, 1, 2) {
		return date, rest
	}
	return "", s
}

// calendarDate returns a date as ISO 8601, reduced to a month where the day is
// 0, "" if there is no such day.
func calendarDate(year, month, day int) string {
	if month < 1 || month > 12 || !isPlausibleYear(year) {
		return ""
	}
	if day == 0 {
		return fmt.Sprintf("%04d-%02d", year, month)
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return ""
	}
	return t.Format(time.DateOnly)
}

// timeWords go with a date: weekdays, and what stands beside a time of day.
var timeWords = language.Gather(func(l *language.Language) language.Words {
	return language.Words(strings.ReplaceAll(string(l.Time.Clock+" "+l.Time.Weekdays), "_", " "))
})

var wordOrTime = regexp.MustCompile(`[\p{L}\p{M}]+(?:\.[\p{L}\p{M}]+)*`)

// isOnlyTime reports whether a text has nothing but a time of day and words
// that go with a date.
func isOnlyTime(s string) bool {
	s = wordOrTime.ReplaceAllStringFunc(s, func(word string) string {
		if timeWords.Has(strings.ToLower(word)) {
			return ""
		}
		return word
	})
	return strings.Trim(s, " \t0123456789:.,;|-–—/+()h") == ""
}
