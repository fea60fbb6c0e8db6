package office

import "context"

// The records of a presentation that are read (MS-PPT 2.13.24).
const (
	pptDocument    = 0x03E8
	pptSlide       = 0x03EE
	pptSlideAtom   = 0x03EF
	pptNotes       = 0x03F0
	pptPersist     = 0x03F3 // of a slide in a list
	pptOutlineRef  = 0x0F9E
	pptTextHeader  = 0x0F9F
	pptTextChars   = 0x0FA0
	pptTextBytes   = 0x0FA8
	pptSlideList   = 0x0FF0
	pptUserEdit    = 0x0FF5
	pptDirectory   = 0x1772
	pptTextBox     = 0xF00D
	pptListSlides  = 0 // instances of a list
	pptListNotes   = 2
	pptEncrypted   = 0xF3D1C4DF
	maxPPTDepth    = 64
	maxPPTEdits    = 10_000
	maxPPTPersists = 1 << 20
)

// pptRecord is a record of the stream: an atom with data, or a container of
// records.
type pptRecord struct {
	kind, instance int
	container      bool
	data           le
}

// pptReader reads presentations from before 2007. Each save appends to the
// stream what has changed, and a directory says where the objects are now.
type pptReader struct {
	ctx      context.Context
	stream   le
	persists map[int]int // offsets of objects by ID
	text     *budget
}

func (f *oleFile) readPPT(ctx context.Context) (blocks, error) {
	data, err := f.stream(ctx, "PowerPoint Document")
	if err != nil {
		return nil, err
	}
	var user le
	if f.has("Current User") {
		if user, err = f.stream(ctx, "Current User"); err != nil {
			return nil, err
		}
	}
	if user.u32(12) == pptEncrypted {
		return nil, errPassword
	}
	r := &pptReader{ctx: ctx, stream: data, persists: make(map[int]int), text: newBudget()}
	document := r.readEdits(user.u32(16))
	slides, notes := r.lists(document)
	if len(slides) == 0 {
		slides = r.allSlides()
	}
	var out blocks
	for i, s := range slides {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		slide, err := r.slide(s, notes)
		if err != nil {
			return nil, err
		}
		out = append(out, Block{Page: i + 1})
		out.add(slide...)
	}
	return out, nil
}

// record reads the record at an offset, and tells where the next one is.
func (b le) record(at int) (r pptRecord, next int) {
	head := b.u16(at)
	size := b.u32(at + 4)
	return pptRecord{b.u16(at + 2), head >> 4, head&0xF == 0xF, b.cut(at+8, size)}, at + 8 + size
}

// each visits the records in data, those of containers before what follows
// them, unless visit returns false for the container.
func (b le) each(depth int, visit func(pptRecord) bool) {
	for at := 0; at+8 <= len(b) && depth < maxPPTDepth; {
		var r pptRecord
		r, at = b.record(at)
		if visit(r) && r.container {
			r.data.each(depth+1, visit)
		}
	}
}

// readEdits reads the directories of all saves, the last one first, and
// returns the document.
func (r *pptReader) readEdits(at int) pptRecord {
	document := 0
	seen := make(map[int]bool)
	for at > 0 && !seen[at] && len(seen) < maxPPTEdits {
		seen[at] = true
		edit, _ := r.stream.record(at)
		if edit.kind != pptUserEdit {
			break
		}
		if document == 0 {
			document = edit.data.u32(16)
		}
		directory, _ := r.stream.record(edit.data.u32(12))
		if directory.kind == pptDirectory {
			r.readDirectory(directory.data)
		}
		at = edit.data.u32(8)
	}
	return r.object(document)
}

func (r *pptReader) readDirectory(b le) {
	for at := 0; at+4 <= len(b); {
		head := b.u32(at)
		at += 4
		id, n := head&0xFFFFF, head>>20
		for i := range n {
			if _, known := r.persists[id+i]; !known && at+4 <= len(b) && len(r.persists) < maxPPTPersists {
				r.persists[id+i] = b.u32(at)
			}
			at += 4
		}
	}
}

// object returns the record of an object; an empty one if there is none.
func (r *pptReader) object(id int) pptRecord {
	at, ok := r.persists[id]
	if !ok {
		return pptRecord{}
	}
	record, _ := r.stream.record(at)
	return record
}

// pptEntry is a slide in the document's list: where it is, and the texts of
// its outline.
type pptEntry struct {
	record pptRecord
	id     int
	texts  []pptText
}

// lists returns the slides in order, and the notes by their IDs.
func (r *pptReader) lists(document pptRecord) (slides []pptEntry, notes map[int]pptEntry) {
	notes = make(map[int]pptEntry)
	if document.kind != pptDocument {
		return nil, notes
	}
	document.data.each(0, func(list pptRecord) bool {
		if list.kind != pptSlideList || list.instance != pptListSlides && list.instance != pptListNotes {
			return false
		}
		var entries []pptEntry
		texts := pptTexts{done: func(t pptText) {
			if n := len(entries); n > 0 {
				entries[n-1].texts = append(entries[n-1].texts, t)
			}
		}}
		list.data.each(0, func(a pptRecord) bool {
			if a.kind == pptPersist {
				texts.end()
				entries = append(entries, pptEntry{record: r.object(a.data.u32(0)), id: a.data.u32(12)})
			}
			texts.add(a)
			return false
		})
		texts.end()
		for _, e := range entries {
			if list.instance == pptListSlides {
				slides = append(slides, e)
			} else {
				notes[e.id] = e
			}
		}
		return false
	})
	return slides, notes
}

// allSlides returns the slides of a damaged file as they stand in it.
func (r *pptReader) allSlides() []pptEntry {
	var slides []pptEntry
	r.stream.each(maxPPTDepth-1, func(record pptRecord) bool {
		if record.kind == pptSlide {
			slides = append(slides, pptEntry{record: record})
		}
		return false
	})
	return slides
}
