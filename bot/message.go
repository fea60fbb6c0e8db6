package bot

import (
	"cmp"
	"slices"
	"strings"
)

// PartKind is what a part of a message is.
type PartKind string

// The kinds of parts. Quotes and code blocks stand on lines of their own, all others
// but files stand in lines of text.
const (
	PartText    PartKind = "text"
	PartPerson  PartKind = "person"
	PartGroup   PartKind = "group" // a group of people, a role, or all who are there
	PartChannel PartKind = "channel"
	PartEmoji   PartKind = "emoji"
	PartLink    PartKind = "link"
	PartTime    PartKind = "time"
	PartQuote   PartKind = "quote" // what somebody else has written
	PartCode    PartKind = "code"  // a block; code inside a line is text
	PartFile    PartKind = "file"
)

// Part is one part of a message.
type Part struct {
	Kind PartKind
	// Text is what people read: the text itself, the name of a person, channel or file
	// without a sign before it, the label of a link, a date. "" if it isn't known.
	Text string
	// ID is the platform's for a person, group, channel or file. A group that stands for
	// all who are there has none.
	ID string
	// URL is where a link leads. A link without a label of its own has it as Text.
	URL  string
	File *File // of a PartFile
}

// Message is what somebody wrote, as its platform takes it apart: in order, with all
// markup read.
type Message []Part

// IDs returns the ids that the parts of a kind have.
func (m Message) IDs(kind PartKind) []string {
	var list []string
	for _, p := range m {
		if p.Kind == kind && p.ID != "" && !slices.Contains(list, p.ID) {
			list = append(list, p.ID)
		}
	}
	return list
}

// Without returns the message without a person or group, such as the bot itself, and
// reports whether it was in there.
func (m Message) Without(kind PartKind, id string) (rest Message, found bool) {
	for _, p := range m {
		if p.Kind == kind && p.ID == id && id != "" {
			// What stood there still parts the words beside it.
			p, found = Part{Kind: PartEmoji}, true
		}
		rest = append(rest, p)
	}
	return rest, found
}

// Files returns the files that came with the message.
func (m Message) Files() []File {
	var list []File
	for _, p := range m {
		if p.File != nil {
			list = append(list, *p.File)
		}
	}
	return list
}

// Content returns what the message says: its text, what it quotes as lines that begin
// with "> ", blocks of code between fences. Who is only addressed, groups, emoji, and
// links and dates that stand outside of a sentence are left out. Of a message that
// only quotes, what is quoted is the text.
func (m Message) Content() string {
	var plain, marked []string // the blocks, with what is quoted as it is or marked
	quoting := true            // there is nothing else
	for _, b := range m.blocks() {
		text, mark := "", ""
		switch b[0].Kind {
		case PartQuote:
			text = strings.TrimSpace(b[0].Text)
			mark = "> " + strings.ReplaceAll(text, "\n", "\n> ")
		case PartCode:
			if code := strings.Trim(b[0].Text, "\n"); code != "" {
				text = "```\n" + code + "\n```"
			}
		default:
			text = readLines(b).text
		}
		if text != "" {
			quoting = quoting && b[0].Kind == PartQuote
			plain, marked = append(plain, text), append(marked, cmp.Or(mark, text))
		}
	}
	if quoting {
		return strings.Join(plain, "\n")
	}
	return strings.Join(marked, "\n")
}

// Addressed returns the persons and groups that the message speaks to, beside what it
// says about people.
func (m Message) Addressed() []Part {
	var list []Part
	for _, b := range m.blocks() {
		if b[0].Kind != PartQuote && b[0].Kind != PartCode {
			list = append(list, readLines(b).addressed...)
		}
	}
	return list
}

// Unnamed returns the persons and channels of whom the message says something, but
// whose names aren't known.
func (m Message) Unnamed() []Part {
	var list []Part
	for _, b := range m.blocks() {
		if b[0].Kind != PartQuote && b[0].Kind != PartCode {
			list = append(list, readLines(b).unnamed...)
		}
	}
	return list
}

// WithNames returns the message with names, by id, for the persons and channels that
// have none.
func (m Message) WithNames(names map[string]string) Message {
	m = slices.Clone(m)
	for i, p := range m {
		if p.Text == "" && (p.Kind == PartPerson || p.Kind == PartChannel) {
			m[i].Text = names[p.ID]
		}
	}
	return m
}

// blocks cuts a message into quotes, blocks of code, and the parts between them. Files
// are left out.
func (m Message) blocks() []Message {
	var list []Message
	open := false
	for _, p := range m {
		switch {
		case p.Kind == PartFile:
		case p.Kind == PartQuote || p.Kind == PartCode:
			list, open = append(list, Message{p}), false
		case open:
			list[len(list)-1] = append(list[len(list)-1], p)
		default:
			list, open = append(list, Message{p}), true
		}
	}
	return list
}
