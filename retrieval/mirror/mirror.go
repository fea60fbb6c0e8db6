package mirror

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"footnote/retrieval/private"
)

const (
	passFile = ".pass"
	lockFile = ".lock"
)

// RecheckUnnamed is how long after it was last looked at a document that its source no
// longer names is asked about: an archive keeps what has left the feed, and must notice
// what was taken back.
const RecheckUnnamed = 7 * 24 * time.Hour

// ErrBusy is matched by the error of a Sync while another process fetches.
var ErrBusy = errors.New("another process is fetching it")

// Options tune Sync. The zero value is good.
type Options struct {
	// Progress, if set, is called after each document.
	Progress func(Report)
	// Now returns the time; nil is the clock.
	Now func() time.Time
}

// Report says what a Sync found.
type Report struct {
	New, Changed, Same, Gone, Failed int
	// Problems are some of what failed, each with its address.
	Problems []string
	// Last is the address that was looked at last.
	Last string
}

// Looked returns how many documents were looked at.
func (r Report) Looked() int { return r.New + r.Changed + r.Same + r.Gone + r.Failed }

const mostProblems = 20

// Pass is what is kept of the passes over a mirror.
type Pass struct {
	Began time.Time `json:"began"`
	// Ended is zero while a pass is under way, or if it was interrupted.
	Ended time.Time `json:"ended,omitzero"`
	// Full is when a pass last went through all that there is.
	Full time.Time `json:"full,omitzero"`
	// Paused is when a pass that its source broke off may go on: it goes on where it ended.
	Paused time.Time `json:"paused,omitzero"`
	// Documents are those that the mirror had then.
	Documents int `json:"documents"`
	// Problem is why the last pass failed, "" if it didn't.
	Problem string `json:"problem,omitempty"`
}

// ReadPass returns what is kept of the passes over the mirror in a folder, the zero
// value if there was none.
func ReadPass(dir string) (p Pass) {
	data, err := os.ReadFile(filepath.Join(dir, passFile))
	if err == nil && json.Unmarshal(data, &p) != nil {
		return Pass{}
	}
	return p
}

// Sync brings the mirror in a folder up to date with its source.
func Sync(ctx context.Context, dir string, source Source, o Options) (Report, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if err := private.MakeFolder(dir); err != nil {
		return Report{}, fmt.Errorf("make a folder for what is fetched: %w", err)
	}
	lock := flock.New(filepath.Join(dir, lockFile))
	if got, err := lock.TryLock(); err != nil {
		return Report{}, fmt.Errorf("lock what is fetched: %w", err)
	} else if !got {
		return Report{}, ErrBusy
	}
	defer lock.Unlock()
	f, err := loadFolder(dir)
	if err != nil {
		return Report{}, err
	}
	s := syncing{folder: f, Options: o, pass: ReadPass(dir)}
	// A pass that was paused again and again is old at last, and what it began with, too.
	goesOn := s.pass.Ended.IsZero() || !s.pass.Paused.IsZero() && o.Now().Sub(s.pass.Began) < RecheckUnnamed
	if !goesOn || s.pass.Began.IsZero() {
		s.pass.Began, s.pass.Ended = o.Now(), time.Time{}
		if err := s.writePass(); err != nil {
			return Report{}, err
		}
	}
	err = s.run(ctx, source)
	if ctx.Err() != nil {
		return s.report, errors.Join(err, s.writePass()) // it goes on where it ended
	}
	s.pass.Ended, s.pass.Documents, s.pass.Problem, s.pass.Paused = o.Now(), len(f.entries), "", time.Time{}
	if paused := (*PausedError)(nil); errors.As(err, &paused) {
		s.pass.Paused = o.Now().Add(paused.For)
	}
	if err != nil {
		s.pass.Problem = err.Error()
	} else {
		s.pass.Full = s.pass.Ended
	}
	return s.report, errors.Join(err, s.writePass())
}

// syncing is a pass under way.
type syncing struct {
	*folder
	Options
	pass   Pass
	report Report
}

func (s *syncing) writePass() error {
	data, err := json.Marshal(s.pass)
	if err != nil {
		return fmt.Errorf("write what was fetched: %w", err)
	}
	return s.writeFile(passFile, data)
}

func (s *syncing) run(ctx context.Context, source Source) error {
	if err := source.Changes(ctx, s.known, s.take); err != nil {
		return err
	}
	all, ok := source.(complete)
	namesAll := ok && all.NamesAll()
	var unnamed []*entry
	for _, e := range s.entries {
		if !e.seen && (namesAll || s.Now().Sub(e.Checked) >= RecheckUnnamed) {
			unnamed = append(unnamed, e)
		}
	}
	slices.SortFunc(unnamed, func(a, b *entry) int { return cmp.Or(a.Checked.Compare(b.Checked), cmp.Compare(a.URL, b.URL)) })
	for _, e := range unnamed {
		c, err := Change{State: Gone, Kept: e.Kept}, error(nil)
		if !namesAll {
			if c, err = source.Check(ctx, e.Kept); err != nil {
				return err
			}
		}
		if err := s.take(c); err != nil {
			return err
		}
	}
	return nil
}

// known implements Known.
func (s *syncing) known(address string) (Kept, bool) {
	e := s.find(address)
	if e == nil {
		return Kept{}, false
	}
	kept := e.Kept
	kept.Resumed = !kept.Checked.Before(s.pass.Began)
	return kept, true
}

// take brings what a source reports into the mirror.
func (s *syncing) take(c Change) error {
	err := s.takeChange(c)
	s.report.Last = c.URL
	if err == nil && s.Progress != nil {
		s.Progress(s.report)
	}
	return err
}

func (s *syncing) takeChange(c Change) error {
	e := s.find(c.URL)
	switch c.State {
	case Fetched:
		c.Checked = s.Now()
		isKnown := s.entries[c.URL] != nil
		changed, err := s.write(c)
		if err != nil {
			return err
		}
		switch {
		case !isKnown:
			s.report.New++
		case changed:
			s.report.Changed++
		default:
			s.report.Same++
		}
		s.entries[c.URL].seen = true
	case Same:
		s.report.Same++
		if e == nil {
			return nil
		}
		e.seen = true
		e.Checked, e.Mark = s.Now(), cmp.Or(c.Mark, e.Mark)
		return s.writeKept(e)
	case Gone:
		if e = s.entries[c.URL]; e == nil { // what only led to another document takes none with it
			return nil
		}
		s.report.Gone++
		return s.remove(e)
	case Failed:
		s.report.Failed++
		if len(s.report.Problems) < mostProblems {
			s.report.Problems = append(s.report.Problems, c.URL+": "+c.Problem)
		}
		if e != nil {
			e.seen = true
		}
	}
	return nil
}
