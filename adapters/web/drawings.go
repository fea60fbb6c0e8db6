package web

import (
	"slices"
	"sync"

	"footnote/retrieval/corpus/pdf"
)

// keptDrawings bounds how many bytes of drawn pages are kept: a picture and what stands on
// it are two requests, and citations of an answer are often on one page. Rights are looked
// at before, each time.
const keptDrawings = 16 << 20

// drawings are pages that were drawn lately. It is safe for use by several goroutines.
type drawings struct {
	mu    sync.Mutex
	bytes int
	list  []drawnPage // the one that was asked for last at the end
}

type drawnPage struct {
	key     string
	drawing *pdf.Drawing
}

// find returns a drawing that is kept, nil if it isn't.
func (d *drawings) find(key string) *pdf.Drawing {
	d.mu.Lock()
	defer d.mu.Unlock()
	i := slices.IndexFunc(d.list, func(p drawnPage) bool { return p.key == key })
	if i < 0 {
		return nil
	}
	one := d.list[i]
	d.list = append(slices.Delete(d.list, i, i+1), one)
	return one.drawing
}

// keep keeps a drawing, and lets go of the oldest ones for it.
func (d *drawings) keep(key string, drawing *pdf.Drawing) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.list = slices.DeleteFunc(d.list, func(p drawnPage) bool {
		if p.key == key { // drawn twice at once
			d.bytes -= sizeOf(p.drawing)
		}
		return p.key == key
	})
	d.list = append(d.list, drawnPage{key, drawing})
	for d.bytes += sizeOf(drawing); d.bytes > keptDrawings; d.list = slices.Delete(d.list, 0, 1) {
		d.bytes -= sizeOf(d.list[0].drawing)
	}
}

// sizeOf is about what a drawing takes of memory, bytes.
func sizeOf(d *pdf.Drawing) int {
	const line = 64 // bytes, beside its text
	n := len(d.Picture)
	for _, l := range d.Lines {
		n += line + len(l.Text)
	}
	return n
}
