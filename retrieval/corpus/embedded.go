package corpus

import (
	"context"
	"path"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/corpus/office"
)

// readEmbedded reads the files inside a document, each as a document of its own, and
// says what of the document isn't read: files that failed, and what its readers don't
// see. hasText is whether the document itself was emitted.
func (in *input) readEmbedded(ctx context.Context, hasText bool, parsed *office.Document, emit func(*retrieval.Document) error) error {
	e := &entries{in: in, unit: "embedded file", emit: emit}
	if hasText {
		e.good++
	}
	for _, file := range parsed.Embedded {
		if err := e.readEmbeddedFile(ctx, file); err != nil {
			return e.finishDocument(ctx, err, parsed.Omitted)
		}
	}
	return e.finishDocument(ctx, nil, parsed.Omitted)
}

func (e *entries) readEmbeddedFile(ctx context.Context, file office.Embedded) error {
	if err := e.in.budget.countEntry(); err != nil {
		return err
	}
	if file.Read != nil {
		name := e.uniqueName(file.Name)
		parsed, err := file.Read(ctx)
		inner := e.in.nestedInput(e.in.id+"#"+name, name, nil)
		return e.noteProblem(name, inner.emitParsed(ctx, parsed, err, e.emitGood))
	}
	opened, err := file.Open(ctx)
	if err != nil {
		return e.noteProblem(e.uniqueName(file.Name), e.in.officeError(err))
	}
	name := opened.Name
	if name == "" {
		name = file.Name
	}
	if err := e.in.budget.countExpanded(int64(len(opened.Data))); err != nil {
		return err
	}
	if int64(len(opened.Data)) > e.in.limits.fileBytes {
		return e.noteProblem(e.uniqueName(name), e.in.failInput(nil, "%v", errTooLarge))
	}
	if strings.EqualFold(path.Ext(name), ".bin") {
		name = strings.TrimSuffix(name, path.Ext(name)) // it says nothing of what is in it
	}
	return e.readEntry(ctx, e.uniqueName(name), opened.Data)
}

// emitGood emits a document and counts it.
func (e *entries) emitGood(d *retrieval.Document) error {
	e.good++
	return e.emit(d)
}

// finishDocument returns how a document was read that has files inside it. err is
// what ended the reading, nil at its end. Unlike a bundle's, each file that gave
// nothing is named: people don't know that it is there.
func (e *entries) finishDocument(ctx context.Context, err error, omitted []string) error {
	if err != nil && err == e.in.budget.err {
		return e.in.failInput(nil, "%v", err)
	}
	if err != nil {
		return err
	}
	var parts []string
	if e.failed.count > 0 {
		parts = append(parts, formatCount(e.failed.count, e.unit)+" of it could not be read: "+e.failed.String())
	}
	if e.skipped.count > 0 {
		parts = append(parts, formatCount(e.skipped.count, e.unit)+" of it gave no text: "+e.skipped.String())
	}
	if len(omitted) > 0 {
		parts = append(parts, "read without "+strings.Join(omitted, ", "))
	}
	if e.left.count > 0 {
		parts = append(parts, "of "+formatCount(e.left.count, e.unit)+" in it not all was read: "+e.left.String())
	}
	switch reason := strings.Join(parts, "; "); {
	case reason == "":
		return nil
	case e.failed.passing:
		return e.in.failNow(nil, "%s", reason)
	case e.failed.count > 0:
		return e.in.failInput(nil, "%s", reason)
	default:
		return e.in.refuseInput("%s", reason)
	}
}
