package discord

import (
	"net/url"
	"strings"

	"footnote/bot/present/text"
)

// special are the characters that Discord's Markdown gives a meaning anywhere
// in a line. A backslash before it makes any of them itself.
const special = "\\`*_~|[]<:@"

// escapeMarkdown makes Discord show s as it is: no markup, no mention, no link.
func escapeMarkdown(s string) string {
	var b strings.Builder
	start, digits := true, false // of the line; digits only so far
	for _, r := range s {
		switch {
		case strings.ContainsRune(special, r),
			start && strings.ContainsRune("#->+", r),
			digits && (r == '.' || r == ')'):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		number := r >= '0' && r <= '9'
		digits = number && (start || digits)
		start = r == '\n' || start && (r == ' ' || r == '\t')
	}
	return b.String()
}

// escapedSize returns the most UTF-16 units that s takes as a quotation, without
// what highlighting adds. It is a text.Unit.
func escapedSize(s string) int {
	const quoteMark = 2
	n := 0
	for _, r := range s {
		n++
		switch {
		case r > 0xffff || strings.ContainsRune(special+"#->+.)", r):
			n++
		case r == '\n':
			n += quoteMark
		}
	}
	return n
}

// renderMarked renders text with its highlights bold, line by line: bold doesn't
// reach over the lines of a quotation.
func renderMarked(m text.Marked) string {
	var b strings.Builder
	runs := m.Clean().Runs()
	for i := 0; i < len(runs); i++ {
		run := runs[i]
		for run.Bold && i+1 < len(runs) && runs[i+1].Bold { // two marks that touch would show their stars
			i++
			run.Text += runs[i].Text
		}
		for line := range strings.Lines(run.Text) {
			body := strings.TrimRight(line, "\n")
			// escape treats the run as the beginning of a line: it may escape
			// more than it must, which shows nowhere.
			if run.Bold && strings.TrimSpace(body) != "" {
				b.WriteString("**" + escapeMarkdown(body) + "**")
			} else {
				b.WriteString(escapeMarkdown(body))
			}
			b.WriteString(line[len(body):])
		}
	}
	return b.String()
}

// quoteLines puts each line of rendered text into a quotation.
func quoteLines(s string) string { return "> " + strings.ReplaceAll(s, "\n", "\n> ") }

// smallPrint renders one line of escaped text in small print.
func smallPrint(s string) string { return "-# " + s }

// linkOrLabel renders label as a link to target, or alone if target can't be
// followed.
func linkOrLabel(label, target string) string {
	label = escapeMarkdown(label)
	if target = linkAddress(target); target != "" {
		return "[" + label + "](<" + target + ">)"
	}
	return label
}

// linkAddress returns a target in the form for links, "" if it can't be followed.
func linkAddress(target string) string {
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	s := strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", `\`, "%5C").Replace(u.String())
	if text.UTF16(s) > maxComponentURL {
		return ""
	}
	return s
}
