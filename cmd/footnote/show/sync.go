package show

import (
	"fmt"
	"path/filepath"
	"time"

	"footnote/adapters/terminal"
	"footnote/retrieval"
)

// Changes says what a sync changed.
func Changes(r retrieval.SyncReport) string {
	list := fmt.Sprintf("%s added, %s changed, %s removed, %s unchanged",
		terminal.Thousands(r.Added), terminal.Thousands(r.Changed), terminal.Thousands(r.Removed), terminal.Thousands(r.Unchanged))
	if r.Missing.Files > 0 {
		list += ", " + terminal.Thousands(r.Missing.Files) + " missing"
	}
	return list
}

// Unreadable returns the problems that are worth a person's time: files that
// were meant to be read.
func Unreadable(problems []*retrieval.ReadError) []*retrieval.ReadError {
	var list []*retrieval.ReadError
	for _, p := range problems {
		if !p.Skipped {
			list = append(list, p)
		}
	}
	return list
}

// WatchLine says in one line what a sync changed.
func WatchLine(now time.Time, r retrieval.SyncReport) string {
	line := fmt.Sprintf("%s  %s; %s", now.Format(time.TimeOnly), Changes(r), terminal.Count(r.Documents, "document"))
	if n := len(Unreadable(r.Problems)); n > 0 {
		line += fmt.Sprintf("; %s could not be read", terminal.Count(n, "file"))
	}
	return line + "\n"
}

// Missing says what is missing from the corpus and what to do about it.
func Missing(corpus string, m retrieval.Missing) string {
	where, are := corpus, "are"
	if m.Files < m.Known {
		where = filepath.Join(where, filepath.FromSlash(m.Folder))
	}
	if m.Files == 1 {
		are = "is"
	}
	return fmt.Sprintf("%s of %s %s missing from %s: is the drive mounted? The index keeps their documents and answers from them (footnote index --allow-empty removes them if the files are gone for good)",
		terminal.Thousands(m.Files), terminal.Count(m.Known, "file"), are, where)
}
