package pdf

import (
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Note is what stands beside the text of a page.
type Note struct {
	Page   int    // from 1
	Author string // of a comment, "" if the file doesn't say
	Text   string
	Field  bool // the value of a form's field
	Form   bool // of a form in XFA, which no page need show
	// Running is what the headers or footers of several pages say, from the first one.
	Running bool
}

// File is a file in a PDF file.
type File struct {
	Name string
	Data []byte
}

// Limits of the files that are taken out of one.
const (
	maxFiles     = 1_000
	maxFileBytes = 64 << 20 // in all
)

// drawAnnotations makes what form fields and notes show a part of the page, at the
// place where they show it. What they say without showing it, such as comments, it
// notes. A page whose annotations are damaged is read without them.
func (pg *page) drawAnnotations(p pdfium.Pdfium, which requests.Page) error {
	count, err := p.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: which})
	if err != nil || count.Count == 0 {
		return err
	}
	for i := range min(count.Count, maxAnnotations) {
		pg.readAnnotation(p, which, i)
	}
	_, err = p.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: which, Usage: requests.FPDFPage_FlattenUsageNormalDisplay})
	return err
}

// readAnnotation reads an annotation. Most are links, which say nothing of their own.
func (pg *page) readAnnotation(p pdfium.Pdfium, which requests.Page, index int) {
	a, err := p.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: which, Index: index})
	if err != nil {
		return
	}
	defer p.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a.Annotation})
	kind, err := p.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a.Annotation})
	if err != nil {
		return
	}
	value := func(key string) string {
		v, err := p.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a.Annotation, Key: key})
		if err != nil {
			return ""
		}
		return strings.TrimSpace(v.Value)
	}
	note := Note{Page: pg.number}
	switch kind.Subtype {
	case enums.FPDF_ANNOT_SUBTYPE_LINK, enums.FPDF_ANNOT_SUBTYPE_POPUP: // a popup shows another one's text
		return
	case enums.FPDF_ANNOT_SUBTYPE_WIDGET:
		pg.filled = true
		note.Text, note.Field = value("V"), true
	case enums.FPDF_ANNOT_SUBTYPE_FREETEXT, enums.FPDF_ANNOT_SUBTYPE_STAMP:
		pg.filled = true
		note.Text = value("Contents")
	case enums.FPDF_ANNOT_SUBTYPE_FILEATTACHMENT:
		note.Text = value("Contents")
		if f, err := p.FPDFAnnot_GetFileAttachment(&requests.FPDFAnnot_GetFileAttachment{Annotation: a.Annotation}); err == nil {
			pg.files = append(pg.files, readFile(p, f.Attachment))
		}
	default:
		note.Author, note.Text = value("T"), value("Contents")
	}
	if note.Text != "" {
		pg.notes = append(pg.notes, note)
	}
}

// noteBeside takes over what the pages have beside their text, without what they show
// as well.
func (d *Document) noteBeside(pages []page, running []Note) {
	d.noteRunning(running)
	shown := make(map[int]string)
	for _, paragraph := range d.Paragraphs {
		for _, part := range paragraph.Parts {
			shown[part.Page] += squeeze(part.Text)
		}
	}
	var all strings.Builder
	for i := range pages {
		if len(d.form) > 0 {
			all.WriteString(shown[pages[i].number])
		}
	}
	for _, note := range d.form {
		if !strings.Contains(all.String(), squeeze(note.Text)) {
			d.Beside = append(d.Beside, note)
		}
	}
	for _, pg := range pages {
		for _, note := range pg.notes {
			if !strings.Contains(shown[note.Page], squeeze(note.Text)) {
				d.Beside = append(d.Beside, note)
			}
		}
	}
}

// noteRunning takes over what headers and footers say, without the titles of the document
// and of its chapters.
func (d *Document) noteRunning(running []Note) {
	titles := make(map[string]bool)
	if len(running) > 0 {
		for i := range d.Paragraphs {
			titles[foldTitle(d.Paragraphs[i].joinedText())] = true
		}
	}
	for _, b := range d.Outline {
		titles[foldTitle(b.Title)] = true
	}
	for _, note := range running {
		if !titles[foldTitle(note.Text)] {
			d.Beside = append(d.Beside, note)
		}
	}
}

// squeeze leaves out white space, of which pages have their own.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// readFiles reads the files that are attached to the document.
func readFiles(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, d *Document) {
	count, err := p.FPDFDoc_GetAttachmentCount(&requests.FPDFDoc_GetAttachmentCount{Document: doc})
	if err != nil {
		return
	}
	for i := range min(count.AttachmentCount, maxFiles) {
		if a, err := p.FPDFDoc_GetAttachment(&requests.FPDFDoc_GetAttachment{Document: doc, Index: i}); err == nil {
			d.addFile(readFile(p, a.Attachment))
		}
	}
}

// addFile adds a file; of one that is too large, or can't be read, the name.
func (d *Document) addFile(file File) {
	size := len(file.Data)
	for _, f := range d.Files {
		size += len(f.Data)
	}
	if size > maxFileBytes {
		file.Data = nil
	}
	if len(d.Files) < maxFiles {
		d.Files = append(d.Files, file)
	}
}

func readFile(p pdfium.Pdfium, attachment references.FPDF_ATTACHMENT) File {
	var file File
	if name, err := p.FPDFAttachment_GetName(&requests.FPDFAttachment_GetName{Attachment: attachment}); err == nil {
		file.Name = name.Name
	}
	if f, err := p.FPDFAttachment_GetFile(&requests.FPDFAttachment_GetFile{Attachment: attachment}); err == nil {
		file.Data = f.Contents
	}
	return file
}
