package website

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"footnote/retrieval/mirror"
)

// missingName is an address that no site has: what a server says to it is what it says of
// pages that are gone. Not all say 404.
const missingName = "footnote-asks-for-a-page-that-is-not-there"

// missing is how a site answers for pages that it hasn't got, if it doesn't say so.
type missing struct {
	words map[string]bool // that its page has
	at    *url.URL        // where it leads to, nil if nowhere
}

// learnMissing asks for an address that isn't there. Nothing is learnt if the server says
// what it should, or if that can't be told.
func (w *walk) learnMissing(ctx context.Context) {
	at := w.start.JoinPath()
	at.Path, at.RawPath, at.RawQuery = path.Join(w.below, missingName), "", ""
	r, err := w.client.get(ctx, at, mirror.Kept{}, w.client.mayAsk)
	if err != nil || r.status != http.StatusOK || !isHTML(r.mediaType) {
		return
	}
	m := &missing{words: pageWords(r)}
	if len(r.via) > 0 {
		m.at = r.url
	}
	w.client.missing[w.start.Host] = m
}

// isLike reports whether a page is what the site says of pages that it hasn't got: it was
// led to the same place, or has no word that the other hasn't, but for those of its own
// address and numbers, which may name the request.
func (m *missing) isLike(r *response) bool {
	if m == nil {
		return false
	}
	if m.at != nil && len(r.via) > 0 && *r.url == *m.at {
		return true
	}
	own := make(map[string]bool)
	for _, u := range append(slices.Clone(r.via), r.url) {
		decoded, _ := url.QueryUnescape(u.RawQuery)
		addWords(own, u.Path+" "+decoded)
	}
	for word := range pageWords(r) {
		if !m.words[word] && !own[word] && !strings.ContainsFunc(word, unicode.IsDigit) {
			return false
		}
	}
	return true
}

// pageWords returns the words that a page shows, its title included.
func pageWords(r *response) map[string]bool {
	words := make(map[string]bool)
	text, err := charset.NewReader(bytes.NewReader(r.body), r.header.Get("Content-Type"))
	if err != nil {
		return words
	}
	hidden := false // in a script or a style, whose text comes as one token
	for z := html.NewTokenizer(text); ; {
		switch z.Next() {
		case html.ErrorToken:
			return words
		case html.StartTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			hidden = a == atom.Script || a == atom.Style
		case html.EndTagToken:
			hidden = false
		case html.TextToken:
			if !hidden {
				addWords(words, html.UnescapeString(string(z.Text())))
			}
		}
	}
}

func addWords(words map[string]bool, text string) {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		words[word] = true
	}
}
