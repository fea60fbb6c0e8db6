package main

import (
	"fmt"
	"path/filepath"

	"footnote/adapters/terminal"
	"footnote/retrieval"
)

// missingText says what is missing from the corpus and what to do about it.
func missingText(l *library, m retrieval.Missing) string {
	where, are := l.Corpus, "are"
	if m.Files < m.Known {
		where = filepath.Join(where, filepath.FromSlash(m.Folder))
	}
	if m.Files == 1 {
		are = "is"
	}
	return fmt.Sprintf("%s of %s %s missing from %s: is the drive mounted? The index keeps their documents and answers from them (footnote index --allow-empty removes them if the files are gone for good)",
		terminal.Thousands(m.Files), terminal.Count(m.Known, "file"), are, where)
}

// noteMissing says that files are missing, and that they no longer are. Who
// follows the documents says so once.
func (a *app) noteMissing(l *library, m retrieval.Missing) {
	before := l.toldMissing
	l.toldMissing = m
	switch {
	case before == m:
	case m.Files > 0:
		a.warn("%s", missingText(l, m))
	default:
		a.note("no files are missing any more from %s", l.Corpus)
	}
}
