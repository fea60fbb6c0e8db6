package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os/exec"
	"strings"
	"testing"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"

	"footnote/retrieval/corpus/ocr"
)

// pictureOf renders the first page of a file, as a scanner would see it.
func pictureOf(t *testing.T, e *Engine, data []byte) *image.Gray {
	t.Helper()
	instance, err := e.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var made []byte
	err = instance.runOnce(t.Context(), func(p pdfium.Pdfium) error {
		opened, err := p.OpenDocument(&requests.OpenDocument{FileReader: bytes.NewReader(data), FileReaderSize: int64(len(data))})
		if err == nil {
			made, err = renderPage(p, opened.Document, 0)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(made))
	if err != nil {
		t.Fatal(err)
	}
	grey := image.NewGray(decoded.Bounds())
	draw.Draw(grey, grey.Bounds(), decoded, image.Point{}, draw.Src)
	return grey
}

// scannedFile makes a PDF file: a page of text, then one that is a picture.
func scannedFile(picture *image.Gray, text string) []byte {
	stream := func(facts, data string) string {
		return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", facts, len(data), data)
	}
	size := picture.Bounds().Size()
	return assemble([]string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R 4 0 R 9 0 R] /Count 3 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F1 8 0 R >> >> >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 6 0 R /Resources << /XObject << /I 7 0 R >> >> >>",
		stream("", at("F1", 12, 50, 700, text)),
		stream("", "q 600 0 0 800 0 0 cm /I Do Q"),
		stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8", size.X, size.Y), string(picture.Pix)),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>", // empty
	}, "")
}

// TestScannedPage reads a page that is a picture with tesseract.
func TestScannedPage(t *testing.T) {
	program, err := exec.LookPath("tesseract")
	if err != nil {
		t.Skip("tesseract isn't installed (Debian: tesseract-ocr)")
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	reader := ocr.New(ocr.Options{Program: program})
	e := shared
	b := &builder{}
	b.page(at("F1", 24, 60, 700, "The lock opens at six"), at("F1", 24, 60, 660, "in the morning."))
	data := scannedFile(pictureOf(t, e, b.bytes()), "A page of text.")
	instance, err := e.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d, err := instance.Read(t.Context(), data, Pace{ReadPicture: func(ctx context.Context, picture []byte, _ string) (string, error) {
		return reader.ReadPicture(ctx, picture, "en")
	}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range d.Paragraphs {
		got = append(got, fmt.Sprintf("%d: %s", p.Parts[0].Page, p.joinedText()))
	}
	// Whether two lines are one paragraph is for the program to see.
	text := strings.ReplaceAll(strings.Join(got, "\n"), "six\n2: in", "six in")
	if want := "1: A page of text.\n2: The lock opens at six in the morning."; text != want || d.Scanned != 1 || d.Pictures != 0 {
		t.Errorf("got %q, %d scanned, %d wait", got, d.Scanned, d.Pictures)
	}
}

// TestPagesWait counts the pages that nothing reads.
func TestPagesWait(t *testing.T) {
	e := shared
	instance, err := e.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d, err := instance.Read(t.Context(), scannedFile(image.NewGray(image.Rect(0, 0, 60, 80)), "A page of text."), Pace{})
	if err != nil || d.Pictures != 1 || d.Scanned != 0 || d.Pages != 3 {
		t.Errorf("got %+v, %v", d, err)
	}
}
