package doctor

import (
	"context"
	"errors"
	"fmt"
	"time"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/show"
	"footnote/retrieval"
	"footnote/retrieval/engine"
)

// index checks that the index can be read and is in step with the documents.
func (d *folder) index(ctx context.Context, f *Findings) {
	x, err := d.library.Store.Open(ctx)
	switch {
	case errors.Is(err, engine.ErrNoIndex):
		f.Warn("footnote index makes it, and so does serve when it starts", "there is none in %s yet", d.library.Where())
		return
	case engine.IsUntrusted(err):
		f.Warn("footnote index makes it again, and so does serve when it starts", "%v", err)
		return
	case err != nil:
		f.Fail("make it readable, or choose another folder with FOOTNOTE_DATA", "%v", err)
		return
	}
	stats := x.Stats()
	_ = x.Close()
	if kept, ok := d.library.Store.(interface{ Verify(context.Context) error }); ok {
		if err := kept.Verify(ctx); err != nil {
			f.Warn("footnote index makes it again, and so does serve when it starts", "%v", err)
			return
		}
	}
	states, err := d.library.Store.Files(ctx)
	changed, when := d.library.Store.Changed()
	if err = errors.Join(err, when); err != nil {
		f.Fail("run footnote index", "%v", err)
		return
	}
	d.states = states
	unread(f, states)
	if d.listed && !d.library.IsSample() {
		if m := retrieval.MissingFrom(states, d.docs.files, d.docs.unlisted); m.Files > 0 {
			f.Fail("", "%s", show.Missing(d.library.Corpus, m))
			return
		}
		if behind := behind(states, d.docs.files); behind != "" {
			f.Warn("footnote index brings it up to date; serve follows by itself", "the documents have changed since %s: %s", ago(changed), behind)
			return
		}
	}
	if d.library.Cluster() != nil {
		f.OK("%s, on %s, made %s", terminal.Count(stats.Documents, "document"), d.library.Where(), ago(changed))
		return
	}
	f.OK("%s, checksums right, made %s", terminal.Count(stats.Documents, "document"), ago(changed))
}

// unread reports the files that gave no document.
func unread(f *Findings, states retrieval.FileStates) {
	var failed, passing, skipped []string
	for s := range retrieval.EachState(states) {
		switch path := s.Path; {
		case s.Failed == "":
		case s.Skipped:
			skipped = append(skipped, path)
		case s.Passing:
			passing = append(passing, path)
		default:
			failed = append(failed, path)
		}
	}
	if len(failed) > 0 {
		f.Warn("footnote index says why", "%s gave no document, or not all: %s", terminal.Count(len(failed), "file"), firstOf(failed))
	}
	if len(passing) > 0 {
		f.Warn("footnote index tries at once and says why", "%s could not be read at the time and will be tried again: %s", terminal.Count(len(passing), "file"), firstOf(passing))
	}
	if len(skipped) > 0 {
		f.OK("%s without a document are left out: %s", terminal.Count(len(skipped), "file"), firstOf(skipped))
	}
}

// behind says how the index lags behind the documents, "" if it doesn't.
func behind(states retrieval.FileStates, files []retrieval.File) string {
	added, changed, here := 0, 0, make(map[string]bool, len(files))
	for _, f := range files {
		here[f.Path] = true
		if _, ok := states.Find(f.Path); !ok {
			added++
		} else if !unchanged(states, f) {
			changed++
		}
	}
	removed := 0
	for s := range retrieval.EachState(states) {
		if !here[s.Path] {
			removed++
		}
	}
	if added+changed+removed == 0 {
		return ""
	}
	return fmt.Sprintf("%s added, %s changed, %s removed", terminal.Thousands(added), terminal.Thousands(changed), terminal.Thousands(removed))
}

// ago says when something was, for people.
func ago(t time.Time) string {
	switch d := time.Since(t); {
	case d < 2*time.Minute:
		return "just now"
	case d < 2*time.Hour:
		return terminal.Count(int(d.Minutes()), "minute") + " ago"
	case d < 48*time.Hour:
		return terminal.Count(int(d.Hours()), "hour") + " ago"
	default:
		return terminal.Count(int(d.Hours()/24), "day") + " ago"
	}
}
