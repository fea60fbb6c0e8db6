// Package docs is the manual of the program: a page a topic, as people read it on the
// web and as "footnote help TOPIC" shows it.
package docs

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.md
var pages embed.FS

// Topic is a page of the manual.
type Topic struct {
	Name  string // as in "footnote help web"
	About string // what it is about, for a list
}

// topics lists the pages in order, a line each: a name, a colon, what it is about.
//
//go:embed topics.txt
var topics string

// Topics returns the pages in the order in which they are listed.
func Topics() (list []Topic) {
	for line := range strings.Lines(topics) {
		name, about, _ := strings.Cut(strings.TrimSpace(line), ": ")
		list = append(list, Topic{name, about})
	}
	return list
}

// Names returns the names of the topics, in order.
func Names() (names []string) {
	for _, t := range Topics() {
		names = append(names, t.Name)
	}
	return names
}

// Find returns the page of a topic, in Markdown, and whether there is one.
func Find(name string) (text string, ok bool) {
	data, err := fs.ReadFile(pages, strings.ToLower(name)+".md")
	return string(data), err == nil
}
