package utterance

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/frequency"
	"footnote/retrieval/language"
)

// form is what a token of a message is.
type form uint8

const (
	word form = iota
	punctuation
	lineBreak
	emoji
	mention // of a person, a group or a channel
	link
	moment // a platform's code for a time
	code   // between fences or backquotes
	quote  // a line that quotes
	formCount
)

// token is a piece of a message: the bytes [start, end).
type token struct {
	start, end int
	form       form
	// key is the word in lower case, with one digit for all; of other forms it is a
	// sign for the form, so that all links are alike.
	key string
}

// marks are the pieces that chat programs write in codes, in the order in which
// they are looked for.
var marks = []struct {
	form    form
	pattern *regexp.Regexp
}{
	{code, regexp.MustCompile("^```(?s:.*?)(?:```|$)")},
	{code, regexp.MustCompile("^`[^`\n]+`")},
	{moment, regexp.MustCompile(`^<(?:t:|!date\^)[^>]*>`)},
	{link, regexp.MustCompile(`^<(?:https?|mailto):[^>]*>`)},
	{emoji, regexp.MustCompile(`^<a?:\w+:\d+>`)},
	{mention, regexp.MustCompile(`^<(?:@[!&]?|#|!|/)[^<>\n]*>`)},
	{link, regexp.MustCompile(`^(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]"']`)},
	{emoji, regexp.MustCompile(`^:[a-z0-9_+-]*[a-z_+][a-z0-9_+-]*:`)},
	{emoji, regexp.MustCompile(`^[:;=]['-]?[)(DPpO/|](?:\s|$)`)},
	{mention, regexp.MustCompile(`^@[\p{L}\p{N}_.-]*[\p{L}\p{N}_]`)},
}

// cutTokens cuts a message into tokens.
func cutTokens(text string) []token {
	var tokens []token
	for i := 0; i < len(text); {
		if n, f := scanMark(text, i); n > 0 {
			tokens = append(tokens, token{i, i + n, f, signs[f]})
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n':
			tokens = append(tokens, token{i, i + size, lineBreak, "\n"})
			i += size
		case unicode.IsSpace(r):
			i += size
		case isEmoji(r):
			tokens = append(tokens, token{i, i + size, emoji, signs[emoji]})
			i += size
		default:
			n := scanWords(text, i, &tokens)
			if n == 0 {
				tokens = append(tokens, token{i, i + size, punctuation, text[i : i+size]})
				n = size
			}
			i += n
		}
	}
	return tokens
}

var signs = [formCount]string{emoji: "<emoji>", mention: "<mention>", link: "<link>", moment: "<time>", code: "<code>", quote: "<quote>"}

// scanMark returns how long the mark is that begins at byte i, 0 if there is none.
func scanMark(text string, i int) (int, form) {
	begins := i == 0 || text[i-1] == '\n'
	if begins && (strings.HasPrefix(text[i:], ">") || strings.HasPrefix(text[i:], "&gt;")) {
		end := strings.IndexByte(text[i:], '\n')
		if end < 0 {
			end = len(text) - i
		}
		return end, quote
	}
	if !strings.ContainsRune("`<hHwW:;=@", rune(text[i])) {
		return 0, word
	}
	if r, _ := utf8.DecodeLastRuneInString(text[:i]); i > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)) && text[i] != '<' && text[i] != '`' {
		return 0, word // inside a word, an address or a time
	}
	for _, m := range marks {
		if found := m.pattern.FindString(text[i:]); found != "" {
			return len(strings.TrimRight(found, " \n\t")), m.form
		}
	}
	return 0, word
}

// scanWords adds the word at byte i, or those of a run without spaces, and returns
// how many bytes they take, 0 if no word begins there.
func scanWords(text string, i int, tokens *[]token) int {
	end := len(text)
	if n := strings.IndexAny(text[i:], " \n\t<"); n >= 0 {
		end = i + n
	}
	n := 0
	language.Tokenize(text[i:end], func(t language.Token) {
		if n > 0 || t.Start > 0 {
			return
		}
		n = t.End
		piece := text[i : i+n]
		if t.Kind != language.Run {
			*tokens = append(*tokens, token{i, i + n, word, keyOf(piece)})
			return
		}
		at := i
		for _, w := range frequency.Cut(runLanguage(piece), piece) {
			*tokens = append(*tokens, token{at, at + len(w), word, keyOf(w)})
			at += len(w)
		}
	})
	return n
}

// runLanguage returns the language by whose words a run is cut.
func runLanguage(run string) string {
	code := ""
	for _, r := range run {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "ja"
		case unicode.Is(unicode.Han, r):
			code = "zh"
		}
	}
	return code
}

func keyOf(w string) string {
	return strings.ReplaceAll(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return unicode.ToLower(r)
	}, w), "’", "'")
}

// isEmoji reports whether a rune is a pictograph, or joins or colours one.
func isEmoji(r rune) bool {
	return r >= 0x1F000 && r < 0x1FB00 || r >= 0x2600 && r < 0x27C0 || r >= 0xFE00 && r <= 0xFE0F || r == 0x200D || r == 0x20E3 || r == 0x2B50 || r >= 0xE0020 && r < 0xE0080
}
