package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"footnote/adapters/terminal"
	"footnote/retrieval"
	room "footnote/retrieval/library"
)

// watch brings the index up to date, again after every change of the
// documents, until ctx ends.
func (c *indexCmd) watch(ctx context.Context, a *app, l *library) error {
	if l.IsSample() {
		return usageError("the sample corpus doesn't change (name a folder with --corpus to watch it)")
	}
	// Printing fails for good: a pipe that nobody reads any more ends the
	// watch, whatever can be tried again does not.
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var broken error
	first := true
	err := l.Follow(ctx, room.FollowOptions{
		Note: func(err error) { a.note("%v", err) }, Tune: a.tune,
		Sync: func(ctx context.Context, sync room.Syncer) error {
			r, err := a.syncBy(ctx, l, sync, retrieval.SyncOptions{Rehash: first && c.Rehash, Retry: first})
			if err != nil {
				return err
			}
			if first || c.JSON && r.Committed {
				err = c.print(a, l, r.SyncReport)
			} else if r.Committed {
				err = a.print(watchLine(time.Now(), r.SyncReport))
			}
			a.noteMissing(l, r.Missing)
			if err == nil && first {
				a.note("watching %s (interrupt to end)", l.Corpus)
			}
			if first = false; err != nil {
				broken = err
				stop()
			}
			return nil
		},
	})
	return errors.Join(err, broken)
}

// watchLine says in one line what a sync changed.
func watchLine(now time.Time, r retrieval.SyncReport) string {
	line := fmt.Sprintf("%s  %s; %s", now.Format(time.TimeOnly), changes(r), terminal.Count(r.Documents, "document"))
	if n := len(unreadable(r.Problems)); n > 0 {
		line += fmt.Sprintf("; %s could not be read", terminal.Count(n, "file"))
	}
	return line + "\n"
}
