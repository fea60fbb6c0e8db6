package pdf

import (
	"bytes"
	"fmt"
	"strings"
)

// builder makes small PDF files. Every page is 600 by 800 points.
type builder struct {
	pages   []string // content streams
	info    string   // of the document information dictionary
	rotate  int      // of all pages, in degrees
	outline string   // title of a bookmark of page 1
	encrypt bool     // with a password that nobody has
	toWide  string   // letters that the codes A, B, C of font F3 stand for
	fields  []piece  // filled fields of a form on page 1
}

// page adds a page of pieces of text made by at.
func (b *builder) page(pieces ...string) { b.pages = append(b.pages, strings.Join(pieces, "\n")) }

// at is text in Helvetica (F1), its bold (F2) or the font of toWide (F3).
func at(font string, size, x, y float64, text string) string {
	text = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(text)
	return fmt.Sprintf("BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET", font, size, x, y, text)
}

// lines are lines of text in 10 point below each other.
func lines(x, y float64, texts ...string) string {
	var all []string
	for i, t := range texts {
		all = append(all, at("F1", 10, x, y-12*float64(i), t))
	}
	return strings.Join(all, "\n")
}

// bytes returns the file.
func (b *builder) bytes() []byte {
	objects := []string{"", "", // catalog and pages come last
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"}
	add := func(format string, args ...any) int {
		objects = append(objects, fmt.Sprintf(format, args...))
		return len(objects)
	}
	stream := func(s string) int { return add("<< /Length %d >>\nstream\n%s\nendstream", len(s), s) }
	cmap := stream(b.toUnicode())
	wide := add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 65 /LastChar 70 /Widths [667 667 722 722 667 611] /ToUnicode %d 0 R >>", cmap)
	var kids []string
	for i, content := range b.pages {
		annots := ""
		if i == 0 && len(b.fields) > 0 {
			for _, f := range b.fields {
				shown := at("F1", 10, 0, 2, f.text)
				form := add("<< /Type /XObject /Subtype /Form /BBox [0 0 200 14] /Resources << /Font << /F1 3 0 R >> >> /Length %d >>\nstream\n%s\nendstream", len(shown), shown)
				annots += fmt.Sprintf(" %d 0 R", add("<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [%g %g %g %g] /AP << /N %d 0 R >> >>", f.x, f.y-2, f.x+200, f.y+12, form))
			}
			annots = "/Annots [" + annots + "]"
		}
		page := add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate %d /Contents %d 0 R %s /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 %d 0 R >> >> >>",
			b.rotate, stream(content), annots, wide)
		kids = append(kids, fmt.Sprintf("%d 0 R", page))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
	if b.outline != "" {
		root := len(objects) + 1
		item := add("<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count 1 >>", root+1, root+1)
		add("<< /Title (%s) /Parent %d 0 R /Dest [%s /Fit] >>", b.outline, item, kids[0])
		objects[0] = fmt.Sprintf("<< /Type /Catalog /Pages 2 0 R /Outlines %d 0 R >>", item)
	}
	trailer := fmt.Sprintf("/Info %d 0 R", add("<< %s >>", b.info))
	if b.encrypt {
		key := strings.Repeat("5a", 32)
		trailer += fmt.Sprintf(" /Encrypt %d 0 R /ID [<%s> <%s>]",
			add("<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>", key, key), key[:32], key[:32])
	}
	return assemble(objects, trailer)
}

func assemble(objects []string, trailer string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, xref)
	return out.Bytes()
}

// toUnicode is a CMap that gives the codes from A the letters of toWide.
func (b *builder) toUnicode() string {
	var chars strings.Builder
	n := 0
	for _, r := range b.toWide {
		fmt.Fprintf(&chars, "<%02X> <%04X>\n", 'A'+n, r)
		n++
	}
	return fmt.Sprintf(`/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /T def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange
%d beginbfchar
%sendbfchar endcmap end end`, n, chars.String())
}
