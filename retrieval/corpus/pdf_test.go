package corpus

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/retrieval"
	"footnote/retrieval/corpus/pdf"
)

func TestTellsTitlesFromWhatProgramsWrite(t *testing.T) {
	for title, junk := range map[string]bool{
		"": true, "Microsoft Word - report_v3.doc": true, "untitled": true, "report.indd": true,
		"Presentation1": true, "scan_0042": true, "A": true,
		"On the origin of species": false, "Résumé": false, "Annual report 2021": false,
	} {
		if junkTitle(title, "file.pdf") != junk {
			t.Errorf("junkTitle(%q) = %v", title, !junk)
		}
	}
	if !junkTitle("Paper", "paper.pdf") {
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
		if undecodable(text) != want {
			t.Errorf("undecodable(%q) = %v", text, !want)
		}
	}
}

func TestPageBeginsInsideAParagraph(t *testing.T) {
	var p plainText
	addPDFParagraph(&p, &pdf.Paragraph{Parts: []pdf.Part{{Page: 1, Text: "Heading"}}, Level: 1})
	addPDFParagraph(&p, &pdf.Paragraph{Parts: []pdf.Part{{Page: 1, Text: "begins here "}, {Page: 2, Text: "and ends there."}}})
	var d retrieval.Document
	p.finish(&d)
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
