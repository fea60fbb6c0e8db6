package corpus

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/retrieval"
)

// ReadFile reads the documents of one file on disk, wherever it is. Their IDs
// begin with the name as given, or written as the names of a Corpus are; either
// finds the file.
func ReadFile(ctx context.Context, name string, o Options, emit func(*retrieval.Document) error) error {
	id := escapePath(filepath.ToSlash(name))
	if raw, ok := rawName(filepath.ToSlash(name)); ok {
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			name = filepath.FromSlash(raw)
		}
	}
	dir, base := filepath.Split(name)
	files, base, err := filesIn(cmp.Or(dir, "."), base)
	if err != nil {
		return &retrieval.ReadError{Path: id, Reason: "its folder can't be opened", Err: err}
	}
	c := New(files, o)
	defer c.Close()
	f, err := c.statFile(base)
	if errors.Is(err, errIgnore) {
		return &retrieval.ReadError{Path: id, Reason: "it is not a file"}
	}
	if err == nil {
		var loaded retrieval.Content
		if loaded, err = c.Load(ctx, f); err == nil {
			loaded.(*content).id = id
			return loaded.Documents(ctx, emit)
		}
	}
	if problem := (*retrieval.ReadError)(nil); errors.As(err, &problem) {
		problem.Path = id
		if errors.Is(err, fs.ErrNotExist) {
			problem.Reason, problem.Err = "there is no such file", nil
		}
	}
	return err
}

// filesIn returns the files of a folder and how a name among them is written.
// Links may lead out of the folder unless the name needs to be written.
func filesIn(dir, name string) (files fs.FS, written string, err error) {
	if written = escapeName(name); written == name {
		return os.DirFS(dir), name, nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, "", err
	}
	return newNamedFS(root), written, nil
}
