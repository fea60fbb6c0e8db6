// Package show words what the verbs print beside answers: what bringing the index
// up to date did, and what the documents lack. Its functions make text, or data for
// JSON, of values and do nothing else.
package show

import (
	"fmt"
	"slices"
	"strings"

	"footnote/adapters/terminal"
	"footnote/retrieval"
)

// Index is "footnote index --json".
type Index struct {
	Corpus    string    `json:"corpus"`
	Data      string    `json:"data"`
	Files     int       `json:"files"`
	Documents int       `json:"documents"`
	Added     int       `json:"added"` // files, as the three below
	Changed   int       `json:"changed"`
	Removed   int       `json:"removed"`
	Unchanged int       `json:"unchanged"`
	Missing   int       `json:"missing,omitempty"` // gone, but their documents stay
	Bytes     int64     `json:"bytes"`             // of the files read
	Elapsed   float64   `json:"elapsed_ms"`
	Meaning   *Meaning  `json:"meaning,omitempty"` // null if passages are found by words alone
	Problems  []Problem `json:"problems"`
}

// Problem is a file that gave no document, or not all.
type Problem struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
	// Skipped files aren't meant to be read: pictures, empty files.
	Skipped bool `json:"skipped"`
	// Retried files are tried again though they haven't changed: the moment
	// may have been too busy for them.
	Retried bool `json:"retried,omitempty"`
}

// Meaning says how many passages can be found by their meaning.
type Meaning struct {
	Passages int `json:"passages"`
	Of       int `json:"of"` // that are in a language for it
	// In says which language that is, if it is one, such as " in English".
	In string `json:"-"`
}

// Text says it in a line, "" if there is nothing to say.
func (m *Meaning) Text() string {
	if m == nil || m.Of == 0 {
		return ""
	}
	return fmt.Sprintf("Found by their meaning, too: %s of %s%s.\n", terminal.Thousands(m.Passages), terminal.Count(m.Of, "passage"), m.In)
}

// IndexOf returns what a sync found and did.
func IndexOf(corpus, data string, r retrieval.SyncReport) Index {
	out := Index{
		Corpus: corpus, Data: data, Files: r.Files, Documents: r.Documents,
		Added: r.Added, Changed: r.Changed, Removed: r.Removed, Unchanged: r.Unchanged, Missing: r.Missing.Files,
		Bytes: r.Bytes, Elapsed: float64(r.Elapsed.Microseconds()) / 1000, Problems: []Problem{},
	}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, Problem{p.Path, p.Reason, p.Skipped, p.Passing})
	}
	return out
}

// Summary says what a sync found and did.
func Summary(screen terminal.Screen, corpus string, r retrieval.SyncReport) string {
	var b strings.Builder
	speed := ""
	if s := r.Elapsed.Seconds(); s > 0 && r.Bytes > 0 {
		speed = fmt.Sprintf(", %.1f MB/s", float64(r.Bytes)/1e6/s)
	}
	fmt.Fprintf(&b, "%s from %s in %s.\n", screen.Style(terminal.Bold, terminal.Count(r.Documents, "document")), terminal.Count(r.Files, "file"), terminal.OneLine(corpus))
	fmt.Fprintf(&b, "%s (read %s in %s%s).\n", Changes(r), Megabytes(r.Bytes), terminal.Seconds(r.Elapsed), speed)
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
	writeProblems(&b, screen, screen.Style(terminal.Yellow, "Could not be read: "+terminal.Count(len(failed), "file")), failed)
	writeProblems(&b, screen, screen.Style(terminal.Yellow, "Could not be read now, will be tried again: "+terminal.Count(len(passing), "file")), passing)
	writeProblems(&b, screen, "Left out: "+terminal.Count(len(skipped), "file"), skipped)
	return b.String()
}

// Megabytes prints an amount of data in units of 1,000,000 bytes, as MB/s are.
func Megabytes(n int64) string {
	if n < 1e5 {
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// writeProblems lists files by reason, the most frequent first, with the first few
// paths of each.
func writeProblems(b *strings.Builder, screen terminal.Screen, heading string, problems []*retrieval.ReadError) {
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
		screen.Block(b, "  ", "  ", "", fmt.Sprintf("%s: %s", terminal.Thousands(len(paths)), terminal.OneLine(reason)))
		more := len(paths) - mostPaths
		for _, path := range paths[:min(mostPaths, len(paths))] {
			b.WriteString("    " + screen.Style(terminal.Dim, path) + "\n")
		}
		if more > 0 {
			fmt.Fprintf(b, "    and %s more (--report FILE lists all)\n", terminal.Thousands(more))
		}
	}
}
