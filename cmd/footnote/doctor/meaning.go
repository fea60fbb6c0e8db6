package doctor

import (
	"context"

	"footnote/adapters/terminal"
)

// meaning tells whether passages can be found by their meaning.
func (d *folder) meaning(ctx context.Context, f *Findings) {
	vectors := d.library.Vectors()
	if vectors == nil {
		f.OK("off, passages are found by words alone (FOOTNOTE_SEMANTIC)")
		return
	}
	if !vectors.IsFast() {
		f.OK("this processor is too slow for it, passages are found by words")
		return
	}
	x, err := d.library.Store.Open(ctx)
	if err != nil {
		return // what is wrong with the index has been said
	}
	defer x.Close()
	have, want := x.Coverage()
	switch {
	case want == 0:
		f.OK("no passage is in English, all are found by words")
	case have < want:
		f.Warn("footnote index makes it for the others, and so does serve while it runs", "%s of %s in English can be found by it",
			terminal.Thousands(have), terminal.Count(want, "passage"))
	default:
		f.OK("%s in English can be found by it", terminal.Count(want, "passage"))
	}
}
