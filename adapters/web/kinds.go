package web

import (
	"regexp"
	"slices"
	"strings"

	"footnote/retrieval"
)

// Shapes of blocks that documents of one kind have.
const (
	fieldShape   = "field"   // a line of a mail's header: its Head names it
	messageShape = "message" // what somebody says in a chat: its Head says who, and when
	answerShape  = "goes-on" // a further paragraph of a message
	notesShape   = "notes"   // what a speaker says beside a slide
)

// section is a part of a document: a slide, or all that isn't slides.
type section struct {
	Slide  int // its number, 0 if it is none
	Blocks []block
}

// shapeDocument gives the blocks of a document the shapes that its kind has. The texts of
// all blocks, joined, stay the document's text.
func shapeDocument(d *retrieval.Document, list []block) []section {
	switch {
	case d.MediaType == "message/rfc822":
		list = append(shapeHeader(list), shapeBlocks(list[len(headerOf(list)):])...)
	case isChat(d):
		return []section{{Blocks: shapeMessages(list)}}
	case isPresentation(d):
		return cutSlides(shapeBlocks(list))
	default:
		list = shapeBlocks(list)
	}
	return []section{{Blocks: list}}
}

// mailField finds the name of a line of a mail's header, as the reader of mail writes it.
var mailField = regexp.MustCompile(`^[A-Z][A-Za-z-]* ?: `)

// headerOf returns the blocks that a mail begins with: its subject, a heading, and the
// lines of its header.
func headerOf(list []block) []block {
	for i, b := range list {
		switch {
		case b.Level > 0, strings.TrimSpace(textOf(b.Runs)) == "":
			continue
		case mailField.MatchString(textOf(b.Runs)):
			return list[:i+1]
		}
		return nil
	}
	return nil
}

// shapeHeader cuts the lines of a mail's header.
func shapeHeader(list []block) []block {
	var shaped []block
	for _, b := range headerOf(list) {
		if b.Level > 0 {
			shaped = append(shaped, b)
			continue
		}
		for i, line := range splitAfter(b.Runs, '\n') {
			next := block{Lang: b.Lang, Runs: line}
			if i == 0 {
				next.Page = b.Page
			}
			if name := mailField.FindString(textOf(line)); name != "" {
				next.Shape = fieldShape
				next.Head, next.Runs = cutRuns(line, len(name))
			}
			shaped = append(shaped, next)
		}
	}
	return shaped
}

// speaker finds who says a message and when, as the readers of chats write it.
var speaker = regexp.MustCompile(`^[^\n:]{1,120}, \d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}: `)

// isChat reports whether a document is a thread of a chat: its first paragraph, or the one
// below its topic, says who speaks.
func isChat(d *retrieval.Document) bool {
	if d.MediaType != "application/json" {
		return false
	}
	first, rest, _ := strings.Cut(d.Text, "\n\n")
	return speaker.MatchString(first) || strings.HasPrefix(first, "Topic: ") && speaker.MatchString(strings.TrimLeft(rest, "\n"))
}

// shapeMessages finds the messages of a chat, and in each the lists, tables and code that
// it has.
func shapeMessages(list []block) []block {
	var shaped []block
	inMessage := false
	for _, b := range list {
		head := speaker.FindString(textOf(b.Runs))
		if head != "" {
			inMessage = true
			message := block{Page: b.Page, Lang: b.Lang, Shape: messageShape}
			message.Head, b.Runs = cutRuns(b.Runs, len(head))
			b.Page = 0
			shaped = append(shaped, message)
		}
		for i, one := range shapeBlocks([]block{b}) {
			switch {
			case head != "" && i == 0 && one.Shape == "":
				shaped[len(shaped)-1].Runs = one.Runs
				continue
			case inMessage && one.Shape == "":
				one.Shape = answerShape
			}
			shaped = append(shaped, one)
		}
	}
	return shaped
}

// isPresentation reports whether the pages of a document are slides.
func isPresentation(d *retrieval.Document) bool {
	return len(d.Pages) > 0 && (strings.Contains(d.MediaType, "presentation") || strings.Contains(d.MediaType, "powerpoint"))
}

// notesBegin is the line above a speaker's notes, as the readers of presentations write it.
const notesBegin = "Notes:"

// cutSlides cuts blocks into slides, each with its notes set off.
func cutSlides(list []block) []section {
	var slides []section
	notes := false
	for _, b := range list {
		if b.Page > 0 || len(slides) == 0 {
			slides, notes = append(slides, section{Slide: b.Page}), false
			b.Page = 0
		}
		notes = notes || b.Level == 0 && strings.TrimSpace(textOf(b.Runs)) == notesBegin
		if notes && b.Shape == "" {
			b.Shape = notesShape
		}
		last := &slides[len(slides)-1]
		last.Blocks = append(last.Blocks, b)
	}
	return slides
}

// cutRuns cuts runs at a byte. What is the first of what is cited or said stays that in
// its first part alone.
func cutRuns(runs []stretch, at int) (before, after []stretch) {
	for i, r := range runs {
		if at >= len(r.Text) {
			at -= len(r.Text)
			before = append(before, r)
			continue
		}
		if at > 0 {
			first := r
			first.Text = r.Text[:at]
			before = append(before, first)
			r.Text, r.First, r.Begins, r.Here = r.Text[at:], false, false, false
		}
		return before, append([]stretch{r}, slices.Clone(runs[i+1:])...)
	}
	return before, nil
}
