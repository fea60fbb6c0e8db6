package pulled

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	mmap "github.com/blevesearch/mmap-go"

	"footnote/retrieval/encoder"
	"footnote/retrieval/encoder/weights"
	"footnote/retrieval/meaning"
)

// Folder keeps pulled models.
type Folder struct {
	Dir     string
	Sources []Source
}

// DefaultDir is where models are kept if nothing is set.
func DefaultDir() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no cache folder for models: %w (choose a folder with FOOTNOTE_MODELS)", err)
	}
	return filepath.Join(cache, "footnote", "models"), nil
}

// Find returns the source of a model. Its error says which ones there are.
func (f Folder) Find(name string) (Source, error) {
	i := slices.IndexFunc(f.Sources, func(s Source) bool { return s.Name == name })
	if i < 0 {
		var names []string
		for _, s := range f.Sources {
			names = append(names, s.Name)
		}
		return Source{}, fmt.Errorf("there is no model %q to pull (there is %s)", name, strings.Join(names, ", "))
	}
	return f.Sources[i], nil
}

func (f Folder) path(s Source) string { return filepath.Join(f.Dir, s.Name+".bin") }

// Has reports whether a model is there, and the bytes that it takes.
func (f Folder) Has(name string) (bytes int64, ok bool) {
	s, err := f.Find(name)
	if err != nil {
		return 0, false
	}
	info, err := os.Stat(f.path(s))
	if err != nil {
		return 0, false
	}
	return info.Size(), true
}

// Identity names a model and the bytes of its file.
func (s Source) Identity() string { return s.Name + " sha256:" + s.Packed }

// ByIdentity returns the name of the model that has an identity, "" if it is none of
// these.
func (f Folder) ByIdentity(identity string) string {
	for _, s := range f.Sources {
		if s.Identity() == identity {
			return s.Name
		}
	}
	return ""
}

// Open readies a model that was pulled. Its file is mapped into memory, and stays so
// until the program ends: of the big table of its pieces only the rows that texts need
// are read.
func (f Folder) Open(name string) (meaning.Model, error) {
	s, err := f.Find(name)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(f.path(s))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the model %s isn't there (footnote model pull %s fetches it)", name, name)
	}
	if err != nil {
		return nil, fmt.Errorf("open the model %s: %w", name, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("open the model %s: %w", name, err)
	}
	if info.Size() == 0 {
		return nil, damagedModel(f.path(s), name, errors.New("it is empty"))
	}
	data, err := mmap.Map(file, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("open the model %s: %w", name, err)
	}
	m, err := weights.Parse(data)
	if err == nil {
		var e *encoder.Encoder
		if e, err = encoder.Open(m); err == nil {
			return meaning.NewLocal(e, s.Identity()), nil
		}
	}
	return nil, errors.Join(damagedModel(f.path(s), name, err), data.Unmap())
}

func damagedModel(path, name string, err error) error {
	return fmt.Errorf("the model in %s can't be used: %w (remove the file, and footnote model pull %s fetches it again)", path, err, name)
}
