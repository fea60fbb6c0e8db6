package corpus

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"strings"
	"sync/atomic"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/corpus/apart"
	"footnote/retrieval/corpus/ocr"
)

// DefaultMaxFileSize is the size in bytes above which a file is not read.
const DefaultMaxFileSize = 256 << 20

// DefaultFileTime is the processor time that parsing a file may take.
const DefaultFileTime = 30 * time.Second

// Options tune a Corpus. The zero value is good.
type Options struct {
	// MaxFileSize in bytes; 0 means DefaultMaxFileSize.
	MaxFileSize int64
	// FileTime is the processor time that one file, or one file inside a
	// bundle, may take to parse; 0 means DefaultFileTime. Larger files get more.
	FileTime time.Duration
	// Apart parses files in processes of their own, if set: all but small texts.
	// Whoever made it closes it. Without it they are parsed in this process, which
	// a file can bring down.
	Apart *apart.Pool `json:"-"`
	// OCR reads pages and files that are pictures, if it names a program.
	OCR ocr.Options
	// PicturesLater has them read by ReadPictures alone, which takes its time: until then
	// their files are read without them. It is for where OCR names a program; where
	// nothing keeps what that reads, they are read at once all the same.
	PicturesLater bool
	// Journal is a folder in which is written down what is being parsed apart, so
	// that a file that ends the program isn't parsed again at its next start. It is
	// made if need be; "" has nothing written down.
	Journal string `json:"-"`
}

// Corpus is a tree of files seen as a source of documents. It is safe for use
// by several goroutines.
type Corpus struct {
	fsys     fs.FS
	pool     *apart.Pool // nil if files are parsed in this process
	journal  *journal    // nil if nothing is written down
	limits   limits
	formats  []format
	current  map[string]bool // their keys
	linguist linguist
	ocr      ocr.Options
	pictures pictures
	linked   atomic.Bool  // the last listing had symbolic links
	running  atomic.Int64 // parsers that were given up but haven't ended: this process is past use
}

var _ retrieval.Source = (*Corpus)(nil)

// New returns the corpus of all files in fsys.
func New(fsys fs.FS, o Options) *Corpus {
	c := &Corpus{
		fsys: fsys, pool: o.Apart,
		limits: limits{
			fileBytes: cmp.Or(o.MaxFileSize, DefaultMaxFileSize),
			time:      cmp.Or(o.FileTime, DefaultFileTime),
			clock:     threadClock,
			ocr:       ocr.New(o.OCR),
		},
		ocr:      o.OCR,
		linguist: newLinguist(),
	}
	c.limits.later = o.PicturesLater && c.limits.ocr == nil
	c.pictures.later = func() bool { return o.PicturesLater && c.limits.ocr.IsKept() }
	if o.Journal != "" {
		c.journal = &journal{folder: o.Journal}
	}
	c.setFormats(newFormats())
	return c
}

// Folder returns the corpus of the folder dir, which has no files until it is
// reopened. Symbolic links are followed as long as they stay inside it; dir may
// be one itself, which leads anywhere.
func Folder(dir string, o Options) *Corpus {
	return Mounted([]Mount{{Path: dir}}, o)
}

