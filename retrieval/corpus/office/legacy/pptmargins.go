package legacy

import "footnote/retrieval/corpus/office/block"

// A slide, or the document for all of them, has what stands at their edges in a container
// of strings (MS-PPT 2.4.15.1): a date, a header, a footer.
const (
	pptMargins = 0x0FD9
	pptHeader  = 1 // instances of its strings
	pptFooter  = 2
)

// addPPTMargins adds the header and the footer of a slide, or of all.
func addPPTMargins(records le, margins *block.Margins) {
	records.eachPPTRecord(0, func(r pptRecord) bool {
		if r.kind != pptMargins {
			return true
		}
		r.data.eachPPTRecord(0, func(s pptRecord) bool {
			if s.kind == pptString && (s.instance == pptHeader || s.instance == pptFooter) {
				margins.AddMargin(block.Blocks{{Text: block.OneLine(decodeUTF16(s.data))}})
			}
			return false
		})
		return false
	})
}
