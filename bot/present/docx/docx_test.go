package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"footnote/bot"
)

// hostile is text that would be markup, or that XML can't hold.
const hostile = "</w:t><w:p>&<x \x01\x00 \"quoted\"\nsecond line"

func checkedTurn() Turn {
	cited := bot.Citation{N: 1, Document: "a.txt", Title: hostile, Excerpt: "Morocco dismantled 80 networks.", URL: "javascript:alert(1)"}
	return Turn{
		Question: hostile, Asked: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC), Address: "https://notes.example/answer/A?x=1&y=2",
		Reply: &bot.Reply{Kind: bot.Verify, Final: true, Claims: []bot.Claim{
			{Text: "It is said.", Supporting: []bot.Citation{cited}},
			{Text: "رست 412 سفينة.", Contradicting: []bot.Citation{cited}, Conflicts: []string{hostile}},
		}},
	}
}

// parts unpacks a file and checks that each part is XML.
func parts(t *testing.T, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(content)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", f.Name, err, content)
			}
		}
		found[f.Name] = string(content)
	}
	return found
}

func TestWhatIsSaidStaysText(t *testing.T) {
	file, err := Check("Report", checkedTurn(), time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	found := parts(t, file)
	document := found["word/document.xml"]
	if against, supported := strings.Index(document, "Contradicted"), strings.Index(document, "Supported"); against < 0 || supported < against {
		t.Error("what speaks against the text doesn't come first")
	}
	if !strings.Contains(document, "&lt;/w:t&gt;") || !strings.Contains(document, "<w:br/>") || !strings.Contains(document, "<w:bidi/>") {
		t.Errorf("the document is\n%s", document)
	}
	links := found["word/_rels/document.xml.rels"]
	if strings.Contains(links, "javascript") || !strings.Contains(links, "https://notes.example/answer/A?x=1&amp;y=2") {
		t.Errorf("the links are\n%s", links)
	}
}

func TestAConversationHasAnswersAndTables(t *testing.T) {
	answer := Turn{Question: "How many?", Reply: &bot.Reply{Kind: bot.Ask, Final: true, Answer: &bot.Answer{
		Outcome:   bot.Answered,
		Sentences: []bot.Sentence{{Text: "There are 80.", Citations: []int{1}, End: 13}},
		Citations: []bot.Citation{{N: 1, Document: "a.txt", Title: "Networks", Excerpt: "There are 80.", End: 13}},
	}}}
	file, err := Conversation("Networks", []Turn{answer, checkedTurn()}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	document := parts(t, file)["word/document.xml"]
	for _, want := range []string{"There are 80. [1]", `w:val="Quote"`, "<w:tbl>", "Heading2"} {
		if !strings.Contains(document, want) {
			t.Errorf("the document lacks %q", want)
		}
	}
}
