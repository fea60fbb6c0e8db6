package office

import (
	"context"
	"maps"
	"path"
	"slices"
	"strings"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/legacy"
)

// embeddedParts returns the files that an Office Open XML package has inside: what
// was inserted as an object, and what Word is to insert as it opens the document.
// The workbooks behind charts are none: the chart says what is in them.
func (z *container) embeddedParts(ctx context.Context, main string) []block.Embedded {
	behindChart := make(map[string]bool)
	var inserted []string
	for name := range z.parts {
		dir, file := path.Split(name)
		owner, isRels := strings.CutSuffix(file, ".rels")
		if !isRels || path.Base(dir) != "_rels" || !strings.HasSuffix(path.Dir(path.Clean(dir)), "/charts") {
			continue
		}
		rels, _ := z.relations(ctx, path.Join(path.Dir(path.Clean(dir)), owner))
		for _, r := range rels {
			behindChart[partName(r.target)] = true
		}
	}
	rels, _ := z.relations(ctx, main)
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/aFChunk") && z.has(r.target) {
			inserted = append(inserted, partName(r.target))
		}
	}
	slices.Sort(inserted)
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		if strings.Contains(name, "/embeddings/") && path.Ext(name) != ".rels" && !behindChart[name] {
			inserted = append(inserted, name)
		}
	}
	var out []block.Embedded
	for _, name := range slices.Compact(inserted) {
		out = append(out, z.embeddedPart(name))
	}
	return out
}

// embeddedPart is a part that is a file of its own, or has one packed in it.
func (z *container) embeddedPart(name string) block.Embedded {
	base := path.Base(z.parts[partName(name)].Name)
	return block.Embedded{Name: base, Open: func(ctx context.Context) (block.File, error) {
		data, err := z.bytes(ctx, name)
		if err != nil {
			return block.File{}, explain(ctx, err)
		}
		return legacy.UnpackObject(ctx, block.File{Name: base, Data: data})
	}}
}
