package status

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// number is "12,345".
func number[N int | int64](n N) string {
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// countNoun returns a number with its noun: "1 file", "2 files", "12,345 files".
func countNoun(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return number(n) + " " + what
}

// size is "1.2 MB".
func size[N int64 | uint64](bytes N) string {
	v := float64(bytes)
	for _, unit := range []string{"B", "kB", "MB", "GB"} {
		switch {
		case unit == "B" && v < 1000:
			return fmt.Sprintf("%.0f B", v)
		case v < 9.95:
			return fmt.Sprintf("%.1f %s", v, unit)
		case v < 999.5:
			return fmt.Sprintf("%.0f %s", v, unit)
		}
		v /= 1000
	}
	return fmt.Sprintf("%.1f TB", v)
}

// formatTook writes how long something took, in few characters.
func formatTook(d time.Duration) string {
	switch ms := float64(d) / float64(time.Millisecond); {
	case ms < 9.95:
		return fmt.Sprintf("%.1f ms", ms)
	case ms < 999.5:
		return fmt.Sprintf("%.0f ms", ms)
	case d < 99*time.Second+950*time.Millisecond:
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return formatLasting(d)
}

// formatLasting writes how long something has been so, in one unit.
func formatLasting(d time.Duration) string {
	switch {
	case d < time.Minute:
		return countNoun(int(d/time.Second), "second")
	case d < time.Hour:
		return countNoun(int(d/time.Minute), "minute")
	case d < 48*time.Hour:
		return countNoun(int(d/time.Hour), "hour")
	}
	return countNoun(int(d/(24*time.Hour)), "day")
}

// longest is how many characters of a text the page shows: people may send
// pages.
const longest = 300

// clipText shortens a text for the page.
func clipText(s string) string {
	n := 0
	for i := range s {
		if n++; n > longest {
			return s[:i] + "…"
		}
	}
	return s
}

// formatAgo writes how long ago something was, with the exact time for those who need
// it.
func formatAgo(now, t time.Time) template.HTML {
	if t.IsZero() {
		return "never"
	}
	text := "just now"
	if d := now.Sub(t); d >= 10*time.Second {
		text = formatLasting(d) + " ago"
	}
	return template.HTML(fmt.Sprintf(`<time datetime="%s" title="%s">%s</time>`,
		t.UTC().Format(time.RFC3339), t.In(now.Location()).Format("2 January 2006, 15:04:05 MST"), text))
}

// typeName is the name of a media type as people say it.
func typeName(mediaType string) string {
	for _, t := range []struct{ part, name string }{
		{"pdf", "PDF"}, {"wordprocessingml", "Word"}, {"msword", "Word, before 2007"},
		{"spreadsheetml", "Excel"}, {"ms-excel", "Excel, before 2007"},
		{"presentationml", "PowerPoint"}, {"ms-powerpoint", "PowerPoint, before 2007"},
		{"opendocument.text", "OpenDocument text"}, {"opendocument.spreadsheet", "OpenDocument spreadsheet"},
		{"opendocument.presentation", "OpenDocument presentation"},
		{"rtf", "RTF"}, {"epub", "EPUB"}, {"text/markdown", "Markdown"}, {"html", "HTML"},
		{"text/csv", "CSV"}, {"multipart/related", "Saved web page"}, {"tab-separated", "TSV"}, {"text/plain", "Plain text"}, {"json", "JSON"},
		{"message/rfc822", "Mail"}, {"ms-outlook", "Mail (Outlook)"}, {"subrip", "Subtitles"}, {"text/vtt", "Subtitles (VTT)"},
		{"rss", "Feed"}, {"atom", "Feed"}, {"xml", "XML"},
	} {
		if strings.Contains(mediaType, t.part) {
			return t.name
		}
	}
	if mediaType == "" {
		return "Unknown"
	}
	return mediaType
}

// languageName is the English name of a BCP 47 language.
func languageName(code string) string {
	if code == "" {
		return "Unknown"
	}
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	if name := display.English.Languages().Name(tag); name != "" {
		return name
	}
	return code
}

func collectionName(name string) string {
	if name == "" {
		return "(in no folder)"
	}
	return name
}

// platformName is a platform's name as it writes it itself.
func platformName(name string) string {
	if name == "" {
		return name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
