package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/show"
	"footnote/retrieval/blevex"
	room "footnote/retrieval/library"
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
		p, ok := a.judgeIndex(ctx, filepath.Join(folder, e.Name()), slices.Contains(c.Names, e.Name()))
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
		return a.printJSON(out)
	}
	return a.print(out.Text(a.out))
}

// judgeIndex says whether an index is to go, and why or why not. It reports whether
// there is one in the folder at all.
func (a *app) judgeIndex(ctx context.Context, dir string, named bool) (p show.Pruning, ok bool) {
	paths, own := datafolder.List(dir)
	if !own || len(paths) == 0 {
		return p, false // a cache of something else
	}
	store := blevex.NewStore(dir, "", a.log)
	p = show.Pruning{Name: filepath.Base(dir), Corpus: blevex.Corpus(dir), Bytes: datafolder.Size(dir)}
	p.Changed, _ = store.Changed() // zero says that it isn't known
	_, locked, err := store.Locked()
	_, asked := os.Stat(filepath.Join(dir, datafolder.Questions))
	switch {
	case err != nil || locked || isServed(dir):
		p.Why = "in use"
	case named:
		p.Goes, p.Why = true, "named"
	case p.Corpus == "":
		p.Why = "damaged or of another version (name it to remove it)"
	case p.Corpus == room.Sample:
		p.Why = "the sample"
	case !isGone(p.Corpus):
		p.Why = "its documents are there"
	case asked == nil:
		p.Why = "its documents are gone, but it has questions and answers (name it to remove it)"
	default:
		p.Goes, p.Why = true, "its documents are gone"
	}
	return p, true
}

// isGone reports whether nothing of a corpus is there any more. A drive that is not
// mounted looks the same: so nothing goes without a word, and what goes can be made again.
func isGone(corpus string) bool {
	roots := room.SplitRoots(corpus)
	for _, root := range roots {
		if room.IsAddress(root) {
			return false
		}
		if _, err := os.Lstat(root); err == nil || !os.IsNotExist(err) && !errors.Is(err, syscall.ENOTDIR) {
			return false
		}
	}
	return len(roots) > 0
}
