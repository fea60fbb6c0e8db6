package corpus

import (
	"bytes"
	"fmt"
	"testing"
)

// pdfOf makes a PDF file of objects from number 1, the first of which is the catalog.
func pdfOf(objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, at)
	return out.Bytes()
}

func pdfStream(facts, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", facts, len(data), data)
}

// completePDF are PDF files: with a page of text, and with an attachment only.
func completePDF() []completeFile {
	files := func(first int, name, data string) []string {
		return []string{
			fmt.Sprintf("<< /EmbeddedFiles << /Names [(%s) %d 0 R] >> >>", name, first+1),
			fmt.Sprintf("<< /Type /Filespec /F (%s) /UF (%s) /EF << /F %d 0 R >> >>", name, name, first+2),
			pdfStream("/Type /EmbeddedFile", data),
		}
	}
	return []completeFile{
		{"all.pdf", func(t *testing.T, p *planted) []byte {
			page := "BT /F1 12 Tf 50 700 Td (" + p.put("text") + ") Tj ET"
			form := "BT /F1 10 Tf 2 2 Td (" + p.put("form field") + ") Tj ET"
			return pdfOf(append([]string{
				"<< /Type /Catalog /Pages 2 0 R /Names 11 0 R /AcroForm << /Fields [] /XFA [(template) 14 0 R (datasets) 15 0 R] >> >>",
				"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
				"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [6 0 R 7 0 R 8 0 R 10 0 R] >>",
				pdfStream("", page),
				"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
				"<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /T (Mara Quill) /Contents (" + p.put("comment") + ") >>",
				"<< /Type /Annot /Subtype /Highlight /Rect [10 30 20 40] /QuadPoints [10 30 20 30 10 40 20 40] /Contents (" + p.put("comment on a highlight") + ") >>",
				"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [100 500 300 514] /AP << /N 9 0 R >> >>",
				pdfStream("/Type /XObject /Subtype /Form /BBox [0 0 200 14] /Resources << /Font << /F1 5 0 R >> >>", form),
				"<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [100 400 300 414] /V (" + p.put("form field that isn't drawn") + ") >>",
			}, append(files(11, "note.txt", p.put("attachment")),
				pdfStream("", "<template><subform><draw><value><text>"+p.put("words of a form in XFA")+"</text></value></draw></subform></template>"),
				pdfStream("", "<xfa:datasets><xfa:data><form1><name>"+p.put("field of a form in XFA")+"</name></form1></xfa:data></xfa:datasets>"))...)...)
		}, nil},
		{"portfolio.pdf", func(t *testing.T, p *planted) []byte {
			return pdfOf(append([]string{
				"<< /Type /Catalog /Pages 2 0 R /Names 4 0 R >>",
				"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
				"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>",
			}, files(4, "inner.docx", smallDocument(t, p.put("attached document")))...)...)
		}, []string{"no text"}},
	}
}
