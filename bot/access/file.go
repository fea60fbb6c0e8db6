package access

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"footnote/bot/inbox"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"footnote/bot"
)

// maxFile bounds what is read of a file.
const maxFile = 1 << 20

// lookEvery is how often a File looks for changes. It reads the file each time:
// a small one costs nothing, and editors, links and network folders, which hide
// changes in as many ways, all show them so.
const lookEvery = 2 * time.Second

// File is a bot.Policy that follows a file.
type File struct {
	path     string
	grammars []Grammar
	log      *slog.Logger
	// Known, if set before Run, lists the collections that there are, for
	// warnings about rules that have no effect.
	Known func(context.Context) ([]string, error)

	now  atomic.Pointer[Rules]
	last []byte // read last, be it right or wrong; used by one goroutine
	gone bool   // it couldn't be read last time
}

var _ inbox.Policy = (*File)(nil)

// Open reads a file, which must be right, with the grammars of the platforms.
func Open(path string, log *slog.Logger, grammars []Grammar) (*File, error) {
	data, err := read(path)
	if err != nil {
		return nil, err
	}
	rules, err := Parse(path, data, grammars)
	if err != nil {
		return nil, err
	}
	f := &File{path: path, grammars: grammars, log: log, last: data}
	f.now.Store(rules)
	return f, nil
}

func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no access file %s (correct FOOTNOTE_ACCESS, or make the file; without the setting everyone sees everything)", path)
	}
	if err != nil {
		return nil, fmt.Errorf("read the access rules: %w (make the file readable)", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the access rules: %w (FOOTNOTE_ACCESS must name a file)", err)
	case len(data) > maxFile:
		return nil, fmt.Errorf("%s has more than 1 MB, too much for access rules (correct FOOTNOTE_ACCESS)", path)
	}
	return data, nil
}

// Collections implements bot.Policy.
func (f *File) Collections(p bot.Place) ([]string, bool) { return f.now.Load().Collections(p) }

// HasKind reports whether any of the rules that count now names something by a kind of a
// platform, as Rules.HasKind does.
func (f *File) HasKind(platform, kind string) bool { return f.now.Load().HasKind(platform, kind) }

// Rules returns those that count now.
func (f *File) Rules() *Rules { return f.now.Load() }

// Run follows the file until ctx ends. A new file that is wrong, or gone, is
// logged once and the rules stay as they were.
func (f *File) Run(ctx context.Context) error {
	f.warn(ctx)
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			f.Look(ctx)
		case <-ctx.Done():
			return nil
		}
	}
}

// Look reads the file again if it has changed. It isn't for several goroutines.
func (f *File) Look(ctx context.Context) {
	data, err := read(f.path)
	if err != nil {
		if !f.gone {
			f.log.Error("the access rules stay as they were", "err", err)
		}
		f.gone = true
		return
	}
	back := f.gone
	f.gone = false
	if bytes.Equal(data, f.last) {
		if back {
			f.log.Info("the access file is back")
		}
		return
	}
	f.last = data
	rules, err := Parse(f.path, data, f.grammars)
	if err != nil {
		f.log.Error("the access rules stay as they were: the new ones are wrong", "err", strings.ReplaceAll(err.Error(), "\n", "; "))
		return
	}
	f.now.Store(rules)
	f.log.Info("the access rules have changed", "file", f.path)
	f.warn(ctx)
}

// warn logs which rules have no effect.
func (f *File) warn(ctx context.Context) {
	if f.Known == nil {
		return
	}
	known, err := f.Known(ctx)
	if err != nil {
		if ctx.Err() == nil {
			f.log.Warn("the access rules can't be compared with the collections", "err", err)
		}
		return
	}
	for _, w := range f.now.Load().Warnings(known) {
		f.log.Warn(w)
	}
}
