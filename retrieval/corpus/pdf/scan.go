package pdf

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"slices"
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

const (
	// scanResolution is in dots per inch: programs that read pictures are made for
	// letters of 20 to 30 pixels, which 10 points have at 200 to 300.
	scanResolution = 200
	// maxScanPixels is the largest picture of a page that is made, at half the
	// resolution if need be: A2 and posters.
	maxScanPixels = 24_000_000
	// maxObjects of a page are looked at for a picture.
	maxObjects = 200
	// scanSample is how much text says what language a document is in, bytes.
	scanSample = 20_000
)

// readPictures reads the pages that have a picture and no text, or counts them where
// nothing can read them.
func (d *Document) readPictures(ctx context.Context, p pdfium.Pdfium, doc references.FPDF_DOCUMENT, pages []page, pace Pace) error {
	var sample strings.Builder
	for i := range pages {
		for _, r := range pages[i].runs {
			if sample.Len() < scanSample {
				sample.WriteString(r.text + " ")
			}
		}
	}
	for i := range pages {
		pg := &pages[i]
		if hasText(pg.runs) || !hasPicture(p, doc, pg.number-1) {
			continue
		}
		d.Pictures++
		if pace.ReadPicture == nil || d.ScanProblem != nil || pace.Enough != nil && pace.Enough() {
			continue
		}
		picture, err := renderPage(p, doc, pg.number-1)
		if err != nil {
			continue // it waits, as if nothing could read it
		}
		pg.scan, d.ScanProblem = pace.ReadPicture(ctx, picture, sample.String())
		if d.ScanProblem != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			continue
		}
		d.Pictures--
		d.Scanned++
	}
	return nil
}

func hasText(runs []run) bool {
	return slices.ContainsFunc(runs, func(r run) bool { return strings.TrimSpace(r.text) != "" })
}

// hasPicture reports whether a page has a picture, or a form that may have one.
func hasPicture(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) bool {
	which := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	count, err := p.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: which})
	if err != nil {
		return false
	}
	for i := range min(count.Count, maxObjects) {
		object, err := p.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: which, Index: i})
		if err != nil {
			return false
		}
		kind, err := p.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err == nil && (kind.Type == enums.FPDF_PAGEOBJ_IMAGE || kind.Type == enums.FPDF_PAGEOBJ_FORM) {
			return true
		}
	}
	return false
}

var errLargePage = errors.New("the page is too large to be made a picture")

// renderPage returns the picture of a page as PNG, in shades of grey.
func renderPage(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) ([]byte, error) {
	which := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	size, err := p.GetPageSize(&requests.GetPageSize{Page: which})
	if err != nil {
		return nil, err
	}
	const pointsPerInch = 72
	resolution := scanResolution
	pixels := func() float64 {
		scale := float64(resolution) / pointsPerInch
		return size.Width * scale * size.Height * scale
	}
	for pixels() > maxScanPixels {
		if resolution /= 2; resolution < scanResolution/4 {
			return nil, errLargePage
		}
	}
	made, err := p.RenderPageInDPI(&requests.RenderPageInDPI{Page: which, DPI: resolution, ImageFormat: requests.RenderImageFormatGrayscale})
	if err != nil {
		return nil, err
	}
	defer made.Cleanup()
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&b, made.Result.RenderedImage); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// addScans puts the paragraphs of pages that were read as pictures in their places.
func (d *Document) addScans(pages []page) {
	for _, pg := range pages {
		var scanned []Paragraph
		for text := range strings.SplitSeq(pg.scan, "\n\n") {
			if text = strings.Join(strings.Fields(text), " "); text != "" {
				scanned = append(scanned, Paragraph{Parts: []Part{{Page: pg.number, Text: text}}})
			}
		}
		at := slices.IndexFunc(d.Paragraphs, func(other Paragraph) bool { return other.Parts[0].Page > pg.number })
		if at < 0 {
			at = len(d.Paragraphs)
		}
		d.Paragraphs = slices.Insert(d.Paragraphs, at, scanned...)
	}
}