// Open returns the corpus of the folder dir as it is now.
func Open(dir string, o Options) (*Corpus, error) {
	c := Folder(dir, o)
	if err := c.Reopen(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// Reopen looks the folder up by its path, where another one may be by now, and
// fails if there is none. Call it before each listing, not while files are read.
func (c *Corpus) Reopen() error {
	if f, ok := c.fsys.(replaceable); ok {
		return f.openAgain()
	}
	return nil
}

// IsReplaced reports whether the folder is another one than when Accept was
// last called: none of its files is known to be unchanged then, whatever its
// size and time are.
func (c *Corpus) IsReplaced() bool {
	f, ok := c.fsys.(replaceable)
	return ok && f.isReplaced()
}

// Accept is called when all of the folder was read as it is now, and is
// remembered.
func (c *Corpus) Accept() {
	c.journal.forgetTold()
	if f, ok := c.fsys.(replaceable); ok {
		f.acceptOpened()
	}
}

// ForgiveAll has files tried again during which the program ended before.
func (c *Corpus) ForgiveAll() { c.journal.forgiveAll() }

// FS is the tree of files that the corpus was made of.
func (c *Corpus) FS() fs.FS { return c.fsys }

// Close frees what readers hold, such as the engine for PDF, and the folder.
// Call it when no file is being read; the Corpus can't be used after it.
func (c *Corpus) Close() error {
	var errs []error
	c.journal.close()
	for _, f := range c.formats {
		if closer, ok := f.reader.(io.Closer); ok {
			errs = append(errs, closer.Close())
		}
	}
	if f, ok := c.fsys.(replaceable); ok {
		errs = append(errs, f.closeRoot())
	}
	return errors.Join(errs...)
}

// Files implements retrieval.Source. Hidden files, and those that programs
// leave behind, are not listed.
func (c *Corpus) Files(ctx context.Context) iter.Seq2[retrieval.File, error] {
	return func(yield func(retrieval.File, error) bool) {
		c.linked.Store(false)
		c.walkFrom(ctx, ".", yield)
	}
}

// FilesBelow yields those of Files that are at a path or in the folder there.
func (c *Corpus) FilesBelow(ctx context.Context, name string) iter.Seq2[retrieval.File, error] {
	return func(yield func(retrieval.File, error) bool) {
		if !fs.ValidPath(name) {
			return
		}
		for above := name; above != "."; above = path.Dir(above) {
			if IsIgnored(path.Base(above)) || above != name && !isFolderListed(above) {
				return
			}
		}
		c.walkFrom(ctx, name, yield)
	}
}

// HasLinks reports whether there were symbolic links when Files was last listed: what
// they lead to may change at other paths than theirs.
func (c *Corpus) HasLinks() bool { return c.linked.Load() }

// isFolderListed reports whether the files of a folder are. Access rules would take it
// for documents outside of folders if its name read like a record of a file.
func isFolderListed(name string) bool { return retrieval.CollectionOf(name+"/x") != "" }

// walkFrom yields the files from a path on.
func (c *Corpus) walkFrom(ctx context.Context, root string, yield func(retrieval.File, error) bool) {
	err := fs.WalkDir(c.fsys, root, func(name string, d fs.DirEntry, err error) error {
		if cerr := ctx.Err(); cerr != nil {
			return cerr
		}
		if err != nil {
			if name == "." {
				return fmt.Errorf("list the corpus: %w", err)
			}
			if name == root && errors.Is(err, fs.ErrNotExist) {
				return nil // it is gone
			}
			if !yield(retrieval.File{}, describeUnread(name, err)) {
				return fs.SkipAll
			}
			return skipDir(d)
		}
		if name != "." && IsIgnored(d.Name()) {
			return skipDir(d)
		}
		if d.IsDir() {
			if name == "." || isFolderListed(name) {
				return nil
			}
			if !yield(retrieval.File{}, &retrieval.ReadError{Path: name, Reason: "the folder's name reads like a record of a file: rename it, without the #"}) {
				return fs.SkipAll
			}
			return fs.SkipDir
		}
		f, err := c.statFile(name)
		if errors.Is(err, errIgnore) {
			return nil
		}
		if d.Type()&fs.ModeSymlink != 0 {
			c.linked.Store(true)
			if err == nil && c.leadsElsewhere(name) {
				f.Size, f.ModTime = 0, time.Time{} // it is looked at each time, and read never
			}
		}
		if !yield(f, err) {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		yield(retrieval.File{}, err)
	}
}

// leadsElsewhere reports whether a file is a link to one of another collection.
func (c *Corpus) leadsElsewhere(name string) bool {
	files, ok := c.fsys.(linkChecking)
	return ok && files.leadsElsewhere(name)
}

func skipDir(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// errIgnore marks what is no file: a folder behind a link, a socket.
var errIgnore = errors.New("not a file")

func (c *Corpus) statFile(name string) (retrieval.File, error) {
	info, err := fs.Stat(c.fsys, name) // follows links
	if err != nil {
		return retrieval.File{}, describeUnread(name, err)
	}
	if !info.Mode().IsRegular() {
		return retrieval.File{}, errIgnore
	}
	return retrieval.File{Path: name, Size: info.Size(), ModTime: info.ModTime(), Device: deviceOf(info)}, nil
}

// SettingsFile is the name of the program's own settings, which may lie beside the
// documents.
const SettingsFile = "footnote.yaml"

// IsIgnored reports whether a name is not meant as a document's.
func IsIgnored(name string) bool {
	switch {
	case strings.HasPrefix(name, "."), // hidden
		strings.HasPrefix(name, "~$"), strings.HasSuffix(name, "~"), // office locks, backups
		name == "node_modules", name == "__pycache__", name == "Thumbs.db",
		name == SettingsFile:
		return true
	}
	switch path.Ext(name) {
	case ".swp", ".swx", ".tmp", ".crdownload", ".part":
		return true
	}
	return false
}

// formatSize prints a number of bytes for a person.
func formatSize(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f kB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}
