// Package backup copies what must not be lost of a data folder into one archive, and
// puts it back: the questions with their answers and ratings, the key that signs links
// and sign-ins, and the tokens of programs. The index and its vectors are made anew
// from the documents.
package backup

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"footnote/adapters/sqlite"
	"footnote/cmd/footnote/datafolder"
	"footnote/retrieval/private"
)

// kept are the files of an archive beside its description.
func kept() []string {
	return []string{datafolder.Questions, datafolder.PageKey, datafolder.Tokens}
}

// descriptionName is that of the first file of an archive.
const descriptionName = "footnote-backup.json"

// format counts changes of what an archive has.
const format = 1

// Description says what an archive is of.
type Description struct {
	Format  int       `json:"format"`
	Corpus  string    `json:"corpus"`
	Version string    `json:"version"` // of the program that made it
	Made    time.Time `json:"made"`
	Files   []string  `json:"files"`
}

// Write writes an archive of a data folder, which a server may be using meanwhile. The
// questions are copied as they are at one moment.
func Write(ctx context.Context, w io.Writer, data string, d Description) (err error) {
	work, err := os.MkdirTemp(data, ".backup-")
	if err != nil {
		return fmt.Errorf("make room for a copy of the questions: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	files := make(map[string]string) // paths by name
	for _, name := range kept() {
		path := filepath.Join(data, name)
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if name == datafolder.Questions {
			copied := filepath.Join(work, name)
			if err := copyQuestions(ctx, path, copied); err != nil {
				return err
			}
			path = copied
		}
		files[name] = path
		d.Files = append(d.Files, name)
	}
	if len(files) == 0 {
		return fmt.Errorf("there is nothing to back up in %s: no questions, no key and no tokens", data)
	}
	d.Format = format
	zipped := gzip.NewWriter(w)
	archive := tar.NewWriter(zipped)
	if err := addDescription(archive, d); err != nil {
		return err
	}
	for _, name := range d.Files {
		if err := addFile(archive, name, files[name], d.Made); err != nil {
			return fmt.Errorf("back up %s: %w", name, err)
		}
	}
	return errors.Join(archive.Close(), zipped.Close())
}

func copyQuestions(ctx context.Context, from, to string) (err error) {
	store, err := sqlite.Open(ctx, from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return store.CopyTo(ctx, to)
}

func addDescription(w *tar.Writer, d Description) error {
	text, err := json.MarshalIndent(d, "", "\t")
	if err == nil {
		err = w.WriteHeader(&tar.Header{Name: descriptionName, Mode: 0o600, Size: int64(len(text)), ModTime: d.Made})
	}
	if err == nil {
		_, err = w.Write(text)
	}
	return err
}

func addFile(w *tar.Writer, name, path string, made time.Time) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: made}); err != nil {
		return err
	}
	_, err = io.CopyN(w, f, info.Size())
	return err
}

// Present lists what a restore into a data folder would replace.
func Present(data string) []string {
	return slices.DeleteFunc(kept(), func(name string) bool {
		_, err := os.Stat(filepath.Join(data, name))
		return err != nil
	})
}

// Restore puts the files of an archive into a data folder, which nobody may be using.
// All of it is read and checked first. What was there before stays beside it, under
// names that end in suffix.
func Restore(ctx context.Context, r io.Reader, data, suffix string) (d Description, err error) {
	if err := private.MakeFolder(data); err != nil {
		return d, fmt.Errorf("make the data folder: %w", err)
	}
	work, err := os.MkdirTemp(data, ".restore-")
	if err != nil {
		return d, fmt.Errorf("make room for what is restored: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	if d, err = unpack(r, work); err != nil {
		return d, err
	}
	if slices.Contains(d.Files, datafolder.Questions) {
		store, err := sqlite.Open(ctx, filepath.Join(work, datafolder.Questions))
		if err == nil {
			err = store.Close()
		}
		if err != nil {
			return d, fmt.Errorf("check the questions of the archive: %w", err)
		}
	}
	for _, name := range d.Files {
		if err := replace(work, data, name, suffix); err != nil {
			return d, fmt.Errorf("put %s in its place: %w", name, err)
		}
	}
	return d, nil
}

// replace moves a file to its place. The journals of a store belong to it and to no
// other one.
func replace(from, to, name, suffix string) error {
	for _, journal := range []string{"", "-wal", "-shm", "-journal"} {
		old := filepath.Join(to, name+journal)
		if err := os.Rename(old, filepath.Join(to, name+suffix+journal)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.Rename(filepath.Join(from, name), filepath.Join(to, name))
}

// unpack reads an archive into a folder. It takes the files that there can be, and no
// others.
func unpack(r io.Reader, dir string) (d Description, err error) {
	zipped, err := gzip.NewReader(r)
	if err != nil {
		return d, fmt.Errorf("read the archive: %w (is it one that footnote backup has made?)", err)
	}
	archive := tar.NewReader(zipped)
	head, err := archive.Next()
	if err != nil || head.Name != descriptionName {
		return d, errors.New("the archive is none that footnote backup has made")
	}
	const longest = 1 << 20
	if err := json.NewDecoder(io.LimitReader(archive, longest)).Decode(&d); err != nil {
		return d, fmt.Errorf("read the archive: %w", err)
	}
	if d.Format != format {
		return d, fmt.Errorf("the archive has format %d, this program knows %d (use the version %s that made it)", d.Format, format, d.Version)
	}
	var found []string
	for {
		head, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return d, fmt.Errorf("read the archive: %w", err)
		}
		if !slices.Contains(kept(), head.Name) || head.Typeflag != tar.TypeReg || slices.Contains(found, head.Name) {
			return d, fmt.Errorf("the archive holds %q, which no backup has", head.Name)
		}
		if err := unpackFile(archive, filepath.Join(dir, head.Name)); err != nil {
			return d, fmt.Errorf("read %s from the archive: %w", head.Name, err)
		}
		found = append(found, head.Name)
	}
	if _, err := io.Copy(io.Discard, zipped); err != nil { // its checksum stands at the end
		return d, fmt.Errorf("read the archive: %w", err)
	}
	slices.Sort(found)
	listed := slices.Sorted(slices.Values(d.Files))
	if !slices.Equal(found, listed) {
		return d, fmt.Errorf("the archive is incomplete: it has %v and should have %v", found, listed)
	}
	return d, nil
}

func unpackFile(r io.Reader, path string) error {
	f, err := private.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Sync(), f.Close())
}
