package corpus

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"footnote/retrieval"
)

// What a bundle may cost, whatever is nested in it. Bundles that contain
// themselves are cut off by the depth, those that multiply by the counts.
const (
	maxDepth    = 8       // a mailbox, a forwarded mail in a mail in it, an archive there, and some
	maxEntries  = 1 << 16 // files in a bundle and in the bundles in it
	maxExpanded = 8       // bytes that come out of a bundle, in files of the largest size
)

var (
	errTooDeep  = fmt.Errorf("more than %d bundles are nested in it; it may be made to do harm", maxDepth)
	errTooLarge = errors.New("it is larger than a file may be")
)

// budget is what is left of what one file and all that is nested in it may
// cost. Its error, once set, ends the reading of the whole file.
type budget struct {
	entries int
	bytes   int64
	err     error
}

func newBudget(l *limits) *budget {
	return &budget{entries: maxEntries, bytes: maxExpanded * l.fileBytes}
}

// countEntry counts one more file inside a bundle.
func (b *budget) countEntry() error {
	if b.entries--; b.entries < 0 && b.err == nil {
		b.err = fmt.Errorf("it holds more than %d files; unpack it", maxEntries)
	}
	return b.err
}

// countExpanded counts n more bytes out of a bundle.
func (b *budget) countExpanded(n int64) error {
	if b.bytes -= n; b.bytes < 0 && b.err == nil {
		b.err = errors.New("it expands to more than is sane; it may be made to do harm, else unpack it")
	}
	return b.err
}

// nestedInput returns an input for a file inside in.
func (in *input) nestedInput(id, name string, data []byte) *input {
	inner := *in
	inner.id, inner.name, inner.data = id, path.Base(name), data
	inner.depth++
	return &inner
}

