package corpus

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
	"footnote/retrieval/corpus/pdf"
)

// pdfReader reads PDF files. Close stops its engine.
type pdfReader struct{ engine *pdf.Engine }

func newPDFReader() pdfReader { return pdfReader{new(pdf.Engine)} }

// Close implements io.Closer.
func (r pdfReader) Close() error { return r.engine.Close() }

// sniff allows for junk before the header, as viewers do, and for one that is
// lost, but not for a text that merely speaks of PDF.
func (pdfReader) sniff(in *input) bool {
	has := func(s string) bool { return bytes.Contains(in.data, []byte(s)) }
	switch at := bytes.Index(in.data[:min(len(in.data), 1024)], pdfHeader); {
	case at == 0:
		return true
	case at > 0:
		return !bytes.HasPrefix(in.data, []byte("PK")) && (has("endobj") || has("startxref"))
	}
	return strings.EqualFold(path.Ext(in.name), ".pdf") && has(" obj") && has("endobj")
}

var pdfHeader = []byte("%PDF-")

func (r pdfReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	data := in.data
	if !bytes.Contains(data[:min(len(data), 1024)], pdfHeader) {
		data = append([]byte("%PDF-1.7\n"), data...)
	}
	var instance *pdf.Instance
	err := in.runShared(func() (err error) { // PDFium's start is no file's fault
		instance, err = r.engine.Acquire(ctx)
		return err
	})
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return ctx.Err()
	default:
		return in.failNow(err, "PDFium, which reads PDF, could not be started (%v)", err)
	}
	pace := pdf.Pace{Pages: in.meter.allowPages, Enough: in.meter.isNearLimit}
	if in.limits.ocr != nil {
		pace.ReadPicture = func(ctx context.Context, picture []byte, text string) (string, error) {
			return in.readPicture(ctx, picture, plainLanguage(text))
		}
	}
	parsed, err := instance.Read(ctx, data, pace)
	switch {
	case err == nil, errors.Is(err, pdf.ErrNoText):
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, pdf.ErrPassword):
		return in.failInput(nil, "it is protected by a password; save a copy without one")
	case errors.Is(err, pdf.ErrDamaged):
		return in.failInput(err, "the PDF is damaged; open it in a viewer and save it anew, if it opens")
	default:
		return in.failInput(err, "the PDF can't be read")
	}
	if parsed.Pictures+parsed.Scanned > 0 {
		in.notePictures()
	}
	e := &entries{in: in, unit: "attachment", emit: emit}
	own := in.emitPDF(ctx, parsed, e.emitGood)
	var problem *retrieval.ReadError
	if own != nil && !errors.As(own, &problem) {
		return own
	}
	beside := e.readPDFFiles(ctx, parsed.Files)
	var besideProblem *retrieval.ReadError
	if problem == nil || len(parsed.Files) == 0 || beside != nil && !errors.As(beside, &besideProblem) {
		if beside != nil {
			return beside
		}
		return own
	}
	if besideProblem != nil {
		problem.Reason += "; " + besideProblem.Reason
		problem.Skipped = problem.Skipped && besideProblem.Skipped
	}
	return problem
}

// readPDFFiles reads the files that are attached to a PDF file.
func (e *entries) readPDFFiles(ctx context.Context, files []pdf.File) error {
	for _, file := range files {
		err := e.in.budget.countEntry()
		name := e.uniqueName(orElse(file.Name, e.unit))
		switch {
		case err != nil:
		case file.Data == nil:
			err = e.noteProblem(name, e.in.failInput(nil, "it is too large, or damaged"))
		default:
			if err = e.in.budget.countExpanded(int64(len(file.Data))); err == nil {
				err = e.readEntry(ctx, name, file.Data)
			}
		}
		if err != nil {
			return e.finishDocument(ctx, err, nil)
		}
	}
	return e.finishDocument(ctx, nil, nil)
}

// waitingPages says how many pages are pictures that weren't read, and what to do.
func (in *input) waitingPages(parsed *pdf.Document) string {
	if parsed.ScanProblem != nil {
		return fmt.Sprintf("%s of it are pictures without text, and %s", formatCount(parsed.Pictures, "page"), describeOCR(parsed.ScanProblem))
	}
	return fmt.Sprintf("%s of %d are pictures without text; %s", formatCount(parsed.Pictures, "page"), parsed.Pages, in.howToReadPictures())
}

// emitPDF emits the document itself.
func (in *input) emitPDF(ctx context.Context, parsed *pdf.Document, emit func(*retrieval.Document) error) error {
	var p plainText
	for i := range parsed.Paragraphs {
		if err := ctx.Err(); err != nil {
			return err
		}
		addPDFParagraph(&p, &parsed.Paragraphs[i])
	}
	p.endList()
	for _, note := range parsed.Beside {
		addPDFNote(&p, note)
	}
	d := in.newDocument("application/pdf")
	p.finishText(d)
	switch {
	case d.Text == "" && parsed.ScanProblem != nil:
		return in.failInput(parsed.ScanProblem, "%s", in.waitingPages(parsed))
	case d.Text == "" && parsed.Pictures > 0:
		return in.refuseInput("it holds no text: %s", in.waitingPages(parsed))
	case d.Text == "":
		return in.refuseInput("it holds no text")
	case isUndecodable(d.Text):
		return in.refuseInput("its fonts don't tell which letters they show; run OCR (for example ocrmypdf --force-ocr) and index again")
	}
	if title := cleanFact(parsed.Title); !isJunkTitle(title, in.name) {
		d.Title = title
	} else if title = cleanFact(parsed.Largest); !isJunkTitle(title, "") {
		d.Title = title
	}
	if author := cleanFact(parsed.Author); !junkAuthor().MatchString(author) {
		d.Author = author
	}
	d.Published = pdfDate(parsed.Created)
	if err := emit(d); err != nil {
		return err
	}
	if parsed.Left > 0 {
		return in.failNow(nil, "of its %d pages the first %d were read: all would take more processor time, or memory, than a file may; split it, or raise FOOTNOTE_FILE_TIME",
			parsed.Pages, parsed.Pages-parsed.Left)
	}
	switch {
	case parsed.Pictures > 0 && parsed.ScanProblem != nil:
		return in.failInput(parsed.ScanProblem, "%s", in.waitingPages(parsed))
	case parsed.Pictures > 0:
		return in.refuseInput("%s", in.waitingPages(parsed))
	}
	return nil
}

