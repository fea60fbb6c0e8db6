package present

import (
	"regexp"
	"strings"
	"unicode"

	"footnote/retrieval"
)

// The shares of signs from which a block is code: surely, or if it is laid out as code.
// Of 12,800 blocks of code in the documentation of AWS (Markdown, cut at empty lines)
// a quarter has the first and two thirds one of both; of 32,700 paragraphs 1 %, most of them
// lists, commands and data that are not fenced.
const (
	surelyCode = .12
	maybeCode  = .03
)

// laidOut finds what code has and prose has not: lines that are indented, options of
// commands, lines that end open, calls, and names and values joined by signs.
var laidOut = regexp.MustCompile(`\n(\t| {2,})\S|(^|\s)--?[A-Za-z]|[{(\[;\\,})\]]\s*(\n|$)|\w\(|\w_\w|\)\.|=\S|::|->`)

// addresses stand in sentences, too.
var addresses = regexp.MustCompile(`https?://\S+`)

// IsCode reports whether a block without empty lines is code, a command or data. What
// was code in a document isn't kept: it shows by its signs, which no language that
// people speak has as often.
func IsCode(block string) bool {
	block = addresses.ReplaceAllString(block, "")
	signs, all := 0, 0
	for _, r := range block {
		if unicode.IsSpace(r) {
			continue
		}
		if all++; strings.ContainsRune("{}[]<>=$#%&*+/\\^_|~`@\";", r) {
			signs++
		}
	}
	share := float64(signs) / float64(max(all, 1))
	sentences := false
	for line := range strings.Lines(block) {
		line = strings.TrimRight(line, "\n\r ")
		if retrieval.TableRow(line) || retrieval.ListItem(line) {
			return false
		}
		sentences = sentences || strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "...") || strings.HasSuffix(line, "?")
	}
	return share >= surelyCode || share >= maybeCode && !sentences && laidOut.MatchString(block)
}