// expandAll reads what comes out of an archive, and gives up as soon as it is
// too much. expected is its size as far as it is known, so that memory is taken
// once.
func (in *input) expandAll(ctx context.Context, r io.Reader, expected int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(expected, 0), in.limits.fileBytes)) + bytes.MinRead)
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, err := io.CopyN(&b, r, 1<<20)
		if err := in.budget.countExpanded(n); err != nil {
			return nil, err
		}
		if int64(b.Len()) > in.limits.fileBytes {
			return nil, errTooLarge
		}
		if err == io.EOF {
			return b.Bytes(), nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// measureExpanded returns how many bytes come out of r, or an error as soon as
// they are more than a file may have. Damaged data counts as far as it can be
// read.
func (in *input) measureExpanded(ctx context.Context, r io.Reader) (int64, error) {
	n, _ := io.Copy(io.Discard, io.LimitReader(&contextReader{ctx, r}, in.limits.fileBytes+1))
	if n > in.limits.fileBytes {
		return n, errTooLarge
	}
	return n, ctx.Err()
}

// entries reads the files inside a bundle through the readers and remembers
// which gave nothing. Files that aren't documents go unmentioned as long as
// others are.
type entries struct {
	in    *input
	unit  string // "file", "attachment", "message"
	emit  func(*retrieval.Document) error
	names map[string]int

	good            int // documents
	failed, skipped problems
	left            problems // files that were read, but for what they leave out
}

// problems counts files that gave no document and keeps the first reasons.
type problems struct {
	count   int
	first   []string
	passing bool // one of them may be read another time
}

func (p *problems) addProblem(name string, problem *retrieval.ReadError) {
	const named = 3
	p.passing = p.passing || problem.Passing
	if p.count++; len(p.first) < named {
		p.first = append(p.first, name+": "+problem.Reason)
	}
}

func (p *problems) String() string {
	s := strings.Join(p.first, "; ")
	if more := p.count - len(p.first); more > 0 {
		s += fmt.Sprintf("; and %d more", more)
	}
	return s
}

// uniqueName returns a name for an entry that no other has: paths that lead
// upwards or to a root are made harmless, repeated names are numbered.
func (e *entries) uniqueName(name string) string {
	name = strings.ToValidUTF8(strings.ReplaceAll(name, `\`, "/"), "\uFFFD")
	name = strings.TrimPrefix(path.Clean("/"+oneLine(strings.Map(func(r rune) rune {
		if isControl(r) {
			return ' '
		}
		return r
	}, name))), "/")
	if name == "" {
		name = e.unit
	}
	if e.names == nil {
		e.names = make(map[string]int)
	}
	e.names[name]++
	if n := e.names[name]; n > 1 {
		return e.uniqueName(fmt.Sprintf("%s~%d", name, n))
	}
	return name
}

// readEntry reads one file of the bundle, whose name is unique. It returns only
// the errors that end the bundle.
func (e *entries) readEntry(ctx context.Context, name string, data []byte) error {
	if e.in.depth+1 > maxDepth {
		e.in.budget.err = errTooDeep
	}
	if e.in.budget.err != nil {
		return e.in.budget.err
	}
	id := e.in.id + "#" + name
	e.in.meter.countFor(id, len(data))
	before := e.good
	err := e.in.nestedInput(id, name, data).readDocuments(ctx, e.emitGood)
	if e.in.budget.err != nil {
		return e.in.budget.err
	}
	return e.noteRead(name, err, e.good > before)
}

// noteRead counts an entry of which not all was read, or nothing.
func (e *entries) noteRead(name string, err error, some bool) error {
	if problem := (*retrieval.ReadError)(nil); some && errors.As(err, &problem) && problem.Skipped {
		e.left.addProblem(name, problem)
		return nil
	}
	return e.noteProblem(name, err)
}

// noteProblem counts an entry that gave no document, or not all of them.
func (e *entries) noteProblem(name string, err error) error {
	problem := (*retrieval.ReadError)(nil)
	switch {
	case !errors.As(err, &problem):
		return err
	case problem.Skipped:
		e.skipped.addProblem(name, problem)
	default:
		e.failed.addProblem(name, problem)
	}
	return nil
}

// isUnwanted reports whether the corpus wouldn't list an entry as a file.
func isUnwanted(name string) bool {
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		if part == "__MACOSX" || part != "." && part != ".." && IsIgnored(part) {
			return true
		}
	}
	return false
}

// noteExpand counts an entry that could not be expanded.
func (e *entries) noteExpand(ctx context.Context, name string, err error) error {
	if err == e.in.budget.err || ctx.Err() != nil {
		return err
	}
	return e.noteProblem(name, e.in.failInput(err, "it can't be unpacked: %v", err))
}

// finishBundle returns how the bundle as a whole was read. err is what ended
// it, nil at its end.
func (e *entries) finishBundle(ctx context.Context, err error) error {
	all := func(n int) string { return formatCount(n, e.unit) }
	problem := (*retrieval.ReadError)(nil)
	switch {
	case err != nil && err == e.in.budget.err:
		return e.in.failInput(nil, "%v", err)
	case err != nil && ctx.Err() == nil && !errors.As(err, &problem) && errors.As(err, new(*damage)):
		return e.in.failInput(err, "it is damaged after %s; was it copied completely?", all(e.good+e.failed.count+e.skipped.count))
	case err != nil:
		return err
	case e.failed.count > 0:
		fail := e.in.failInput
		if e.failed.passing {
			fail = e.in.failNow
		}
		if e.good > 0 {
			return fail(nil, "%s of it could not be read: %s", all(e.failed.count), &e.failed)
		}
		return fail(nil, "nothing in it could be read, %s failed: %s", all(e.failed.count), &e.failed)
	case e.good > 0 && e.left.count > 0:
		return e.in.refuseInput("of %s in it not all was read: %s", all(e.left.count), &e.left)
	case e.good == 0 && e.skipped.count > 0:
		return e.in.refuseInput("none of its files is a document (%s): %s", all(e.skipped.count), &e.skipped)
	case e.good == 0:
		return e.in.refuseInput("there is nothing in it")
	}
	return nil
}

// damage marks an error of a bundle's own format, in contrast to one from
// emit.
type damage struct{ err error }

func (d *damage) Error() string { return d.err.Error() }
func (d *damage) Unwrap() error { return d.err }

// formatCount prints a number with its unit: "1 file", "2 files".
func formatCount(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
