package show

import (
	"fmt"
	"strings"
	"time"

	"footnote/adapters/terminal"
)

// Overview is "footnote status --json".
type Overview struct {
	Corpus string `json:"corpus"`
	// Why says why it is the sample, if that wasn't asked for.
	Why  string `json:"why,omitempty"`
	Data string `json:"data"`
	// Indexed reports whether there is an index; without one the counts are 0.
	Indexed   bool      `json:"indexed"`
	Changed   time.Time `json:"changed,omitzero"` // when the index last was
	Files     int       `json:"files"`
	Documents int       `json:"documents"`
	Passages  int       `json:"passages"`
	Unread    int       `json:"unread"`   // files
	Missing   int       `json:"missing"`  // files
	Pictures  int       `json:"pictures"` // files with pictures whose text is yet to be read
	Meant     int       `json:"meant"`    // passages that are found by their meaning
	Meaning   int       `json:"meaning"`  // passages that can be
	Bytes     int64     `json:"bytes"`    // of the data folder
	Served    bool      `json:"served"`   // a process serves from it
	Changing  string    `json:"changing,omitempty"`
	Problem   string    `json:"problem,omitempty"` // why the index can't be used
	Sites     []Site    `json:"sites,omitempty"`
}

// Site is a website that documents are fetched from.
type Site struct {
	Address string    `json:"address"`
	Pages   int       `json:"pages"`
	Fetched time.Time `json:"fetched,omitzero"` // when all of it last was
	Problem string    `json:"problem,omitempty"`
}

// Text says it to people.
func (o Overview) Text(screen terminal.Screen) string {
	var b strings.Builder
	line := func(label, format string, args ...any) {
		text := terminal.OneLine(fmt.Sprintf(format, args...))
		screen.Block(&b, screen.Style(terminal.Dim, fmt.Sprintf("%-11s", label)), strings.Repeat(" ", 11), "", text)
	}
	line("corpus", "%s", o.Corpus)
	if o.Why != "" {
		line("", "%s (--corpus DIR asks your documents)", o.Why)
	}
	line("data", "%s, %s", o.Data, Megabytes(o.Bytes))
	switch {
	case o.Problem != "":
		line("index", "%s", o.Problem)
	case !o.Indexed:
		line("index", "none yet (footnote index makes it, and so does the first question)")
	default:
		line("index", "%s from %s, %s; changed %s", terminal.Count(o.Documents, "document"), terminal.Count(o.Files, "file"),
			terminal.Count(o.Passages, "passage"), o.Changed.Format(time.DateTime))
		if o.Meaning > 0 {
			line("meaning", "%s of %s", terminal.Thousands(o.Meant), terminal.Count(o.Meaning, "passage"))
		}
	}
	if o.Unread > 0 {
		line("unread", "%s (footnote ls names them)", terminal.Count(o.Unread, "file"))
	}
	if o.Pictures > 0 {
		line("pictures", "of %s, whose text is yet to be read (footnote index does it, serve meanwhile)", terminal.Count(o.Pictures, "file"))
	}
	if o.Missing > 0 {
		line("missing", "%s (footnote index says more)", terminal.Count(o.Missing, "file"))
	}
	for _, s := range o.Sites {
		state := "not fetched yet (footnote fetch does)"
		if !s.Fetched.IsZero() {
			state = terminal.Count(s.Pages, "page") + ", fetched " + s.Fetched.Format(time.DateTime)
		} else if s.Pages > 0 {
			state = terminal.Count(s.Pages, "page") + " so far"
		}
		if s.Problem != "" {
			state += "; " + s.Problem
		}
		line("web", "%s: %s", s.Address, state)
	}
	if o.Changing != "" {
		line("changing", "%s", o.Changing)
	}
	if o.Served {
		line("serving", "a footnote serve answers from it")
	}
	return b.String()
}
