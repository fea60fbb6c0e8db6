// Package markup reads lines of text with the markup of a chat platform: tokens, such
// as mentions and emoji, and pairs of marks around words, such as asterisks.
package markup

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/bot"
)

// Dialect is the markup of one platform.
type Dialect struct {
	// Token finds what isn't text.
	Token *regexp.Regexp
	// Read returns what a token stands for. It is text if ok is false. before and after
	// are the runes beside it, 0 at the ends.
	Read func(token string, before, after rune) (part bot.Part, ok bool)
	// Marks are what stands around words that are bold and the like, longer ones first.
	Marks []string
	// Plain makes text of what is left, such as by unescaping it.
	Plain func(string) string
}

var code = regexp.MustCompile("(?s:```.*?```)|``?[^`\n]+``?")

// WithoutCode returns text without what it shows as code, where no markup is read.
func WithoutCode(text string) string { return code.ReplaceAllLiteralString(text, " ") }

// Tokens are written as runes of this area while pairs of marks are looked for.
const firstPrivate, lastPrivate = '\uE000', '\uF8FF'

// ReadLines returns the parts of text without quotes and blocks of code.
func (d Dialect) ReadLines(text string) []bot.Part {
	text = strings.Map(func(r rune) rune {
		if r >= firstPrivate && r <= lastPrivate {
			return ' '
		}
		return r
	}, text)
	var parts []bot.Part
	var b strings.Builder
	end := 0
	for _, at := range d.Token.FindAllStringIndex(text, lastPrivate-firstPrivate) {
		before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
		after, _ := utf8.DecodeRuneInString(text[at[1]:])
		if at[0] == 0 {
			before = 0
		}
		if at[1] == len(text) {
			after = 0
		}
		part, ok := d.Read(text[at[0]:at[1]], before, after)
		if !ok {
			continue
		}
		b.WriteString(text[end:at[0]])
		b.WriteRune(firstPrivate + rune(len(parts)))
		parts, end = append(parts, part), at[1]
	}
	b.WriteString(text[end:])
	var lines []string
	for line := range strings.SplitSeq(b.String(), "\n") {
		for _, mark := range d.Marks {
			line = stripMarks(line, mark)
		}
		lines = append(lines, line)
	}
	return d.insertParts(strings.Join(lines, "\n"), parts)
}

// insertParts puts the parts back that stand for tokens. Neighbouring text is one part.
func (d Dialect) insertParts(text string, tokens []bot.Part) []bot.Part {
	var list []bot.Part
	add := func(p bot.Part) {
		if n := len(list); p.Kind == bot.PartText && n > 0 && list[n-1].Kind == bot.PartText {
			list[n-1].Text += p.Text
			return
		}
		if p.Kind != bot.PartText || p.Text != "" {
			list = append(list, p)
		}
	}
	start := 0
	for i, r := range text {
		if r < firstPrivate || r > lastPrivate {
			continue
		}
		add(bot.Part{Kind: bot.PartText, Text: d.Plain(text[start:i])})
		add(tokens[r-firstPrivate])
		start = i + utf8.RuneLen(r)
	}
	add(bot.Part{Kind: bot.PartText, Text: d.Plain(text[start:])})
	return list
}

// stripMarks removes pairs of a mark around words. One of a single character opens only
// at the beginning of a word and closes only at the end of one: snake_case and 2*3*4
// stay.
func stripMarks(line, mark string) string {
	var b strings.Builder
	for {
		open := findMark(line, mark, 0, true)
		if open < 0 {
			break
		}
		shut := findMark(line, mark, open+len(mark)+1, false)
		if shut < 0 {
			break
		}
		b.WriteString(line[:open] + line[open+len(mark):shut])
		line = line[shut+len(mark):]
	}
	return b.String() + line
}

// findMark returns where a mark opens or closes, from an offset on, -1 if it doesn't.
func findMark(line, mark string, from int, opens bool) int {
	for from <= len(line) {
		i := strings.Index(line[from:], mark)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(line[:i])
		after, _ := utf8.DecodeRuneInString(line[i+len(mark):])
		if !opens {
			before, after = after, before
		}
		// Now after is on the side of the words.
		inWord := len(mark) == 1 && (unicode.IsLetter(before) || unicode.IsDigit(before))
		atEnd := after == utf8.RuneError || unicode.IsSpace(after) || strings.ContainsRune(mark, after)
		if !inWord && !atEnd {
			return i
		}
		from = i + len(mark)
	}
	return -1
}
