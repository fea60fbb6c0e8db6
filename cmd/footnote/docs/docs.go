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

// Topics returns the pages in the order in which they are listed.
func Topics() []Topic {
	return []Topic{
		{"documents", "which documents are asked, when they are read again, and what happens when they are gone"},
		{"verbs", "all verbs, and what they exit with"},
		{"answers", "what can be asked, what the outcomes mean, follow-ups, files in messages"},
		{"web", "feeds, sitemaps and websites as documents"},
		{"formats", "which files are read, and how"},
		{"slack", "Footnote in Slack, step by step"},
		{"discord", "Footnote in Discord, step by step"},
		{"page", "the page to ask, links to it, and signing in"},
		{"programs", "a REST API, chat completions and the Model Context Protocol"},
		{"access", "who sees what"},
		{"models", "a language model that writes summaries, and the check of its sentences"},
		{"meaning", "passages found by what they mean, in English and other languages"},
		{"settings", "all settings"},
		{"operations", "containers, systemd, status, metrics, tokens that are refused"},
		{"measurements", "how good the answers are, and how fast"},
		{"limits", "what it can't do"},
		{"how-it-works", "layers, and what each library is for"},
	}
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
