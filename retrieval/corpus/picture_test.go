//go:build unix

package corpus

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/retrieval"
	"footnote/retrieval/corpus/apart"
	"footnote/retrieval/corpus/ocr"
)

// scanOf is a PDF file whose only page is a picture.
func scanOf() []byte {
	return pdfOf(
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
		pdfStream("", "q 600 0 0 800 0 0 cm /I Do Q"),
		pdfStream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", "\xff\x00\x00\xff"),
	)
}

// TestPictures reads pictures and scans where a program does, and says what to do where
// none does. What waited is read again once there is one.
func TestPictures(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	program := filepath.Join(t.TempDir(), "reader")
	if err := os.WriteFile(program, []byte("#!/bin/sh\ncat >/dev/null\nprintf 'The lock opens\\nat six.\\n\\nIn the morning.\\n'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	with, without := Options{OCR: ocr.Options{Program: program}}, Options{}
	for name, data := range map[string][]byte{"a.png": []byte("\x89PNG\r\n\x1a\n\x00"), "scan.pdf": scanOf(), "photo": []byte("\xff\xd8\xff\xe0\x00")} {
		documents, problem := readBytes(t, name, data, with)
		if problem != nil || len(documents) != 1 || oneLine(documents[0].Text) != "The lock opens at six. In the morning." {
			t.Errorf("%s: %d documents, %v", name, len(documents), problem)
		}
		checkDocuments(t, name, documents)
		documents, problem = readBytes(t, name, data, without)
		if len(documents) > 0 || problem == nil || !problem.Skipped || !strings.Contains(problem.Reason, "install tesseract") {
			t.Errorf("%s: %d documents without a program, %v", name, len(documents), problem)
		}
		files := fstest.MapFS{name: {Data: data}}
		content, err := New(files, without).Load(context.Background(), retrieval.File{Path: name, Size: int64(len(data))})
		if err != nil {
			t.Fatal(err)
		}
		_ = content.Documents(context.Background(), func(*retrieval.Document) error { return nil })
		state := retrieval.FileState{Readers: content.Readers()}
		if New(files, without).Outdated(state) || !New(files, with).Outdated(state) {
			t.Errorf("%s, read by %q: it must be read again when there is a program, and only then", name, state.Readers)
		}
	}
}

// TestProgramThatFails names the pages that it couldn't read.
func TestProgramThatFails(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	documents, problem := readBytes(t, "scan.pdf", scanOf(), Options{OCR: ocr.Options{Program: "/bin/false"}})
	if len(documents) > 0 || problem == nil || problem.Skipped || !strings.Contains(problem.Reason, "1 page of it") {
		t.Errorf("%d documents, %v", len(documents), problem)
	}
}

// TestChildReadsPicturesAfterAll has one child read a scan without its picture, then with
// it: PDFium goes on from file to file, whatever they are read by.
func TestChildReadsPicturesAfterAll(t *testing.T) {
	if raceDetector {
		t.Skip("a page is rendered within a file's time, which the race detector takes")
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	program := filepath.Join(t.TempDir(), "reader")
	if err := os.WriteFile(program, []byte("#!/bin/sh\ncat >/dev/null\necho 'The lock opens at six.'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"scan.pdf": {Data: scanOf()}}
	pool := newPool(t, apart.Options{Children: 1})
	o := Options{OCR: ocr.Options{Program: program}, Apart: pool, PicturesLater: true}
	c := New(files, o)
	documents, problem := readApartFrom(t, c, "scan.pdf", len(scanOf()))
	if len(documents) > 0 || problem == nil || !problem.Skipped || !strings.Contains(problem.Reason, "its text is yet to be read") {
		t.Errorf("%d documents before pictures are read, %v", len(documents), problem)
	}
	c.NotePicturesRead("scan.pdf")
	documents, problem = readApartFrom(t, c, "scan.pdf", len(scanOf()))
	if len(documents) != 1 || problem != nil {
		t.Errorf("%d documents after, %v", len(documents), problem)
	}
}
