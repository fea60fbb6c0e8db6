package indexing

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/show"
	"footnote/retrieval/blevex"
	"footnote/retrieval/library"
)

// Judge says whether the index in a folder is to go, which people may have named, and why
// or why not. It reports whether there is one in the folder at all.
func Judge(dir string, named bool, log *slog.Logger) (p show.Pruning, ok bool) {
	paths, own := datafolder.List(dir)
	if !own || len(paths) == 0 {
		return p, false // a cache of something else
	}
	store := blevex.NewStore(dir, "", log)
	p = show.Pruning{Name: filepath.Base(dir), Corpus: blevex.Corpus(dir), Bytes: datafolder.Size(dir)}
	p.Changed, _ = store.Changed() // zero says that it isn't known
	_, locked, err := store.Locked()
	_, asked := os.Stat(filepath.Join(dir, datafolder.Questions))
	switch {
	case err != nil || locked || datafolder.IsServed(dir):
		p.Why = "in use"
	case named:
		p.Goes, p.Why = true, "named"
	case p.Corpus == "":
		p.Why = "damaged or of another version (name it to remove it)"
	case p.Corpus == library.Sample:
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
	roots := library.SplitRoots(corpus)
	for _, root := range roots {
		if library.IsAddress(root) {
			return false
		}
		if _, err := os.Lstat(root); err == nil || !os.IsNotExist(err) && !errors.Is(err, syscall.ENOTDIR) {
			return false
		}
	}
	return len(roots) > 0
}
