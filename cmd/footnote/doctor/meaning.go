package doctor

import (
	"cmp"
	"context"
	"slices"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/embedding"
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
	if err := embedding.TryOut(ctx, vectors.Model()); err != nil {
		f.Fail(embedding.WayOut(err)+"; until then passages are found by words", "%v", err)
		return
	}
	by, in := "", ""
	if name := embedding.Describe(vectors.Model()); name != "" {
		by = ", by " + name
	}
	if slices.Equal(vectors.Model().Languages(), []string{"en"}) {
		in = " in English"
	}
	x, err := d.library.Store.Open(ctx)
	if err != nil {
		return // what is wrong with the index has been said
	}
	defer x.Close()
	have, want := x.Coverage()
	switch {
	case want == 0:
		f.OK("no passage is%s, all are found by words", cmp.Or(in, " in a language of the model"))
	case have < want:
		f.Warn("footnote index makes it for the others, and so does serve while it runs", "%s of %s%s can be found by it%s",
			terminal.Thousands(have), terminal.Count(want, "passage"), in, by)
	default:
		f.OK("%s%s can be found by it%s", terminal.Count(want, "passage"), in, by)
	}
}
