package corpus

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"unicode/utf8"

	"footnote/retrieval"
)

// zipReader reads the files in a zip archive, one after another. Documents
// that are zip packages themselves belong to readers before it; of those that
// come to it all the same it says what they are.
type zipReader struct{}

func (zipReader) sniff(in *input) bool {
	return bytes.HasPrefix(in.data, []byte("PK\x03\x04")) || bytes.HasPrefix(in.data, []byte("PK\x05\x06"))
}

// freeRatio is how much a zip entry may expand whatever it expands from, and
// maxRatio how many times beyond that. Deflate ends at about 1,000.
const (
	freeRatio = 16 << 20
	maxRatio  = 300
)

func (z zipReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	// The directory is counted before it is read: each entry of it costs
	// memory.
	if bytes.Count(in.data, []byte("PK\x01\x02")) > maxEntries {
		return in.failInput(nil, "it holds more than %d files; unpack it", maxEntries)
	}
	r, err := zip.NewReader(bytes.NewReader(in.data), int64(len(in.data)))
	if err != nil {
		return in.failInput(err, "its zip directory is damaged; was it copied completely?")
	}
	switch kind := packageKind(r); kind {
	case "":
	case iWork:
		return z.preview(ctx, in, r, emit)
	default:
		return in.refuseInput("not a document that can be read: %s", kind)
	}
	e := &entries{in: in, unit: "file", emit: emit}
	if export := findChatArchive(r); export != nil {
		return e.finishBundle(ctx, z.readChatArchive(ctx, e, export))
	}
	for _, f := range r.File {
		if err := z.entry(ctx, e, f); err != nil {
			return e.finishBundle(ctx, err)
		}
	}
	return e.finishBundle(ctx, nil)
}

// iWork is the kind of a document of Pages, Numbers or Keynote.
const iWork = "an iWork document; save it as PDF"

// preview reads the PDF that older documents of iWork carry of themselves.
func (zipReader) preview(ctx context.Context, in *input, r *zip.Reader, emit func(*retrieval.Document) error) error {
	f, err := r.Open("QuickLook/Preview.pdf")
	if err != nil {
		return in.refuseInput("not a document that can be read: %s", iWork)
	}
	defer f.Close()
	data, err := in.expandAll(ctx, f, 0)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return in.failInput(err, "its zip container is damaged; was it copied completely?")
	}
	return in.nestedInput(in.id, in.name+".pdf", data).readDocuments(ctx, emit)
}

// packageKind names a package of parts that is one document, "" if r isn't
// one.
func packageKind(r *zip.Reader) string {
	for i, f := range r.File {
		switch {
		case f.Name == "[Content_Types].xml":
			return "an Office Open XML package"
		case i == 0 && f.Name == "mimetype":
			return "an OpenDocument or EPUB package"
		case f.Name == "Index/Document.iwa", f.Name == "Index.zip", f.Name == "index.apxl", f.Name == "buildVersionHistory.plist":
			return iWork
		case f.Name == "META-INF/MANIFEST.MF":
			return "a Java archive"
		}
	}
	return ""
}

func (zipReader) entry(ctx context.Context, e *entries, f *zip.File) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	name := f.Name
	if f.NonUTF8 || !utf8.ValidString(name) {
		name = decodeText([]byte(name), "")
	}
	if strings.HasSuffix(name, "/") || !f.Mode().IsRegular() || isUnwanted(name) {
		return nil
	}
	name = e.uniqueName(name)
	if err := e.in.budget.countEntry(); err != nil {
		return err
	}
	switch {
	case f.Flags&1 != 0:
		return e.noteProblem(name, e.in.failInput(nil, "it is protected by a password"))
	case f.UncompressedSize64 > uint64(e.in.limits.fileBytes):
		return e.noteProblem(name, e.in.failInput(nil, "it is larger than the %s allowed", formatSize(e.in.limits.fileBytes)))
	case f.UncompressedSize64 > freeRatio && f.UncompressedSize64/maxRatio > f.CompressedSize64:
		return e.noteProblem(name, e.in.failInput(nil, "it expands more than %d-fold; it may be made to do harm", maxRatio))
	}
	r, err := f.Open()
	if err != nil {
		return e.noteProblem(name, e.in.failInput(err, "it can't be unpacked: %v", err))
	}
	defer r.Close()
	data, err := e.in.expandAll(ctx, r, int64(f.UncompressedSize64))
	if err != nil {
		return e.noteExpand(ctx, name, err)
	}
	return e.readEntry(ctx, name, data)
}
