package legacy

import (
	"context"

	"footnote/retrieval/corpus/office/block"
)

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
	maxPPTDepth    = 64
	maxPPTEdits    = 10_000
	maxPPTPersists = 1 << 20
)

// Where things are in records, behind the head that each begins with.
const (
	pptHead     = 8 // bytes of a RecordHeader
	pptHeadType = 2 // its recType
	pptHeadLen  = 4 // its recLen

	// CurrentUserAtom, whose stream begins with its head.
	pptHeaderToken  = 12
	pptEncrypted    = 0xF3D1C4DF // that token of a file with a password
	pptOffsetToEdit = 16         // offsetToCurrentEdit

	// UserEditAtom.
	editOffsetLast      = 8  // offsetLastEdit
	editOffsetDirectory = 12 // offsetPersistDirectory
	editDocument        = 16 // docPersistIdRef

	// PersistDirectoryEntry: an identifier of 20 bits and how many follow it.
	persistIDBits = 20
	persistIDMask = 1<<persistIDBits - 1

	// SlidePersistAtom.
	persistRef     = 0  // persistIdRef
	persistSlideID = 12 // slideId or notesId

	// SlideAtom.
	slideNotesID = 16 // notesIdRef
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
	text     *block.Budget
}

// readPPT reads a presentation, each slide a page.
func (f *oleFile) readPPT(ctx context.Context, d *block.Document) error {
	stream, err := f.readStream(ctx, "PowerPoint Document")
	if err != nil {
		return err
	}
	var user []byte
	if f.has("Current User") {
		if user, err = f.readStream(ctx, "Current User"); err != nil {
			return err
		}
	}
	d.Blocks, err = readPresentation(ctx, stream, user)
	d.Embedded = embeddedInSlides(stream)
	return err
}

// readPresentation reads a presentation from its main stream and the one that
// tells where the last save is.
func readPresentation(ctx context.Context, stream, user le) (block.Blocks, error) {
	if user.u32(pptHeaderToken) == pptEncrypted {
		return nil, block.ErrPassword
	}
	r := &pptReader{ctx: ctx, stream: stream, persists: make(map[int]int), text: block.NewBudget()}
	document := r.readEdits(user.u32(pptOffsetToEdit))
	slides, notes := r.readSlideLists(document)
	if len(slides) == 0 {
		slides = r.findSlides()
	}
	var out block.Blocks
	var margins block.Margins
	addPPTMargins(document.data, &margins)
	for i, s := range slides {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		slide, err := r.readSlide(s, notes)
		if err != nil {
			return nil, err
		}
		out = append(out, block.Block{Page: i + 1})
		out.Add(slide...)
		addPPTMargins(s.record.data, &margins)
	}
	out.Add(margins.Texts()...)
	return out, nil
}

// pptRecord reads the record at an offset, and tells where the next one is.
func (b le) pptRecord(at int) (r pptRecord, next int) {
	const version, container = 0xF, 0xF // recVer stands below recInstance
	head := b.u16(at)
	size := b.u32(at + pptHeadLen)
	return pptRecord{
		kind: b.u16(at + pptHeadType), instance: head >> 4, container: head&version == container,
		data: b.cut(at+pptHead, size),
	}, at + pptHead + size
}

// eachPPTRecord visits the records in data, those of containers before what follows
// them, unless visit returns false for the container.
func (b le) eachPPTRecord(depth int, visit func(pptRecord) bool) {
	for at := 0; at+pptHead <= len(b) && depth < maxPPTDepth; {
		var r pptRecord
		r, at = b.pptRecord(at)
		if visit(r) && r.container {
			r.data.eachPPTRecord(depth+1, visit)
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
		edit, _ := r.stream.pptRecord(at)
		if edit.kind != pptUserEdit {
			break
		}
		if document == 0 {
			document = edit.data.u32(editDocument)
		}
		directory, _ := r.stream.pptRecord(edit.data.u32(editOffsetDirectory))
		if directory.kind == pptDirectory {
			r.readDirectory(directory.data)
		}
		at = edit.data.u32(editOffsetLast)
	}
	return r.findObject(document)
}

func (r *pptReader) readDirectory(b le) {
	for at := 0; at+4 <= len(b); {
		head := b.u32(at)
		at += 4
		id, n := head&persistIDMask, head>>persistIDBits
		for i := range n {
			if _, known := r.persists[id+i]; !known && at+4 <= len(b) && len(r.persists) < maxPPTPersists {
				r.persists[id+i] = b.u32(at)
			}
			at += 4
		}
	}
}

// findObject returns the record of an object; an empty one if there is none.
func (r *pptReader) findObject(id int) pptRecord {
	at, ok := r.persists[id]
	if !ok {
		return pptRecord{}
	}
	record, _ := r.stream.pptRecord(at)
	return record
}

// pptEntry is a slide in the document's list: where it is, and the texts of
// its outline.
type pptEntry struct {
	record pptRecord
	id     int
	texts  []pptText
}

// readSlideLists returns the slides in order, and the notes by their IDs.
func (r *pptReader) readSlideLists(document pptRecord) (slides []pptEntry, notes map[int]pptEntry) {
	notes = make(map[int]pptEntry)
	if document.kind != pptDocument {
		return nil, notes
	}
	document.data.eachPPTRecord(0, func(list pptRecord) bool {
		if list.kind != pptSlideList || list.instance != pptListSlides && list.instance != pptListNotes {
			return false
		}
		var entries []pptEntry
		texts := pptTexts{done: func(t pptText) {
			if n := len(entries); n > 0 {
				entries[n-1].texts = append(entries[n-1].texts, t)
			}
		}}
		list.data.eachPPTRecord(0, func(a pptRecord) bool {
			if a.kind == pptPersist {
				texts.end()
				entries = append(entries, pptEntry{record: r.findObject(a.data.u32(persistRef)), id: a.data.u32(persistSlideID)})
			}
			texts.addRecord(a)
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

// findSlides returns the slides of a damaged file as they stand in it.
func (r *pptReader) findSlides() []pptEntry {
	var slides []pptEntry
	r.stream.eachPPTRecord(maxPPTDepth-1, func(record pptRecord) bool {
		if record.kind == pptSlide {
			slides = append(slides, pptEntry{record: record})
		}
		return false
	})
	return slides
}
