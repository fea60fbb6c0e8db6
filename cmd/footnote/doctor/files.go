package doctor

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/setting"
	"footnote/cmd/footnote/show"
	"footnote/retrieval"
	"footnote/retrieval/library"
)

// folder is what is on disk: documents, data folder and index. Its checks run in
// order, and later ones use what earlier ones have seen.
type folder struct {
	library *library.Library
	most    setting.ByteSize // larger files aren't read
	docs    listing
	listed  bool // docs are all that there is
	states  retrieval.FileStates
}

// listing is what a corpus holds.
type listing struct {
	files    []retrieval.File
	unlisted []string // paths that can't be listed
}

// Files are the checks of a library, which is not yet open, and of the access rules
// to what its index holds. Files of more bytes than most aren't read.
func Files(l *library.Library, most setting.ByteSize, rules Rules) []Check {
	d := &folder{library: l, most: most, states: retrieval.StateList(nil)}
	return []Check{
		{Name: "corpus", Run: d.corpus},
		{Name: "data", Run: d.data},
		{Name: "index", Run: d.index},
		{Name: "meaning", Time: NetworkTime, Run: d.meaning},
		{Name: accessName, Run: func(_ context.Context, f *Findings) { rules.check(f, CollectionsOf(d.states), d.states.Len() > 0) }},
	}
}

// corpus checks that the documents are there to be read.
func (d *folder) corpus(ctx context.Context, f *Findings) {
	defer d.library.Close()
	if err := d.library.OpenDocuments(); err != nil {
		f.Fail("", "%v", err)
		return
	}
	var unreadable, large []string
	var bytes int64
	for file, err := range d.library.Files(ctx) {
		problem := (*retrieval.ReadError)(nil)
		switch {
		case errors.As(err, &problem):
			d.docs.unlisted = append(d.docs.unlisted, problem.Path)
			unreadable = append(unreadable, problem.Path)
			continue
		case err != nil:
			f.Fail("", "%v", err)
			return
		case !canOpen(d.library.FS(), file.Path):
			unreadable = append(unreadable, file.Path)
		case file.Size > int64(d.most):
			large = append(large, file.Path)
		}
		d.docs.files = append(d.docs.files, file)
		bytes += file.Size
	}
	if len(unreadable) > 0 {
		f.Warn("make them readable for this user", "%s can't be read: %s", terminal.Count(len(unreadable), "path"), firstOf(unreadable))
	}
	if len(large) > 0 {
		f.Warn("split them, or raise FOOTNOTE_MAX_FILE_SIZE", "%s larger than %s: %s", terminal.Count(len(large), "file"), d.most, firstOf(large))
	}
	d.listed = true
	if len(d.docs.files) == 0 {
		f.Warn("put documents there, or correct FOOTNOTE_CORPUS", "%s has no files", d.library.Corpus)
		return
	}
	f.OK("%s, %s in %s", terminal.Count(len(d.docs.files), "file"), show.Megabytes(bytes), d.library.Corpus)
}

// canOpen reports whether a file can be opened.
func canOpen(files fs.FS, path string) bool {
	f, err := files.Open(path)
	if err != nil {
		return false
	}
	_ = f.Close()
	return true
}

// firstOf lists the first few paths.
func firstOf(paths []string) string {
	const most = 3
	list := slices.Clone(paths[:min(most, len(paths))])
	if more := len(paths) - most; more > 0 {
		list = append(list, terminal.Thousands(more)+" more")
	}
	return strings.Join(list, ", ")
}
