package docs

import (
	"bytes"
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// HTML returns the page of a topic as the page in the browser shows it, or the list of all
// for "", and reports whether there is one. Its links lead to /help/TOPIC.
func HTML(name string) (title string, body template.HTML, ok bool) {
	if name == "" {
		return "Help", list(), true
	}
	text, ok := Find(name)
	if !ok {
		return "", "", false
	}
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert([]byte(withinHelp(text)), &b); err != nil {
		return "", "", false
	}
	title, _, _ = strings.Cut(strings.TrimPrefix(text, "# "), "\n")
	// The manual is ours, and goldmark leaves out what is HTML in it.
	return title, template.HTML(`<div class="manual">` + b.String() + `<p><a href="/help">All topics</a></p></div>`), true
}

// withinHelp turns links between pages of the manual into those of the browser's, and
// takes away those to files that are not in the program.
func withinHelp(text string) string {
	return link.ReplaceAllStringFunc(text, func(found string) string {
		m := link.FindStringSubmatch(found)
		switch topic, isPage := strings.CutSuffix(m[2], ".md"); {
		case strings.Contains(m[2], "://"):
			return found
		case isPage && !strings.Contains(topic, "/"):
			return "[" + m[1] + "](/help/" + topic + ")"
		}
		return m[1]
	})
}

var link = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)

// list lists the topics.
func list() template.HTML {
	var b strings.Builder
	b.WriteString("<div class=\"manual\"><h1>Help</h1>\n<ul>\n")
	for _, t := range Topics() {
		fmt.Fprintf(&b, "<li><a href=\"/help/%s\">%s</a>: %s</li>\n", t.Name, t.Name, template.HTMLEscapeString(t.About))
	}
	b.WriteString("</ul></div>\n")
	return template.HTML(b.String())
}
