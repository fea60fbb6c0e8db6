package corpus

import (
	"regexp"
	"strings"
	"sync"

	"footnote/retrieval/language"
)

// maxPhrase is the length in bytes up to which a block can be nothing but a
// phrase that pages put around their text.
const maxPhrase = 300

// isBoilerplateText reports whether a block invites to read on, to subscribe,
// to share or to comment, or is a legal line, in the languages of much of the
// web.
func isBoilerplateText(text string) bool {
	return len(text) <= 90 && invitation().MatchString(text) || len(text) <= maxPhrase && notice().MatchString(text)
}

// Both are compiled when the first page is read: a command that reads none, such as a
// question to an index, would take longer to start than to search.
var (
	invitation = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^\W*(?:` + pagePhrases(func(p language.Pages) []string { return p.Invitations }) + `)`)
	})
	notice = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^©|^\(c\) \d{4}|^copyright\b|` + pagePhrases(func(p language.Pages) []string { return p.Notices }))
	})
)

// pagePhrases joins phrases of all languages to one expression.
func pagePhrases(list func(language.Pages) []string) string {
	var phrases []string
	for _, l := range language.All() {
		phrases = append(phrases, list(l.Pages)...)
	}
	return strings.Join(phrases, "|")
}
