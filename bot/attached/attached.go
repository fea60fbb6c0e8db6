// Package attached makes documents of the files that come with messages. They belong to
// the conversation in which they were sent, and nobody finds them from elsewhere.
//
// Nothing of a file stays: it is fetched from its platform, parsed, and indexed in a
// folder that goes with the index. A few indexes are kept open, so that the next
// question of a conversation doesn't fetch again. After a restart files are fetched
// anew, for as long as the platform has them.
package attached

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"footnote/bot"
	"footnote/bot/wording"
	"footnote/retrieval"
	"footnote/retrieval/corpus"
	"footnote/retrieval/private"
)

const (
	// DefaultMaxSize is the size in bytes above which a file isn't fetched.
	DefaultMaxSize = 10 << 20
	// MostFiles is how many files of a conversation are read, the latest ones.
	MostFiles = 5
	// fetchTime bounds how long fetching one file may take.
	fetchTime = 30 * time.Second
	// mostOpen is how many indexes are kept open.
	mostOpen = 16
)

// Options of a Shelf. Folder and Index are required.
type Options struct {
	// Folder holds what is being read. It is emptied at the start.
	Folder string
	// Index makes an index of documents below a folder, which goes when it is closed.
	Index func(ctx context.Context, folder string, docs []*retrieval.Document) (*retrieval.View, error)
	// MaxSize is that of a file in bytes; 0 means DefaultMaxSize.
	MaxSize int64
	Corpus  corpus.Options
}

// Shelf opens the files of conversations. It is safe for use by several goroutines.
type Shelf struct {
	Options
	mu   sync.Mutex
	open []*shelved // the one used last at the end
}

// Fetch gets a file, but not more than so many bytes of it. Its error says to people why
// that isn't possible.
type Fetch func(ctx context.Context, most int64) ([]byte, error)

// Item is a file with the way to get it.
type Item struct {
	bot.File
	Fetch Fetch
}

// Opened are the documents of some files.
type Opened struct {
	*retrieval.View           // nil if there are none
	Unread          []Problem // of files that aren't among them
}

// Problem says why a file can't be read.
type Problem struct {
	File bot.File
	// Say words the reason.
	Say func(*wording.Words) string
}

// Close lets go of the documents.
func (o Opened) Close() {
	if o.View != nil {
		o.View.Close()
	}
}

// shelved is an index that is kept open.
type shelved struct {
	key    string
	view   *retrieval.View
	unread []Problem
	users  int
	gone   bool // from Shelf.open
}

// New returns a Shelf.
func New(o Options) (*Shelf, error) {
	if o.MaxSize == 0 {
		o.MaxSize = DefaultMaxSize
	}
	if err := os.RemoveAll(o.Folder); err != nil {
		return nil, fmt.Errorf("remove what is left of files in messages: %w", err)
	}
	if err := private.MakeFolder(o.Folder); err != nil {
		return nil, fmt.Errorf("make the folder for files in messages: %w", err)
	}
	return &Shelf{Options: o}, nil
}

// Open fetches and reads files, unless the same are open. It fails only if ctx ends or
// the disk does.
func (s *Shelf) Open(ctx context.Context, items []Item) (Opened, error) {
	items = items[max(0, len(items)-MostFiles):]
	var ids []string
	for _, x := range items {
		ids = append(ids, x.ID)
	}
	key := strings.Join(ids, "\n")
	if o, ok := s.reuse(key); ok {
		return o, nil
	}
	var docs []*retrieval.Document
	var unread []Problem
	passing := false
	for _, x := range items {
		list, why, again := s.read(ctx, x)
		if err := ctx.Err(); err != nil {
			return Opened{}, err
		}
		docs, passing = append(docs, list...), passing || again
		if why != nil {
			unread = append(unread, Problem{x.File, why})
		}
	}
	one := &shelved{key: key, unread: unread}
	if len(docs) > 0 {
		var err error
		if one.view, err = s.Index(ctx, s.Folder, docs); err != nil {
			return Opened{}, fmt.Errorf("read files in a message: %w", err)
		}
	}
	return s.keep(one, !passing), nil
}

