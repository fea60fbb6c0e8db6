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
	stands := make([]bool, len(line)) // of text it isn't asked
	for i, p := range line {
		stands[i] = p.Kind == PartText || standing(line, i)
	}
	isAddressed := func(i int) bool { return i >= 0 && i < len(line) && line[i].Kind == PartPerson && !stands[i] }
	var text []byte
	dropped := false
	for i, p := range line {
		switch {
		case p.Kind == PartText && isJoiner(p) && isAddressed(i-1) && isAddressed(i+1):
		case p.Kind == PartText, p.Text != "" && stands[i] && p.Kind != PartGroup && p.Kind != PartEmoji:
			text = append(text, p.Text...)
		default:
			if dropped = true; p.ID != "" && (p.Kind == PartGroup || isAddressed(i)) {
				out.addressed = append(out.addressed, p)
				text = cutCopied(text)
			}
			if p.Text == "" && stands[i] && (p.Kind == PartPerson || p.Kind == PartChannel) {
				out.unnamed = append(out.unnamed, p)
			}
			text = append(text, ' ')
		}
	}
	if out.text = strings.TrimRightFunc(string(text), unicode.IsSpace); dropped {
		out.text = tidyGaps(out.text)
	}
	return out
}

// cutCopied cuts the "cc" off that announces in all languages who gets a copy.
func cutCopied(text []byte) []byte {
	const most = 10 // bytes of it
	end := max(0, len(text)-most)
	if at := copied.FindSubmatchIndex(text[end:]); at != nil && (at[3] > at[2] || end == 0) {
		return text[:end+at[3]]
	}
	return text
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
		greets := len(words) <= greeting && !slices.ContainsFunc(words, isFunctionWord)
		switch {
		case greets && (hasMore || rest != "" && strings.ContainsRune(",!:–—-", next)):
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

// How far is looked around a part: whoever mentions everybody a thousand times must not
// hold up the others.
const (
	mostAround  = 300 // bytes of text
	mostMention = 50  // persons in a row
)

// textBefore returns the text before part i of a line, with the names of what stands
// between, and how many persons follow one another around part i.
func textBefore(line []Part, i int) (text string, run int) {
	from := i
	for from > 0 && i-from < mostMention && isMention(line[from-1]) {
		from--
	}
	for _, p := range line[from:min(len(line), i+mostMention)] {
		if !isMention(p) {
			break
		}
		if p.Kind == PartPerson {
			run++
		}
	}
	for n := from - 1; n >= 0 && len(text) < mostAround; n-- {
		if p := line[n]; p.Kind != PartEmoji {
			text = p.Text[max(0, len(p.Text)-mostAround):] + text
		}
	}
	return strings.ToValidUTF8(text, ""), run
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
func isJoiner(p Part) bool {
	const longest = 30 // bytes, with the spaces around it
	return len(p.Text) <= longest && conjunctions.Has(strings.ToLower(strings.TrimSpace(p.Text)))
}

var conjunctions = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Conjunctions })

// textAfter returns the text after part i of a line and the persons that follow it.
func textAfter(line []Part, i int) (text string) {
	for n := 0; n < mostMention && i+1 < len(line) && isMention(line[i+1]) && line[i+1].Kind != PartText; n++ {
		i++
	}
	for n := i + 1; n < len(line) && n < i+mostMention && len(text) < mostAround; n++ {
		switch p := line[n]; p.Kind {
		case PartText, PartChannel, PartTime:
			text += p.Text[:min(len(p.Text), mostAround)]
		}
	}
	return strings.ToValidUTF8(text, "")
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
