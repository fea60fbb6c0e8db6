package corpus

import (
	"context"
	"slices"
	"strings"

	"footnote/retrieval"
)

// cardReader reads address books (vCard): a document a card.
type cardReader struct{}

func (cardReader) sniff(in *input) bool { return beginsWithLine(in, "BEGIN:VCARD") }

func (cardReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	var cards [][]contentLine
	for line := range contentLines(canonicalText(decodeText(in.data, ""))) {
		if err := ctx.Err(); err != nil {
			return err
		}
		switch {
		case line.name == "BEGIN":
			cards = append(cards, nil)
		case line.name == "END" || len(cards) == 0:
		default:
			cards[len(cards)-1] = append(cards[len(cards)-1], line)
		}
	}
	ids := entryIDs{in: in, single: len(cards) == 1}
	for _, card := range cards {
		d := in.newDocument("text/vcard")
		p := writeCard(d, card)
		if p.b.Len() == 0 {
			continue
		}
		d.ID = ids.nextID(d.Title)
		if err := p.emitText(in, d, emit); err != nil {
			return err
		}
	}
	if ids.count == 0 {
		return in.refuseInput("the address book is empty")
	}
	return nil
}

// cardLabels are the properties that become a line, with what it begins with.
var cardLabels = map[string]string{
	"ORG": "Organization", "TITLE": "Title", "ROLE": "Role", "TEL": "Phone", "EMAIL": "Email", "ADR": "Address", "LABEL": "Address", "URL": "URL", "BDAY": "Birthday",
	"ANNIVERSARY": "Anniversary", "NICKNAME": "Nickname", "IMPP": "Chat", "CATEGORIES": "Categories", "LANG": "Language", "RELATED": "Related", "GEO": "Place",
}

// cardSilent are properties for programs.
var cardSilent = []string{"VERSION", "PRODID", "REV", "UID", "PHOTO", "LOGO", "SOUND", "KEY", "SORT-STRING", "SOURCE", "KIND", "CLASS", "N", "FN", "NOTE"}

// writeCard writes a card, and sets its name in d.
func writeCard(d *retrieval.Document, card []contentLine) *plainText {
	p := &plainText{}
	var notes []string
	for _, line := range card {
		switch line.name {
		case "FN":
			d.Title = orElse(d.Title, oneLine(line.text()))
		case "NOTE":
			notes = append(notes, line.text())
		}
	}
	for _, line := range card { // family name first
		if name := line.list(); line.name == "N" && d.Title == "" && len(name) > 0 {
			d.Title = strings.Join(append(name[1:], name[0]), " ")
		}
		if line.name == "ORG" && d.Title == "" {
			d.Title = strings.Join(line.list(), ", ")
		}
	}
	p.addHeading(1, d.Title)
	for _, line := range card {
		label := cardLabels[line.name]
		value := strings.Join(line.list(), ", ")
		switch {
		case value == "" || slices.Contains(cardSilent, line.name) || strings.EqualFold(line.params["ENCODING"], "b") || strings.EqualFold(line.params["ENCODING"], "base64"):
			continue
		case label == "" && !hasWords(value):
			continue
		case label == "":
			p.addLine(value)
			continue
		}
		if kind := strings.ToLower(line.params["TYPE"]); kind != "" && (line.name == "TEL" || line.name == "EMAIL" || line.name == "ADR") {
			label += " (" + strings.ReplaceAll(kind, ",", ", ") + ")"
		}
		p.addField(label, strings.TrimPrefix(value, "tel:"))
	}
	p.endList()
	for _, note := range notes {
		p.addParagraph(note)
	}
	return p
}
