package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/show"
)

// pruneCmd removes indexes.
type pruneCmd struct {
	Names []string `arg:"" optional:"" name:"name" help:"Indexes to remove beside those whose documents are gone, as the list calls them."`
	Yes   bool     `help:"Remove them; without it they are only listed."`
	JSON  bool     `help:"Print one JSON object."`
}

// Help implements kong.HelpProvider.
func (pruneCmd) Help() string {
	return `Lists the indexes in the user's cache folder. Each is of one folder of documents, and is made again from them when it is asked. Those whose documents are no longer there are removed with --yes, and those that are named; never one that a process uses, and one that has questions and answers only if it is named. Indexes elsewhere, as --data puts them, are left alone.`
}

// Run lists, and with Yes removes.
func (c *pruneCmd) Run(ctx context.Context, a *app) error {
	folder, err := datafolder.Parent()
	if err != nil {
		return err
	}
	out := show.Pruned{Folder: folder, Removed: c.Yes, Indexes: []show.Pruning{}}
	entries, err := os.ReadDir(folder)
	if err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("list the indexes: %w", err)
	}
	known := make(map[string]bool)
	for _, e := range entries {
		p, ok := indexing.Judge(filepath.Join(folder, e.Name()), slices.Contains(c.Names, e.Name()), a.Log)
		if !ok {
			continue
		}
		known[p.Name] = true
		out.Indexes = append(out.Indexes, p)
	}
	for _, name := range c.Names {
		if !known[name] {
			return usageError("there is no index %s in %s (footnote prune lists them)", name, folder)
		}
	}
	if c.Yes {
		for _, p := range out.Indexes {
			if p.Goes {
				if err := os.RemoveAll(filepath.Join(folder, p.Name)); err != nil {
					return fmt.Errorf("remove an index: %w", err)
				}
			}
		}
	}
	if c.JSON {
		return a.PrintJSON(out)
	}
	return a.Print(out.Text(a.Out))
}