// addPDFNote adds what stands beside the text. It comes after all pages, so that it
// breaks no sentence that goes from one page to the next.
func addPDFNote(p *plainText, note pdf.Note) {
	if note.Form || note.Running {
		p.addParagraph(note.Text)
		return
	}
	what := "Comment"
	if note.Field {
		what = "Field"
	}
	if note.Author != "" {
		what += " by " + note.Author
	}
	p.addParagraph(fmt.Sprintf("%s on page %d: %s", what, note.Page, note.Text))
}

// addPDFParagraph adds a paragraph, which may go over several pages.
func addPDFParagraph(p *plainText, g *pdf.Paragraph) {
	if number := g.Parts[0].Page; len(p.pages) == 0 || p.pages[len(p.pages)-1].Number < number {
		p.beginPage(number)
	}
	if g.Row {
		p.addRow(g.Parts[0].Text)
		return
	}
	p.endList()
	if g.Level > 0 {
		p.addHeading(g.Level, g.Parts[0].Text)
		return
	}
	var b strings.Builder
	var later []retrieval.Page // offsets into b
	for i, part := range g.Parts {
		if i > 0 {
			later = append(later, retrieval.Page{Offset: b.Len(), Number: part.Page})
		}
		b.WriteString(oneLine(canonicalText(p.cleanPiece(part.Text))))
		if i+1 < len(g.Parts) && strings.HasSuffix(part.Text, " ") {
			b.WriteByte(' ')
		}
	}
	text := b.String()
	if strings.TrimSpace(text) == "" {
		return
	}
	p.addText(text)
	for _, page := range later {
		page.Offset += p.b.Len() - len(text)
		p.pages = append(p.pages, page)
	}
}

// cleanFact makes a fact of the file one line of canonical text.
func cleanFact(s string) string { return oneLine(canonicalText(s)) }

var (
	junkTitles = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(?:microsoft \w+ -.*|untitled.*|unknown|unbenannt.*|sans titre.*|no title|title|titel|` +
			`(?:power ?point[- ])?(?:presentation|präsentation|présentation)\d*|document ?\d*|dokument ?\d*|doc\d+|slide ?\d*|folie ?\d*|layout ?\d*|` +
			`full page photo|print|template|default|test|temp|none|null|\(.*anonymous.*\)|about:blank|https?:.*|file:.*|[a-z]:\\.*|` +
			`.*\.(?:docx?|dotx?|xlsx?|pptx?|pdf|indd|qxd|qxp|tex|dvi|e?ps|rtf|od[tpsg]|fm|txt|x?html?|cdr|ai|psd|p65|pmd|wpd|tiff?|jpe?g|png|pages|key|md|xml))$`)
	})
	junkAuthor = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(?:|.|..|(?:windows |microsoft |default |the )?(?:office )?user\d*|admin.*|unknown|owner|author|autor|anonymous|none|null|` +
			`default|root|guest|pc|hp|asus|dell|acer|lenovo|user name|your name|\(?unspecified\)?|.*\\.*)$`)
	})
)

// isJunkTitle reports whether a title is what programs write if nobody has
// given one: their own names and those of files.
func isJunkTitle(title, file string) bool {
	letters := 0
	for _, r := range title {
		if unicode.IsLetter(r) {
			letters++
		}
		if r == utf8.RuneError || unicode.Is(unicode.Co, r) {
			return true
		}
	}
	// A word with digits or underscores in it is the name of a file.
	named := !strings.Contains(title, " ") && strings.ContainsAny(title, "0123456789_")
	stem, _, _ := strings.Cut(file, ".")
	return letters < 3 || len(title) > 300 || named || junkTitles().MatchString(title) ||
		strings.EqualFold(title, stem) && !strings.Contains(title, " ")
}

var pdfDateParts = regexp.MustCompile(`^(?:D:)?\s*(\d{4})(\d{2})(\d{2})`)

// pdfDate reads a date such as D:20240131120000+01'00', or one that a program
// has written in its own way. Dates before PDF are those of unset clocks.
func pdfDate(s string) string {
	date := ""
	if m := pdfDateParts.FindStringSubmatch(s); m != nil {
		if t, err := time.Parse("20060102", m[1]+m[2]+m[3]); err == nil {
			date = t.Format(time.DateOnly)
		}
	} else {
		date = isoDate(strings.TrimPrefix(s, "D:"))
	}
	if date < "1992" || date > "2100" {
		return ""
	}
	return date
}
