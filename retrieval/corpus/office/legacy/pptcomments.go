package legacy

import "footnote/retrieval/corpus/office/block"

// The records of comments (MS-PPT 2.13.24): they stand in a blob of what the program of
// 2002 added to a slide.
const (
	pptString   = 0x0FBA
	pptTagBlob  = 0x138B // a BinaryTagDataBlob, which holds records though it doesn't say so
	pptComment  = 0x2EE0
	pptAuthor   = 0 // instances of strings in a comment
	pptSaid     = 1
	mostComment = 10_000
)

// pptComments returns the comments on a slide.
func pptComments(slide le) block.Blocks {
	var out block.Blocks
	n := 0
	slide.eachPPTRecord(0, func(r pptRecord) bool {
		if r.kind != pptTagBlob {
			return true
		}
		r.data.eachPPTRecord(0, func(c pptRecord) bool {
			if c.kind != pptComment || n == mostComment {
				return false
			}
			n++
			author, said := "", ""
			c.data.eachPPTRecord(0, func(s pptRecord) bool {
				switch {
				case s.kind == pptString && s.instance == pptAuthor:
					author = decodeUTF16(s.data)
				case s.kind == pptString && s.instance == pptSaid:
					said = decodeUTF16(s.data)
				}
				return false
			})
			if text := block.OneLine(said); text != "" {
				out.Add(block.WriteComment(author, block.Blocks{{Text: text}})...)
			}
			return false
		})
		return false
	})
	return out
}
