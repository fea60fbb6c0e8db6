// Package thesaurus knows which everyday words of a language may stand for each other,
// beyond the general ones that package language lists: buy and purchase, link and connect.
package thesaurus

import (
	"embed"
	"iter"
	"strings"
)

//go:embed data
var files embed.FS

// tables are those of WordNet, and those of words that retellings exchange although no
// dictionary has them as one: cut for harvested, of a field.
var tables = []string{"data/", "data/own/"}

// Groups yields groups of words of one meaning in a language, in lower case with spaces
// between them; none if there is no table of the language. A word that means several
// things stands in several groups.
func Groups(code string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, table := range tables {
			data, _ := files.ReadFile(table + code + ".txt") // no file is no table
			for line := range strings.Lines(string(data)) {
				if !yield(strings.TrimSuffix(line, "\n")) {
					return
				}
			}
		}
	}
}
