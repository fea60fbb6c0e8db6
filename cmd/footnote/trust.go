package main

import (
	"fmt"
	"slices"
	"strings"

	"footnote/cmd/footnote/setting"
	"footnote/cmd/footnote/trust"
	"footnote/retrieval/corpus"
	"footnote/retrieval/library"
)

// trustCmd has the settings files of the working directory count whole.
type trustCmd struct{}

// Help implements kong.HelpProvider.
func (trustCmd) Help() string {
	return "In a folder of documents, footnote.yaml and .env may be somebody else's work: there they may say which documents are read, but not start programs, open ports, send text to servers or say who sees what. This lists what they set and has them count whole, as they are now; after a change they are doubted again. What counts is written down in the user's folder of settings."
}

// Run lists and records.
func (trustCmd) Run(a *app) error {
	var text strings.Builder
	var paths []string
	for _, d := range a.decidedHere() {
		if !slices.Contains(paths, d.File) {
			paths = append(paths, d.File)
		}
		fmt.Fprintf(&text, "%s\n", d.Where)
	}
	if len(paths) == 0 {
		return usageError("neither %s nor %s here sets anything", corpus.SettingsFile, envFile)
	}
	record, err := trust.Record(paths...)
	if err != nil {
		return err
	}
	return a.Print(fmt.Sprintf("%s\nThis counts from now on, until the files change (written down in %s).\n", text.String(), record))
}

// harmlessVerbs use no settings that a file of somebody else's could decide.
var harmlessVerbs = []string{"trust", "init", "help", "version", "completion", "man"}

// checkTrust returns an error if a file of the working directory decides what it must not.
func (c *command) checkTrust(decided []setting.Local) error {
	verb, _, _ := strings.Cut(c.kong.Command(), " ")
	if slices.Contains(harmlessVerbs, verb) {
		return nil
	}
	return trust.Check(decided, trust.Verb{Corpora: c.corpora(), Shared: verb == "serve" || verb == "mcp"})
}

// isDoubted reports whether a settings file of the working directory may be somebody
// else's work.
func (c *command) isDoubted(path string) bool {
	why, err := trust.WhyDoubted(path, c.corpora())
	return why != "" || err != nil
}

// corpora returns the roots that the settings name.
func (c *command) corpora() (roots []string) {
	for _, named := range c.settings.Indexing.Corpus {
		roots = append(roots, library.ReadRoots(named)...)
	}
	return roots
}
