package main

import (
	"os"
	"path/filepath"
	"slices"

	"footnote/adapters/terminal"
	"footnote/retrieval/private"
)

// dataNames are the patterns of what Footnote keeps in a data folder: the index,
// the questions with the journals and copies beside them, the page's key, and
// what locks and halves of these there are.
var dataNames = []string{"CURRENT*", "LOCK", "gen-*", questionsFile + "*", pageKeyFile + "*", serveLock}

// isDataName reports whether a name in a data folder is one of Footnote's.
func isDataName(name string) bool {
	return slices.ContainsFunc(dataNames, func(pattern string) bool {
		ok, err := filepath.Match(pattern, name)
		return ok && err == nil
	})
}

// dataFiles lists what Footnote keeps in a data folder, and reports whether that
// is all that is in it: then the folder is Footnote's, too, and not one that
// somebody shares with others.
func dataFiles(dir string) (paths []string, own bool) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, false
	}
	own = true
	for _, e := range entries {
		if isDataName(e.Name()) {
			paths = append(paths, filepath.Join(dir, e.Name()))
		} else {
			own = false
		}
	}
	return paths, own
}

// keepPrivate takes the rights of others from what is in a data folder: an
// earlier version, a copy or another umask may have left them wider. It is no
// reason not to answer if that can't be done, as with files of another user;
// doctor tells of it.
func (a *app) keepPrivate(dir string) {
	paths, own := dataFiles(dir)
	note := func(path string, err error) {
		if err != nil {
			a.log.Info("other users may read what is in the data folder", "path", path, "err", err)
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

// privacy checks that other users can neither read nor replace what is in a data
// folder.
func (d *doctor) privacy(dir string) {
	const check = "data"
	paths, own := dataFiles(dir)
	var exposed []string
	for _, path := range paths {
		exposed = append(exposed, private.Exposed(path)...)
	}
	if len(exposed) > 0 {
		d.warn(check, "footnote index restricts them; where it can't, chmod -R go= as their owner", "other users of this machine may get at %s: %s", terminal.Count(len(exposed), "path"), firstOf(exposed))
	}
	if !own && private.OthersCanWrite(dir) {
		d.warn(check, "chmod go-w takes that right away; or choose a folder of its own with FOOTNOTE_DATA", "other users of this machine may put files into %s, and take them away", dir)
	}
}
