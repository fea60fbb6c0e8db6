// Package datafolder knows what Footnote keeps in the folder of an index, where that
// folder is if none is set, and keeps other users out of it.
package datafolder

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"footnote/adapters/terminal"
	"footnote/retrieval/library"
	"footnote/retrieval/private"
)

// What stands beside the index.
const (
	Questions = "questions.db" // the store of questions and answers
	PageKey   = "page.key"     // signs links and seals cookies
	Tokens    = "tokens.json"  // hashes of what scripts sign in with
	ServeLock = "serve.lock"   // held by the process that serves
	Socket    = "ask.sock"     // where footnote ask asks that process
	Meaning   = "meaning"      // vectors of the index's texts
	Attached  = "attached"     // files in messages, while they are read
	Web       = library.WebFolder
	Reading   = "reading" // which files are being parsed
	Git       = library.GitFolder
)

// names are the patterns of what Footnote keeps in a data folder: the index,
// the questions with the journals and copies beside them, the page's key, the tokens,
// and what locks and halves of these there are.
var names = []string{"CURRENT*", "LOCK", "SUSPECT", "SYNCED", "gen-*", Socket, ".ask-*", Questions + "*", PageKey + "*", Tokens + "*", ServeLock, Meaning, Attached, Web, Reading, Git, ".backup-*", ".restore-*"}

// isOwnName reports whether a name in a data folder is one of Footnote's.
func isOwnName(name string) bool {
	return slices.ContainsFunc(names, func(pattern string) bool {
		ok, err := filepath.Match(pattern, name)
		return ok && err == nil
	})
}

// List lists what Footnote keeps in a data folder, and reports whether that
// is all that is in it: then the folder is Footnote's, too, and not one that
// somebody shares with others.
func List(dir string) (paths []string, own bool) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, false
	}
	own = true
	for _, e := range entries {
		if isOwnName(e.Name()) {
			paths = append(paths, filepath.Join(dir, e.Name()))
		} else {
			own = false
		}
	}
	return paths, own
}

// KeepPrivate takes the rights of others from what is in a data folder: an
// earlier version, a copy or another umask may have left them wider. It is no
// reason not to answer if that can't be done, as with files of another user;
// doctor tells of it.
func KeepPrivate(dir string, log *slog.Logger) {
	paths, own := List(dir)
	note := func(path string, err error) {
		if err != nil {
			log.Info("other users may read what is in the data folder", "path", path, "err", err)
		}
	}
	if own {
		note(dir, private.Restrict(dir))
	}
	if cache, err := os.UserCacheDir(); err == nil && filepath.Dir(dir) == filepath.Join(cache, "footnote") {
		note(filepath.Dir(dir), private.Restrict(filepath.Dir(dir)))
	}
	for _, path := range paths {
		note(path, private.RestrictAll(path))
	}
}

// Default returns the folder for a corpus's index: its name, for people,
// and a hash of its path, to be unique.
func Default(corpus string) (string, error) {
	parent, err := Parent()
	if err != nil {
		return "", err
	}
	if corpus == library.Sample {
		return filepath.Join(parent, "sample"), nil
	}
	sum := sha256.Sum256([]byte(corpus))
	name := strings.Map(func(r rune) rune {
		switch {
		case r == ' ', r == filepath.Separator, r == ':':
			return '-'
		case terminal.IsHidden(r), r < ' ':
			return -1
		}
		return r
	}, filepath.Base(firstOf(library.SplitRoots(corpus))))
	return filepath.Join(parent, name+"-"+hex.EncodeToString(sum[:4])), nil
}

// Parent returns the folder that the folders of indexes are in if none is set.
func Parent() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no cache folder for the index: %w (choose a folder with --data)", err)
	}
	return filepath.Join(cache, "footnote"), nil
}

// Size returns the bytes of the files in a folder, as far as they can be looked at.
func Size(dir string) (bytes int64) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // it is gone or closed, and counts for nothing
		}
		if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
			bytes += info.Size()
		}
		return nil
	})
	return bytes
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return "documents"
	}
	return list[0]
}
