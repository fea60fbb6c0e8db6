// Package private keeps what is written from other users of the machine: files
// are 0600 and folders 0700, whatever the umask is. An index holds the text of
// the documents, and the files beside it what people asked and the keys of the
// page.
//
// Only rights of others are taken away, never any of one's own. Where a system
// knows no such rights, as Windows, nothing is done, and nothing counts as
// exposed. Nor does anything fail because a file system knows none, as that of
// most memory sticks, or because a file is another user's: [Exposed] tells of
// those.
package private

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

const (
	fileMode   fs.FileMode = 0o600
	folderMode fs.FileMode = 0o700
	others     fs.FileMode = 0o077 // rights of the group and of everybody
	othersEdit fs.FileMode = 0o022
)

// hasModes reports whether the system keeps users apart by the modes of files.
func hasModes() bool { return runtime.GOOS != "windows" && runtime.GOOS != "plan9" }

// MakeFolder makes a folder, and those above it that are missing, for this user
// alone. One that is there stays as it is.
func MakeFolder(path string) error { return os.MkdirAll(path, folderMode) }

// Create opens an empty file to write, for this user alone. What is no regular
// file, such as /dev/null, stays as it is.
func Create(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, fileMode)
	if err != nil {
		return nil, err
	}
	// The mode that a file is made with doesn't change an old one.
	if info, err := f.Stat(); err == nil && isExposed(info) {
		_ = f.Chmod(info.Mode().Perm() &^ others)
	}
	return f, nil
}

// WriteFile writes a file for this user alone.
func WriteFile(path string, data []byte) error {
	f, err := Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// ReplaceFile writes a file for this user alone, as a whole or not at all.
func ReplaceFile(path string, data []byte) error {
	half := path + ".new"
	if err := WriteFile(half, data); err != nil {
		return err
	}
	return os.Rename(half, path)
}

// isExposed reports whether others have rights on a file or folder.
func isExposed(info fs.FileInfo) bool {
	return hasModes() && (info.Mode().IsRegular() || info.IsDir()) && info.Mode()&others != 0
}

// Restrict takes the rights of others from a file or a folder, not from what is
// in it. One that isn't there is no error.
func Restrict(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || !isExposed(info) {
		return err
	}
	return ignoreGone(os.Chmod(path, info.Mode().Perm()&^others))
}

// RestrictAll does so with a file or a folder and all below it. Links are not
// followed.
func RestrictAll(path string) error {
	var errs []error
	walk(path, func(path string, info fs.FileInfo, err error) {
		if err == nil && isExposed(info) {
			err = os.Chmod(path, info.Mode().Perm()&^others)
		}
		errs = append(errs, ignoreGone(err))
	})
	return errors.Join(errs...)
}

// Exposed lists what others have rights on, of a file or a folder and all below
// it.
func Exposed(path string) (list []string) {
	walk(path, func(path string, info fs.FileInfo, err error) {
		if err == nil && isExposed(info) {
			list = append(list, path)
		}
	})
	return list
}

// OthersCanWrite reports whether others may put files into a folder, or take
// them away.
func OthersCanWrite(folder string) bool {
	info, err := os.Stat(folder)
	return err == nil && hasModes() && info.Mode()&othersEdit != 0
}

// walk visits a file, or a folder and all below it, but no links.
func walk(path string, visit func(path string, info fs.FileInfo, err error)) {
	// A folder is visited before what is in it: from then on nobody else gets at
	// that.
	_ = filepath.WalkDir(path, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			visit(path, nil, err)
			return nil
		}
		if info, err := d.Info(); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			visit(path, info, err)
		}
		return nil
	})
}

// ignoreGone drops the error about a file that another process has removed
// meanwhile.
func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
