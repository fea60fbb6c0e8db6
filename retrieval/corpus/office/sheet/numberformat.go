package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// NumberFormat is what a spreadsheet's number format makes of a number: a date,
// a time, or digits with what stands around them. Numbers are printed as they
// are shown, with the separators of English; dates as ISO 8601, since the file
// doesn't tell which order of day and month its reader sees.
type NumberFormat struct {
	date, clock, elapsed bool
	sections             []numberSection // for positive, negative, zero; none shows a number as it is
}

// builtinCodes are the formats of numbers that workbooks use without defining
// them (ECMA-376 part 1, 18.8.30). Those of dates and times are below.
var builtinCodes = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
	5: "#,##0;-#,##0", 6: "#,##0;-#,##0", 7: "#,##0.00;-#,##0.00", 8: "#,##0.00;-#,##0.00",
	37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
	41: "#,##0;(#,##0);-", 42: "#,##0;(#,##0);-", 43: "#,##0.00;(#,##0.00);-", 44: "#,##0.00;(#,##0.00);-",
}

// BuiltinFormat returns the format with a number of those that need no
// definition; other numbers show a number as it is.
func BuiltinFormat(id int) NumberFormat {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return NumberFormat{date: true}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47:
		return NumberFormat{clock: true}
	case id == 46:
		return NumberFormat{clock: true, elapsed: true}
	case id == 22:
		return NumberFormat{date: true, clock: true}
	}
	return ParseFormat(builtinCodes[id])
}

// ParseFormat reads a format code such as "yyyy-mm-dd" or "#,##0.0%".
func ParseFormat(code string) NumberFormat {
	var f NumberFormat
	minutes := false
	for _, t := range formatTokens(code) {
		if t.char == ';' {
			break
		}
		switch {
		case t.bracket != "":
			if inner := strings.ToLower(t.bracket); strings.Trim(inner, "hms") == "" {
				f.clock, f.elapsed = true, true
			}
		case t.literal:
		case strings.ContainsRune("ydYD", t.char):
			f.date = true
		case strings.ContainsRune("hsHS", t.char):
			f.clock = true
		case t.char == 'm' || t.char == 'M':
			minutes = true
		}
	}
	if minutes && !f.clock {
		f.date = true
	}
	if !f.date && !f.clock {
		f.sections = parseSections(code)
	}
	return f
}

// Format prints a stored number as a person would read it. Dates are ISO 8601.
func (f NumberFormat) Format(raw string, since1904 bool) string {
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return raw
	}
	switch {
	case f.sections != nil:
		if shown, ok := formatSections(f.sections, v); ok {
			return shown
		}
	case f.elapsed && v >= 0 && v < 1e6:
		seconds := int(math.Round(v * 86400))
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	case f.date && v >= 1 || f.clock && v >= 0:
		if t, ok := serialTime(v, since1904); ok {
			return f.formatTime(t)
		}
	}
	return plainNumber(raw, v)
}

func (f NumberFormat) formatTime(t time.Time) string {
	layout := time.DateOnly
	if f.clock {
		layout = "15:04"
		if t.Second() != 0 {
			layout = time.TimeOnly
		}
		if f.date {
			layout = time.DateOnly + " " + layout
		}
	}
	return t.Format(layout)
}

// serialTime turns a spreadsheet's count of days into a time. Counting from
// 1900, Excel keeps the 29 February 1900 that Lotus 1-2-3 believed in.
func serialTime(days float64, since1904 bool) (time.Time, bool) {
	const lastDay = 2958465 // 9999-12-31
	if days < 0 || days > lastDay+1 {
		return time.Time{}, false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if since1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if days < 60 {
		epoch = epoch.AddDate(0, 0, 1)
	}
	whole := math.Floor(days)
	return epoch.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round((days-whole)*86400)) * time.Second), true
}

// significantDigits is how many digits of a number spreadsheets keep.
const significantDigits = 15

// roundDecimal returns what stands before and behind the point of a number that
// isn't negative, with some decimals. Like spreadsheets it rounds the decimal
// number that they keep, halves up: 1.005, which is a little less in binary, to
// 1.01.
func roundDecimal(v float64, decimals int) (whole, fraction string) {
	kept, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', significantDigits, 64), 64)
	if err != nil {
		kept = v
	}
	whole, fraction, _ = strings.Cut(strconv.FormatFloat(kept, 'f', -1, 64), ".")
	if len(fraction) <= decimals {
		return whole, fraction + strings.Repeat("0", decimals-len(fraction))
	}
	up := fraction[decimals] >= '5'
	digits := []byte("0" + whole + fraction[:decimals]) // the zero is for a carry
	for i := len(digits) - 1; up; i-- {
		if up = digits[i] == '9'; up {
			digits[i] = '0'
		} else {
			digits[i]++
		}
	}
	text := strings.TrimPrefix(string(digits), "0")
	return text[:len(text)-decimals], text[len(text)-decimals:]
}

// plainNumber prints a number with the digits that spreadsheets keep.
func plainNumber(raw string, v float64) string {
	if !strings.ContainsAny(raw, ".eE") {
		return raw
	}
	if v, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', significantDigits, 64), 64); err == nil && (v == 0 || math.Abs(v) >= 1e-6 && math.Abs(v) < 1e15) {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', significantDigits, 64)
}
