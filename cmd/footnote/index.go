package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"footnote/adapters/terminal"
	"footnote/retrieval"
	"footnote/retrieval/private"
)

// indexCmd brings the index up to date.
type indexCmd struct {
	Watch  bool   `help:"Go on and follow the changes of the documents, until interrupted."`
	Rehash bool   `help:"Read every file again, even where size and time say that it is unchanged, and parse again what could not be read."`
	JSON   bool   `help:"Print the summary as one JSON object."`
	Report string `placeholder:"FILE" help:"Write the files that gave no document, or not all, to FILE, one JSON object a line (- is standard output)."`
	emptyFlag
}

// Help implements kong.HelpProvider.
func (indexCmd) Help() string {
	return `If all files are gone at once, or most of them and more than a few, their documents stay in the index until the files are back or as many others have taken their place: a drive that isn't mounted looks the same. Then the exit code is 1. --allow-empty confirms that they are gone for good, for a running "footnote serve" of the same index, too.`
}

// indexOutput is "footnote index --json".
type indexOutput struct {
	Corpus    string         `json:"corpus"`
	Data      string         `json:"data"`
	Files     int            `json:"files"`
	Documents int            `json:"documents"`
	Added     int            `json:"added"` // files, as the three below
	Changed   int            `json:"changed"`
	Removed   int            `json:"removed"`
	Unchanged int            `json:"unchanged"`
	Missing   int            `json:"missing,omitempty"` // gone, but their documents stay
	Bytes     int64          `json:"bytes"`             // of the files read
	Elapsed   float64        `json:"elapsed_ms"`
	Problems  []indexProblem `json:"problems"`
}

type indexProblem struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
	// Skipped files aren't meant to be read: pictures, empty files.
	Skipped bool `json:"skipped"`
	// Retried files are tried again though they haven't changed: the moment
	// may have been too busy for them.
	Retried bool `json:"retried,omitempty"`
}

// Run indexes.
func (c *indexCmd) Run(ctx context.Context, a *app) (err error) {
	if c.JSON && c.Report == "-" {
		return usageError("--json and --report - both want standard output (--json has the problems too)")
	}
	l, err := a.library(true)
	if err != nil {
		return err
	}
	if err := l.OpenDocuments(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	l.AllowEmpty = c.AllowEmpty
	if c.Watch {
		return c.watch(ctx, a, l)
	}
	r, err := a.sync(ctx, l, retrieval.SyncOptions{Rehash: c.Rehash, Retry: true})
	if err != nil {
		return err
	}
	if err := c.print(a, l, r.SyncReport); err != nil {
		return err
	}
	if r.Missing.Files > 0 {
		return errors.New(missingText(l, r.Missing))
	}
	return nil
}

// print prints what a sync found and did.
func (c *indexCmd) print(a *app, l *library, r retrieval.SyncReport) error {
	out := indexOutput{
		Corpus: l.Corpus, Data: l.Data, Files: r.Files, Documents: r.Documents,
		Added: r.Added, Changed: r.Changed, Removed: r.Removed, Unchanged: r.Unchanged, Missing: r.Missing.Files,
		Bytes: r.Bytes, Elapsed: milliseconds(r.Elapsed), Problems: []indexProblem{},
	}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, indexProblem{p.Path, p.Reason, p.Skipped, p.Passing})
	}
	if err := c.report(a, out.Problems); err != nil {
		return err
	}
	if c.JSON {
		return a.printJSON(out)
	}
	return a.print(a.summary(l, r))
}

// report writes the problems as JSON lines.
func (c *indexCmd) report(a *app, problems []indexProblem) (err error) {
	var w io.Writer = a.stdout
	switch c.Report {
	case "":
		return nil
	case "-":
	default:
		f, err := private.Create(c.Report)
		if err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		w = f
	}
	for _, p := range problems {
		line, err := jsonLine(p)
		if err == nil {
			_, err = io.WriteString(w, line)
		}
		if err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
	}
	return nil
}

// summary says what a sync found and did.
func (a *app) summary(l *library, r retrieval.SyncReport) string {
	var b strings.Builder
	speed := ""
	if s := r.Elapsed.Seconds(); s > 0 && r.Bytes > 0 {
		speed = fmt.Sprintf(", %.1f MB/s", float64(r.Bytes)/1e6/s)
	}
	fmt.Fprintf(&b, "%s from %s in %s.\n", a.out.Style(terminal.Bold, terminal.Count(r.Documents, "document")), terminal.Count(r.Files, "file"), terminal.OneLine(l.Corpus))
	fmt.Fprintf(&b, "%s (read %s in %s%s).\n", changes(r), megabytes(r.Bytes), terminal.Seconds(r.Elapsed), speed)
	if r.Documents == 0 {
		b.WriteString("There is nothing to ask: no file in it gave a document.\n")
	}
	var skipped, passing, failed []*retrieval.ReadError
	for _, p := range r.Problems {
		switch {
		case p.Skipped:
			skipped = append(skipped, p)
		case p.Passing:
			passing = append(passing, p)
		default:
			failed = append(failed, p)
		}
	}
	a.problems(&b, a.out.Style(terminal.Yellow, "Could not be read: "+terminal.Count(len(failed), "file")), failed)
	a.problems(&b, a.out.Style(terminal.Yellow, "Could not be read now, will be tried again: "+terminal.Count(len(passing), "file")), passing)
	a.problems(&b, "Left out: "+terminal.Count(len(skipped), "file"), skipped)
	return b.String()
}

// megabytes prints an amount of data in units of 1,000,000 bytes, as MB/s are.
func megabytes(n int64) string {
	if n < 1e5 {
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// problems lists files by reason, the most frequent first, with the first few
// paths of each.
func (a *app) problems(b *strings.Builder, heading string, problems []*retrieval.ReadError) {
	if len(problems) == 0 {
		return
	}
	const mostPaths = 3
	byReason := make(map[string][]string)
	var reasons []string
	for _, p := range problems {
		if byReason[p.Reason] == nil {
			reasons = append(reasons, p.Reason)
		}
		byReason[p.Reason] = append(byReason[p.Reason], terminal.OneLine(p.Path))
	}
	slices.SortStableFunc(reasons, func(r, s string) int { return len(byReason[s]) - len(byReason[r]) })
	fmt.Fprintf(b, "%s\n", heading)
	for _, reason := range reasons {
		paths := byReason[reason]
		a.out.Block(b, "  ", "  ", "", fmt.Sprintf("%s: %s", terminal.Thousands(len(paths)), terminal.OneLine(reason)))
		more := len(paths) - mostPaths
		for _, path := range paths[:min(mostPaths, len(paths))] {
			b.WriteString("    " + a.out.Style(terminal.Dim, path) + "\n")
		}
		if more > 0 {
			fmt.Fprintf(b, "    and %s more (--report FILE lists all)\n", terminal.Thousands(more))
		}
	}
}