// reuse returns what is open already.
func (s *Shelf) reuse(key string) (Opened, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.open, func(x *shelved) bool { return x.key == key })
	if i < 0 {
		return Opened{}, false
	}
	one := s.open[i]
	s.open = append(slices.Delete(s.open, i, i+1), one)
	return s.lend(one), true
}

// keep keeps an index open for the next question, if it is to be kept.
func (s *Shelf) keep(one *shelved, kept bool) Opened {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.lend(one)
	if one.gone = !kept; kept {
		s.open = append(s.open, one)
	}
	for len(s.open) > mostOpen {
		s.dropFirst()
	}
	return o
}

// lend returns a view whose closing counts.
func (s *Shelf) lend(one *shelved) Opened {
	o := Opened{Unread: one.unread}
	if one.view != nil {
		one.users++
		o.View = retrieval.NewView(one.view.Index, func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			if one.users--; one.users == 0 && one.gone {
				one.view.Close()
			}
		})
	}
	return o
}

// dropFirst lets go of the index that was unused for longest.
func (s *Shelf) dropFirst() {
	one := s.open[0]
	s.open = s.open[1:]
	if one.gone = true; one.users == 0 && one.view != nil {
		one.view.Close()
	}
}

// Close lets go of all that nobody reads.
func (s *Shelf) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.open) > 0 {
		s.dropFirst()
	}
	return nil
}

// Read returns the documents of a file without keeping them, or why there are none.
func (s *Shelf) Read(ctx context.Context, x Item) (docs []*retrieval.Document, why func(*wording.Words) string) {
	docs, why, _ = s.read(ctx, x)
	return docs, why
}

// read returns the documents of a file, or why there are none. again reports whether it
// is worth trying again.
func (s *Shelf) read(ctx context.Context, x Item) (docs []*retrieval.Document, why func(*wording.Words) string, again bool) {
	if x.Size > s.MaxSize {
		return nil, s.sayTooLarge, false
	}
	fetching, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	data, err := x.Fetch(fetching, s.MaxSize+1)
	if complaint, ok := errors.AsType[*bot.Complaint](err); ok {
		return nil, func(*wording.Words) string { return complaint.Text }, false
	}
	if err != nil {
		return nil, func(w *wording.Words) string { return w.FileNotNow }, true
	}
	if int64(len(data)) > s.MaxSize {
		return nil, s.sayTooLarge, false
	}
	dir, err := os.MkdirTemp(s.Folder, "file-")
	if err != nil {
		return nil, sayNoRoom, true
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, plainName(x.Name))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return nil, sayNoRoom, true
	}
	err = corpus.ReadFile(ctx, path, s.Corpus, func(d *retrieval.Document) error {
		_, record, _ := strings.Cut(d.ID, "#")
		if d.ID = bot.AttachedID(x.File); record != "" {
			d.ID += "#" + record
		}
		docs = append(docs, d)
		return nil
	})
	if problem, ok := errors.AsType[*retrieval.ReadError](err); ok {
		return docs, func(*wording.Words) string { return problem.Reason }, false
	}
	if err != nil {
		return docs, func(w *wording.Words) string { return w.FileBroken }, true
	}
	if len(docs) == 0 {
		return nil, func(w *wording.Words) string { return w.FileEmpty }, false
	}
	return docs, nil, false
}

func (s *Shelf) sayTooLarge(w *wording.Words) string {
	return fmt.Sprintf(w.FileTooLarge, s.MaxSize>>20)
}

func sayNoRoom(w *wording.Words) string { return w.FileNoRoom }

// plainName is the name of a file as a name of one on disk: the end says what it may be.
func plainName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|#%`, r) || r < ' ' {
			return '_'
		}
		return r
	}, name)
	const longest = 100 // bytes
	if len(name) > longest {
		name = strings.ToValidUTF8(name[len(name)-longest:], "")
	}
	if name = strings.TrimLeft(name, ". "); name == "" {
		return "file"
	}
	return name
}
