package corpus

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/corpus/pdf"
)

func TestTellsTitlesFromWhatProgramsWrite(t *testing.T) {
	for title, junk := range map[string]bool{
		"": true, "Microsoft Word - report_v3.doc": true, "untitled": true, "report.indd": true,
		"Presentation1": true, "scan_0042": true, "A": true,
		"On the origin of species": false, "Résumé": false, "Annual report 2021": false,
	} {
		if isJunkTitle(title, "file.pdf") != junk {
			t.Errorf("junkTitle(%q) = %v", title, !junk)
		}
	}
	if !isJunkTitle("Paper", "paper.pdf") {
		t.Error("the name of the file passes for a title")
	}
}

func TestReadsPDFDates(t *testing.T) {
	for s, want := range map[string]string{
		"D:20240131120000+01'00'": "2024-01-31", "20240131": "2024-01-31",
		"D:19700101000000Z": "", "D:20241399": "", "": "",
	} {
		if got := pdfDate(s); got != want {
			t.Errorf("pdfDate(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestTellsTextWithoutLetters(t *testing.T) {
	for text, want := range map[string]bool{
		"\uE001\uE002\uE003 a":        true,
		strings.Repeat("ҹછϕǨ˖೼ʷ", 20): true,
		strings.Repeat("Ordinary words, a αβ-test and 日本語テキスト. ", 9): false,
		"أهلا وسهلا بكم": false,
	} {
		if isUndecodable(text) != want {
			t.Errorf("undecodable(%q) = %v", text, !want)
		}
	}
}

func TestPageBeginsInsideAParagraph(t *testing.T) {
	var p plainText
	addPDFParagraph(&p, &pdf.Paragraph{Parts: []pdf.Part{{Page: 1, Text: "Heading"}}, Level: 1})
	addPDFParagraph(&p, &pdf.Paragraph{Parts: []pdf.Part{{Page: 1, Text: "begins here "}, {Page: 2, Text: "and ends there."}}})
	var d retrieval.Document
	p.finishText(&d)
	if d.Text != "Heading\n\nbegins here and ends there." || len(d.Pages) != 2 || !strings.HasPrefix(d.Text[d.Pages[1].Offset:], "and ends") {
		t.Errorf("%q, %+v", d.Text, d.Pages)
	}
}

func TestDamagedPDFSaysWhatToDo(t *testing.T) {
	c := New(fstest.MapFS{"a.pdf": {Data: []byte("%PDF-1.7\nbroken")}}, Options{})
	defer c.Close()
	content, err := c.Load(t.Context(), retrieval.File{Path: "a.pdf", Size: 15})
	if err != nil {
		t.Fatal(err)
	}
	err = content.Documents(t.Context(), func(*retrieval.Document) error { return nil })
	problem := (*retrieval.ReadError)(nil)
	if !errors.As(err, &problem) || !strings.Contains(problem.Reason, "damaged") || problem.Skipped {
		t.Error(err)
	}
}

// TestPDFWithoutHeader reads a file whose first bytes are lost.
func TestPDFWithoutHeader(t *testing.T) {
	const page = "%\xe2\xe3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n" +
		"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>\nendobj\n" +
		"4 0 obj\n<< /Length 48 >>\nstream\nBT /F 12 Tf 50 700 Td (The boat is green.) Tj ET\nendstream\nendobj\n" +
		"5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n"
	if d := one(t, "a.pdf", []byte(page)); d.Text != "The boat is green." {
		t.Errorf("%q", d.Text)
	}
	if d := one(t, "a.txt", []byte(page)); !strings.Contains(d.Text, "endobj") {
		t.Errorf("what speaks of PDF: %q", d.Text)
	}
}

// TestPDFThatTakesTooLong gives the pages that were read in time, and says that
// there are more. Its clock goes on by a second with each look at it.
func TestPDFThatTakesTooLong(t *testing.T) {
	const pages = 60
	var b strings.Builder
	b.WriteString("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 60 /Kids [")
	for i := range pages {
		fmt.Fprintf(&b, "%d 0 R ", 10+2*i)
	}
	b.WriteString("] >>\nendobj\n3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n")
	for i := range pages {
		text := fmt.Sprintf("BT /F 12 Tf 50 700 Td (Boat number %d is green.) Tj ET", i+1)
		fmt.Fprintf(&b, "%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> >> >>\nendobj\n"+
			"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n", 10+2*i, 11+2*i, 11+2*i, len(text), text)
	}
	b.WriteString("trailer\n<< /Root 1 0 R >>\n")
	c := New(fstest.MapFS{"a.pdf": {Data: []byte(b.String())}}, Options{})
	defer c.Close()
	var now atomic.Int64
	c.limits.clock = func() (func() time.Duration, func()) {
		return func() time.Duration { return time.Duration(now.Add(1)) * time.Second }, func() {}
	}
	documents, problem := readApartFrom(t, c, "a.pdf", b.Len())
	if problem == nil || !problem.Passing || !strings.HasPrefix(problem.Reason, "of its 60 pages the first ") || len(documents) != 1 {
		t.Fatalf("%d documents, %+v", len(documents), problem)
	}
	d := documents[0]
	if n := len(d.Pages); n < 2 || n > 40 || !strings.Contains(d.Text, "Boat number 2 is green.") || strings.Contains(d.Text, "Boat number 60 ") {
		t.Errorf("%d pages: %q", n, d.Text)
	}
}
