package corpus

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/corpus/office"
)

// officeReader reads Office files.
type officeReader struct{}

func (officeReader) sniff(in *input) bool { return office.Is(in.data) }

func (officeReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	parsed, err := office.Read(ctx, in.data)
	return in.emitParsed(ctx, parsed, err, emit)
}

// emitParsed emits what package office has read, and the files inside it. Of a file
// that is damaged or too large that may be its beginning, with the error to report.
func (in *input) emitParsed(ctx context.Context, parsed *office.Document, err error, emit func(*retrieval.Document) error) error {
	if parsed == nil {
		return in.officeError(err)
	}
	p := officeText(parsed.Blocks)
	own := error(nil)
	if p.b.Len() > 0 || len(parsed.Embedded) == 0 {
		own = in.emitOffice(parsed, p, emit)
	}
	if own == nil {
		own = in.readEmbedded(ctx, p.b.Len() > 0, parsed, emit)
	}
	var problem *retrieval.ReadError
	if own != nil && !errors.As(own, &problem) || err == nil {
		return own
	}
	var reason *office.Error
	if !errors.As(err, &reason) {
		return err
	}
	if problem != nil {
		return in.failInput(reason.Err, "%s (what comes before that was read); %s", reason.Reason, problem.Reason)
	}
	return in.failInput(reason.Err, "%s (what comes before that was read)", reason.Reason)
}

// officeError makes a reason of what package office reports.
func (in *input) officeError(err error) error {
	var problem *office.Error
	if !errors.As(err, &problem) {
		return err
	}
	if problem.Refused {
		return in.refuseInput("%s", problem.Reason)
	}
	return in.failInput(problem.Err, "%s", problem.Reason)
}

// officeText writes blocks as text.
func officeText(blocks []office.Block) *plainText {
	p := &plainText{}
	for i, b := range blocks {
		if b.Row && (i == 0 || !blocks[i-1].Row) {
			p.endList()
		}
		addBlock(p, b)
	}
	return p
}

func addBlock(p *plainText, b office.Block) {
	text := canonicalText(b.Text)
	switch {
	case b.Page > 0:
		p.endList()
		p.beginPage(b.Page)
	case b.Level > 0:
		p.endList()
		p.addHeading(b.Level, text)
	case b.Row:
		p.addRow(text)
	case b.Marker != "" && strings.TrimSpace(text) != "":
		p.beginItem(canonicalText(b.Marker) + " ")
		p.addParagraph(strings.TrimSpace(text))
	default:
		p.endList()
		p.addParagraph(text)
	}
}

// emitOffice emits the document that p holds with the facts of f.
func (in *input) emitOffice(f *office.Document, p *plainText, emit func(*retrieval.Document) error) error {
	d := in.newDocument(f.MediaType)
	p.finishText(d)
	if d.Text == "" {
		return in.refuseInput("it holds no text")
	}
	title := strings.TrimPrefix(cleanFact(f.Title), "Microsoft Word - ")
	if !slices.Contains(emptyTitles, strings.ToLower(title)) {
		d.Title = title
	}
	if d.Title == "" && len(d.Headings) > 0 {
		d.Title = d.Headings[0].Text
	}
	if author := cleanFact(f.Author); !slices.Contains(emptyAuthors, strings.ToLower(author)) {
		d.Author = author
	}
	d.Publisher = cleanFact(f.Publisher)
	d.Language = baseLanguage(f.Language)
	d.Published = createdDate(f.Created)
	return emit(d)
}

// createdDate returns the day of a document's making, "" if it can't be right:
// clocks that weren't set, or a template's date.
func createdDate(s string) string {
	if slices.Contains(templateDates, s) {
		return ""
	}
	date, _, _ := strings.Cut(s, "T")
	date = isoDate(date)
	if date < "1980-01-02" || date > time.Now().AddDate(0, 0, 2).Format(time.DateOnly) {
		return ""
	}
	return date
}

// What programs write where nobody said anything; the dates are those of the
// templates of python-docx and python-pptx.
var (
	emptyTitles = []string{"powerpoint presentation", "powerpoint-präsentation", "présentation powerpoint", "presentación de powerpoint",
		"untitled", "title", "word document", "slide 1", "document1", "presentation1", "untitled document", "no slide title", "template"}
	emptyAuthors  = []string{"python-docx", "openpyxl", "apache poi", "docx4j", "user", "microsoft office user", "unknown", "administrator", "admin", "author", "xlsxwriter", "un-named"}
	templateDates = []string{"2013-12-23T23:15:00Z", "2013-01-27T09:14:16Z"}
)
