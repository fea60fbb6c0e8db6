package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval"
	"footnote/retrieval/private"
)

// data checks the data folder: it can be written to and has room.
func (d *folder) data(_ context.Context, f *Findings) {
	dir, err := existing(d.library.Data)
	if err == nil {
		err = writable(dir)
	}
	if err != nil {
		f.Fail("make it writable for this user, or choose another folder with FOOTNOTE_DATA", "%s can't be written to: %v", d.library.Data, err)
		return
	}
	if owner, locked, err := d.library.Store.Locked(); err != nil {
		f.Warn("", "%v", err)
	} else if locked {
		f.Warn("wait until it has finished", "a process is changing the index: %s", owner)
	}
	privacy(f, d.library.Data)
	serving := ""
	if datafolder.IsServed(d.library.Data) {
		serving = ", used by a running footnote serve"
	}
	free, known := freeSpace(dir)
	need := d.needed()
	switch {
	case known && free < need:
		f.Fail("free some space, or choose a folder on another disk with FOOTNOTE_DATA", "%s left in %s, bringing the index up to date takes about %s", setting.ByteSize(free), d.library.Data, setting.ByteSize(need))
	case known:
		f.OK("%s, %s left%s", d.library.Data, setting.ByteSize(free), serving)
	default:
		f.OK("%s%s", d.library.Data, serving)
	}
}

// needed is about what the next sync takes: an index is about as large as its
// files, and the one before stays until the new one is complete, sharing with
// it what hasn't changed.
func (d *folder) needed() int64 {
	const least = 50e6
	known, err := d.library.Store.Files(context.Background())
	if err != nil {
		known = retrieval.StateList(nil)
	}
	var bytes int64
	for _, f := range d.docs.files {
		if !unchanged(known, f) {
			bytes += f.Size
		}
	}
	return max(least, bytes*5/4)
}

func unchanged(known retrieval.FileStates, f retrieval.File) bool {
	old, ok := retrieval.StateOf(known, f.Path)
	return ok && old.Size == f.Size && (old.ModTime.IsZero() || old.ModTime.Equal(f.ModTime))
}

// existing returns the folder itself or the nearest one above it that is there.
func existing(dir string) (string, error) {
	for {
		info, err := os.Stat(dir)
		switch {
		case err == nil && !info.IsDir():
			return "", fmt.Errorf("%s is a file, not a folder", dir)
		case err == nil:
			return dir, nil
		case !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir):
			return "", err
		}
		dir = filepath.Dir(dir)
	}
}

// writable tries to make a file.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".footnote-doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// privacy checks that other users can neither read nor replace what is in a data
// folder.
func privacy(f *Findings, dir string) {
	paths, own := datafolder.List(dir)
	var exposed []string
	for _, path := range paths {
		exposed = append(exposed, private.Exposed(path)...)
	}
	if len(exposed) > 0 {
		f.Warn("footnote index restricts them; where it can't, chmod -R go= as their owner", "other users of this machine may get at %s: %s", terminal.Count(len(exposed), "path"), firstOf(exposed))
	}
	if !own && private.OthersCanWrite(dir) {
		f.Warn("chmod go-w takes that right away; or choose a folder of its own with FOOTNOTE_DATA", "other users of this machine may put files into %s, and take them away", dir)
	}
}
