package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/language"
)

// lines is what the text of a message says and whom it speaks to.
type lines struct {
	text      string
	addressed []Part
	unnamed   []Part // persons and channels inside of sentences
}

// readLines reads parts that stand in lines of text.
func readLines(parts []Part) lines {
	var out lines
	var texts []string
	for _, line := range splitLines(parts) {
		one := readLine(line)
		texts = append(texts, one.text)
		out.addressed, out.unnamed = append(out.addressed, one.addressed...), append(out.unnamed, one.unnamed...)
	}
	out.text = strings.TrimSpace(blankLines.ReplaceAllString(strings.Join(texts, "\n"), "\n\n"))
	return out
}

var blankLines = regexp.MustCompile(`\n{3,}`)

// splitLines cuts parts at line ends.
func splitLines(parts []Part) [][]Part {
	list := [][]Part{nil}
	for _, p := range parts {
		if p.Kind != PartText {
			list[len(list)-1] = append(list[len(list)-1], p)
			continue
		}
		for i, text := range strings.Split(p.Text, "\n") {
			if i > 0 {
				list = append(list, nil)
			}
			if text != "" {
				list[len(list)-1] = append(list[len(list)-1], Part{Kind: PartText, Text: text})
			}
		}
	}
	return list
}

// readLine reads one line.
func readLine(line []Part) (out lines) {
	var b strings.Builder
	dropped := false
	for i, p := range line {
		switch stands := standing(line, i); {
		case p.Kind == PartText && isJoiner(p) && i > 0 && i+1 < len(line) && isDropped(line, i-1) && isDropped(line, i+1):
		case p.Kind == PartText:
			b.WriteString(p.Text)
		case p.Text != "" && stands && p.Kind != PartGroup && p.Kind != PartEmoji:
			b.WriteString(p.Text)
		default:
			if dropped = true; p.ID != "" && (p.Kind == PartGroup || p.Kind == PartPerson && !stands) {
				out.addressed = append(out.addressed, p)
				// Whoever gets a copy is announced by "cc" in all languages.
				kept := copied.ReplaceAllString(b.String(), "$1")
				b.Reset()
				b.WriteString(kept)
			}
			if p.Text == "" && stands && (p.Kind == PartPerson || p.Kind == PartChannel) {
				out.unnamed = append(out.unnamed, p)
			}
			b.WriteByte(' ')
		}
	}
	if out.text = strings.TrimRightFunc(b.String(), unicode.IsSpace); dropped {
		out.text = tidyGaps(out.text)
	}
	return out
}

var (
	copied      = regexp.MustCompile(`(?i)(^|[\s(,;])/?cc:?\s*$`)
	gaps        = regexp.MustCompile(`[ \t\x{a0}]+`)
	orphans     = regexp.MustCompile(`^[\s,;:.!–—-]+`)
	beforeMarks = regexp.MustCompile(`(?:\s*[,;:–—-])*\s+([,;:.!?。、，？！…)])`)
	emptied     = regexp.MustCompile(`\(\s*\)`)
)

// tidyGaps closes the gaps that left out parts leave in a line.
func tidyGaps(s string) string {
	s = emptied.ReplaceAllString(s, "")
	s = beforeMarks.ReplaceAllString(gaps.ReplaceAllString(s, " "), "$1")
	s = strings.TrimSpace(gaps.ReplaceAllString(s, " "))
	s = strings.TrimRight(orphans.ReplaceAllString(s, ""), " ,;:–—-")
	if !strings.ContainsFunc(s, isWordRune) {
		return ""
	}
	return s
}

