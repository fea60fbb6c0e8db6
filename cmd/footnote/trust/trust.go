// Package trust decides what settings files of the working directory may set. Whoever
// asks a folder of documents didn't always write all that lies in it: a shared folder,
// an archive or a clone can bring a footnote.yaml or a .env along. There these may set
// what is harmless, such as which documents are read; they may not start a program, open
// a port, send text to a server, widen who reads what, or have files written elsewhere.
//
// A setting is harmless if its field has the tag harmless. All others are not, so that a
// new one is refused until somebody has thought about it.
package trust

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval/corpus"
	"footnote/retrieval/library"
)

// WhyDoubted returns why a settings file of the working directory may be somebody
// else's, "" if it counts whole: because it is the user's own in a folder without
// documents, or because footnote trust has recorded what it says. corpora are the roots
// that the settings name, none if they name none.
func WhyDoubted(path string, corpora []string) (string, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find out where this is: %w", err)
	}
	why := whyForeign(path)
	if why == "" {
		why = whyDocuments(dir, corpora)
	}
	if why == "" || isRecorded(path) {
		return "", nil
	}
	return why, nil
}

// whyDocuments returns why a folder counts as one of documents, "" if it doesn't. A
// corpus that lies elsewhere is no reason against it: the file itself may have named it.
func whyDocuments(dir string, corpora []string) string {
	for _, root := range corpora {
		if !library.IsAddress(root) && isBelow(root, dir) {
			return "it lies among the documents"
		}
	}
	home, err := os.UserHomeDir()
	if err == nil && resolve(home) == resolve(dir) || dir == filepath.Dir(dir) || isOwnSource(dir) || resolve(setting.UserFolder()) == resolve(dir) {
		return "" // nobody else's, and full of texts
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "the folder can't be listed"
	}
	var own []string // folders of the program's own, which hold pages that it fetched
	for _, e := range entries {
		if paths, only := datafolder.List(filepath.Join(dir, e.Name())); only && len(paths) > 0 {
			own = append(own, e.Name())
		}
	}
	has, err := corpus.HasDocuments(context.Background(), dir, own...)
	if err != nil || has {
		return "documents lie beside it"
	}
	return ""
}

// isOwnSource reports whether a folder lies in the clone that this program was compiled
// from: its name is inside the program, unless that was released.
func isOwnSource(dir string) bool {
	_, file, _, ok := runtime.Caller(0)
	if !ok || !filepath.IsAbs(file) {
		return false
	}
	return isBelow(filepath.Join(filepath.Dir(file), "..", "..", ".."), dir)
}

// isBelow reports whether a path is a folder or lies in it, wherever links lead.
func isBelow(folder, path string) bool {
	rel, err := filepath.Rel(resolve(folder), resolve(path))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// resolve returns the absolute path behind links, or the path itself if there is none.
func resolve(path string) string {
	absolute, err := setting.AbsolutePath(path)
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(absolute); err == nil {
		return real
	}
	return absolute
}
