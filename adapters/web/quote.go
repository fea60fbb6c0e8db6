package web

import (
	"net/url"
	"strings"
)

// A text fragment leads to a place on a web page that has no name: browsers look for the
// text and scroll to it. https://wicg.github.io/scroll-to-text-fragment/

const (
	wholeQuote  = 100 // bytes up to which a quote is given whole
	quotedWords = 5   // words of its beginning and of its end otherwise
	quotedRunes = 16  // the most that these have, for texts without spaces
)

// quoteAddress returns an address of a page on the web that leads to a quote on it, ""
// if the address doesn't lead to the web.
func quoteAddress(address, quote string) string {
	address = webAddress(address)
	if address == "" || strings.Contains(address, ":~:") {
		return address
	}
	quote = strings.TrimSpace(quote)
	if quote == "" {
		return address
	}
	fragment := "text=" + escapeQuote(strings.Join(strings.Fields(quote), " "))
	// A quote that goes over paragraphs is found by its ends alone.
	if len(quote) > wholeQuote || strings.Contains(quote, "\n") {
		first, _, _ := strings.Cut(quote, "\n")
		last := strings.TrimSpace(quote[strings.LastIndexByte(quote, '\n')+1:])
		begin, end := someWords(first, false), someWords(last, true)
		if begin == "" || end == "" {
			return address
		}
		fragment = "text=" + escapeQuote(begin) + "," + escapeQuote(end)
	}
	if !strings.Contains(address, "#") {
		address += "#"
	}
	return address + ":~:" + fragment
}

// someWords returns the first words of a line, or its last.
func someWords(line string, last bool) string {
	words := strings.Fields(line)
	if n := len(words); n > quotedWords {
		if last {
			words = words[n-quotedWords:]
		} else {
			words = words[:quotedWords]
		}
	}
	text := strings.Join(words, " ")
	if runes := []rune(text); len(words) == 1 && len(runes) > quotedRunes {
		if last {
			return string(runes[len(runes)-quotedRunes:])
		}
		return string(runes[:quotedRunes])
	}
	return text
}

// escapeQuote writes a text so that none of it is taken for a sign of the directive.
func escapeQuote(text string) string {
	return strings.NewReplacer("-", "%2D", "+", "%20").Replace(url.QueryEscape(text))
}
