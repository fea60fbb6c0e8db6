package grounding

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
)

// closing are the marks that may end a quotation, by the one that begins it.
var closing = map[rune]string{
	'"': `"`, '“': "”\"", '„': "“”\"", '«': "»", '»': "«", '‹': "›", '「': "」", '『': "』", '‘': "’", '‚': "‘’", '\'': "'",
}

// findQuotations returns the insides of the quotations of a text.
func findQuotations(text string) []retrieval.Span {
	var spans []retrieval.Span
	before := ' '
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if ends, ok := closing[r]; ok && opensQuote(r, before) {
			if end, after := closeQuote(text, i+size, r, ends); end > 0 {
				spans = append(spans, retrieval.Span{Start: i + size, End: end})
				i, before = after, r
				continue
			}
		}
		before = r
		i += size
	}
	return spans
}

// opensQuote: straight marks and apostrophes open only at the start of a word.
func opensQuote(mark, before rune) bool {
	return mark != '"' && mark != '\'' && mark != '‘' && mark != '»' || unicode.IsSpace(before) || strings.ContainsRune("([—–-:", before)
}

func closeQuote(text string, from int, mark rune, ends string) (end, after int) {
	single := mark == '\'' || mark == '‘' || mark == '‚'
	for i := from; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		letterNext := unicode.IsLetter(next) && i+size < len(text)
		if strings.ContainsRune(ends, r) && i > from && !(letterNext && (single || mark == '"')) {
			if single && !strings.ContainsRune(strings.TrimSpace(text[from:i]), ' ') {
				return 0, 0 // one word in apostrophes: more likely none
			}
			return i, i + size
		}
		i += size
	}
	return 0, 0
}

// gaps are what a quotation may have where it leaves out or explains.
var gaps = regexp.MustCompile(`\[[^\]]*\]|\(\.\.\.\)|\.\.\.+|…`)

// checkQuotes looks every quotation of the claim up in the evidence.
func checkQuotes(text string, s *source) []Reason {
	quotes := findQuotations(text)
	if len(quotes) == 0 {
		return nil
	}
	var texts []string
	for _, e := range s.evidence {
		texts = append(texts, foldQuote(e.Text))
		for _, fact := range e.documentFacts() {
			texts = append(texts, foldQuote(fact))
		}
	}
	var wrong []Reason
	for _, q := range quotes {
		quoted := text[q.Start:q.End]
		var parts []string
		for _, part := range gaps.Split(quoted, -1) {
			if part = strings.TrimFunc(foldQuote(part), notWord); part != "" {
				parts = append(parts, part)
			}
		}
		if len(parts) > 0 && !inOrder(parts, texts) {
			wrong = append(wrong, Reason{Kind: Quote, Words: quoted})
		}
	}
	return wrong
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
}

// inOrder reports whether one text has all parts one after the other.
func inOrder(parts, texts []string) bool {
next:
	for _, text := range texts {
		for _, part := range parts {
			end := wholeWords(text, part)
			if end < 0 {
				continue next
			}
			text = text[end:]
		}
		return true
	}
	return false
}

// wholeWords returns the end of the first place where text has part and cuts
// no word, -1 if there is none.
func wholeWords(text, part string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], part)
		if i < 0 {
			return -1
		}
		start, end := from+i, from+i+len(part)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if (start == 0 || !joinsWord(before, part)) && (end == len(text) || !joinsWord(after, part)) {
			return end
		}
		from = start + 1
		for from < len(text) && !utf8.RuneStart(text[from]) {
			from++
		}
	}
}

// joinsWord reports whether a rune beside a part makes it the piece of a longer word: letters and digits do, but for scripts without spaces.
func joinsWord(r rune, part string) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// foldQuote brings white space, quotation marks, dashes and case to one form.
func foldQuote(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case strings.ContainsRune("“”„«»″", r):
			r = '"'
		case strings.ContainsRune("‘’‚′`", r):
			r = '\''
		case strings.ContainsRune("‐‑‒–—−", r):
			r = '-'
		case r == '\u00ad' || r == '\u200b':
			continue
		}
		if space && b.Len() > 0 && !strings.ContainsRune(",.:;!?", r) {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// placesOf finds the sentences of the evidence that are the claim word for word,
// whole ones: a part of a sentence may say the opposite of it.
func (s *source) placesOf(text string) []Place {
	want := strings.TrimFunc(foldQuote(text), notWord)
	if want == "" {
		return nil
	}
	var places []Place
	for _, sent := range s.sentences {
		t := s.evidence[sent.evidence].Text[sent.span.Start:sent.span.End]
		if len(t) < len(want) || len(t) > 2*len(want)+len(text) {
			continue // folding takes away no more
		}
		if got := strings.TrimFunc(foldQuote(t), notWord); got == want {
			places = append(places, Place{sent.evidence, sent.span, []retrieval.Span{sent.span}})
		}
	}
	return places
}