// standing reports whether a part of a line stands inside a sentence, such as the
// person in "when is Anna on leave". A person who is spoken to stands at the beginning,
// at the end, or between commas. What of a sentence comes before and after decides:
// words on both sides; or at its end a function word before, which wants something
// after it, "who works for Anna".
func standing(line []Part, i int) bool {
	before, run := textBefore(line, i)
	after := textAfter(line, i)
	start := sentenceStart(before)
	words := strings.FieldsFunc(before[start:], func(r rune) bool { return !isWordRune(r) })
	if len(words) == 0 {
		return line[i].Kind == PartLink && line[i].Text != line[i].URL
	}
	wanting := slices.ContainsFunc(words[max(0, len(words)-1):], isFunctionWord)
	rest := strings.TrimLeftFunc(after, unicode.IsSpace)
	next, _ := utf8.DecodeRuneInString(rest)
	comma := strings.HasSuffix(strings.TrimRightFunc(before, unicode.IsSpace), ",")
	end := sentenceEnd(rest)
	hasMore := strings.ContainsFunc(rest[:end], isWordRune)
	asks := strings.HasPrefix(strings.TrimLeft(rest[end:], ".!)"), "?") || strings.HasPrefix(rest[end:], "？")
	switch line[i].Kind {
	case PartPerson:
		const greeting = 2 // words: "good morning Anna, …"
		switch {
		case strings.ContainsRune(",!:–—-", next) && next != 0 && len(words) <= greeting && !slices.ContainsFunc(words, isFunctionWord):
			return false
		case hasMore:
			return true
		case comma:
			return false
		case asks && run == 1:
			return true
		}
		return wanting
	case PartLink:
		return line[i].Text != line[i].URL || hasMore || wanting
	}
	return true
}

// textBefore returns the text before part i of a line, with the names of what stands
// between, and how many persons follow one another up to part i.
func textBefore(line []Part, i int) (text string, run int) {
	from := i
	for from > 0 && isMention(line[from-1]) {
		from--
	}
	run = 0
	for _, p := range line[from:] {
		if !isMention(p) {
			break
		}
		if p.Kind == PartPerson {
			run++
		}
	}
	var b strings.Builder
	for _, p := range line[:from] {
		if p.Kind != PartEmoji {
			b.WriteString(p.Text)
		}
	}
	return b.String(), run
}

// isMention reports whether a part continues a run of persons, of which all are spoken
// to or none.
func isMention(p Part) bool {
	switch p.Kind {
	case PartPerson, PartGroup, PartEmoji:
		return true
	case PartText:
		return isJoiner(p) || !strings.ContainsFunc(p.Text, isWordRune) && !strings.ContainsAny(p.Text, ".?!…。？！")
	}
	return false
}

// isJoiner reports whether a part is an "and" or the like, and nothing else.
func isJoiner(p Part) bool { return conjunctions.Has(strings.ToLower(strings.TrimSpace(p.Text))) }

// isDropped reports whether a part is a person who is only spoken to.
func isDropped(line []Part, i int) bool { return line[i].Kind == PartPerson && !standing(line, i) }

var conjunctions = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Conjunctions })

func textAfter(line []Part, i int) string {
	for i+1 < len(line) && isMention(line[i+1]) && line[i+1].Kind != PartText {
		i++
	}
	var b strings.Builder
	for _, p := range line[i+1:] {
		switch p.Kind {
		case PartText, PartChannel, PartTime:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// sentenceStart returns where the last sentence of a text begins.
func sentenceStart(text string) int {
	start := 0
	for i, r := range text {
		if isSentenceEnd(text, i, r) {
			start = i + utf8.RuneLen(r)
		}
	}
	return start
}

// sentenceEnd returns where the first sentence of a text ends, before its mark.
func sentenceEnd(text string) int {
	for i, r := range text {
		if isSentenceEnd(text, i, r) {
			return i
		}
	}
	return len(text)
}

func isSentenceEnd(text string, i int, r rune) bool {
	switch r {
	case '。', '？', '！':
		return true
	case '.', '?', '!', '…', ';':
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		return !isWordRune(next)
	}
	return false
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// functionWords are words that want another one beside them, in all languages.
var functionWords = language.Gather(
	func(l *language.Language) language.Words { return l.Grammar.Function },
	func(l *language.Language) language.Words { return l.Grammar.Prepositions },
	func(l *language.Language) language.Words { return l.Grammar.Auxiliaries },
	func(l *language.Language) language.Words { return l.Grammar.Copulas },
	language.Asking,
)

func isFunctionWord(word string) bool { return functionWords.Has(strings.ToLower(word)) }
