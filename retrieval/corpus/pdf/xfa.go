package pdf

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Forms in XFA, the XML Forms Architecture, stand beside the pages of a file: a template
// with the words of the form, and what was filled in. Their pages often say no more than
// that the viewer can't show them.

// Limits of a form.
const (
	maxPackets   = 100
	maxFormBytes = 16 << 20 // of a packet
	maxFormTexts = 20_000
)

// readForm reads the words of a form, and what was filled in, from its packets. A part
// that is damaged is left out from there.
func readForm(p pdfium.Pdfium, doc references.FPDF_DOCUMENT) []Note {
	count, err := p.FPDF_GetXFAPacketCount(&requests.FPDF_GetXFAPacketCount{Document: doc})
	if err != nil {
		return nil
	}
	var f form
	for i := range min(count.Count, maxPackets) {
		packet, err := p.FPDF_GetXFAPacketContent(&requests.FPDF_GetXFAPacketContent{Document: doc, Index: i})
		if err == nil && len(packet.Content) <= maxFormBytes {
			f.readPacket(packet.Content)
		}
	}
	return f.notes
}

// form gathers what a form says.
type form struct{ notes []Note }

func (f *form) add(text string, field bool) {
	text = strings.Join(strings.Fields(text), " ")
	note := Note{Page: 1, Text: text, Field: field, Form: true}
	if text != "" && len(f.notes) < maxFormTexts && !slices.Contains(f.notes[max(0, len(f.notes)-200):], note) {
		f.notes = append(f.notes, note)
	}
}

// readPacket reads a part of the XML: a packet, or all of them in one.
func (f *form) readPacket(data []byte) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	var open []string     // elements
	var b strings.Builder // text of the last one, or of all below the one that holds a text
	holds := 0            // how deep the element is that holds a text, 0 for none
	for {
		t, err := d.RawToken()
		if err != nil {
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			open = append(open, t.Name.Local)
			if holds == 0 {
				b.Reset()
				if isFormText(open) {
					holds = len(open)
				}
			} else if b.WriteByte(' '); t.Name.Local == "script" {
				holds = 0
			}
		case xml.CharData:
			b.Write(t)
		case xml.EndElement:
			if len(open) == 0 {
				continue
			}
			switch {
			case holds == len(open):
				f.add(b.String(), false)
				holds = 0
			case holds == 0 && isFormValue(open) && strings.TrimSpace(b.String()) != "":
				f.add(open[len(open)-1]+": "+b.String(), true)
			}
			if holds == 0 {
				b.Reset()
			}
			open = open[:len(open)-1]
		}
	}
}

// isFormText reports whether the last of the open elements holds words of the template.
func isFormText(open []string) bool {
	switch open[len(open)-1] {
	case "text", "exData", "speak", "toolTip":
		return slices.Contains(open, "template")
	}
	return false
}

// isFormValue reports whether the last of the open elements is a field that was filled in.
func isFormValue(open []string) bool {
	i := slices.Index(open, "data")
	return i > 0 && open[i-1] == "datasets" && len(open) > i+1
}
