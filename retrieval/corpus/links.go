package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"footnote/retrieval"
)

// errElsewhere marks a file that can't be read under a name because it lies in
// another collection: access rules are about collections, and whoever may write into
// one folder would decide who reads another.
var errElsewhere = errors.New("it lies in another folder")

// linkReader is a tree of files that tells which of them are links.
type linkReader interface {
	fs.FS
	Lstat(name string) (fs.FileInfo, error)
	ReadLink(name string) (string, error)
}

// linkChecking is a tree of files that reports whether a name is a link to a file in
// another collection.
type linkChecking interface{ leadsElsewhere(name string) bool }

// mostLinks bounds how many links one name goes through, as operating systems do.
const mostLinks = 40

// followLinks returns the path of the file that a name leads to, without links.
func followLinks(files linkReader, name string) (string, error) {
	done, rest := ".", name
	for links := 0; rest != ""; {
		part, after, _ := strings.Cut(rest, "/")
		at := path.Join(done, part)
		if at == ".." || strings.HasPrefix(at, "../") {
			return "", fmt.Errorf("follow the link %s: it leaves the folder", name)
		}
		info, err := files.Lstat(at)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			done, rest = at, after
			continue
		}
		if links++; links > mostLinks {
			return "", fmt.Errorf("follow the link %s: it goes through too many others", name)
		}
		to, err := files.ReadLink(at)
		if err != nil {
			return "", err
		}
		to = strings.ReplaceAll(to, string(os.PathSeparator), "/")
		if path.IsAbs(to) {
			return "", fmt.Errorf("follow the link %s: it names a place on this machine", name)
		}
		rest = path.Join(to, after)
	}
	return done, nil
}

// checkPlace returns errElsewhere if the name of a file is a link to a file in
// another collection. Folders at the root that are hidden hold no documents: a link
// into one of them, as git-annex makes, is no way into another collection.
func checkPlace(files linkReader, name string) (real string, err error) {
	real, err = followLinks(files, name)
	if err != nil || real == name {
		return real, err
	}
	first, _, nested := strings.Cut(real, "/")
	if nested && IsIgnored(first) || retrieval.CollectionOf(real) == retrieval.CollectionOf(name) {
		return real, nil
	}
	return real, fmt.Errorf("%w: it is a link to %s", errElsewhere, real)
}

// openInPlace opens a file, unless its name leads to another collection. What is
// opened is compared with what was checked, because a link can be turned in between.
func openInPlace(files linkReader, name string) (f fs.File, err error) {
	const attempts = 3 // programs that save a file replace it
	for range attempts {
		if f, err = files.Open(name); err != nil {
			return nil, err
		}
		if err = checkOpened(files, name, f); err == nil {
			return f, nil
		}
		err = errors.Join(&fs.PathError{Op: "open", Path: name, Err: err}, f.Close())
		if !errors.Is(err, errReplaced) {
			break
		}
	}
	return nil, err
}

// errReplaced marks a file that was another one when it was checked than when it was
// opened.
var errReplaced = errors.New("it was replaced while it was opened")

func checkOpened(files linkReader, name string, f fs.File) error {
	opened, err := f.Stat()
	if err != nil || opened.IsDir() {
		return err
	}
	real, err := checkPlace(files, name)
	if err != nil {
		return err
	}
	checked, err := files.Lstat(real)
	if err == nil && !os.SameFile(opened, checked) {
		err = errReplaced
	}
	return err
}
