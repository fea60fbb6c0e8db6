package legacy

import (
	"testing"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/block/blocktest"
)

// pptAtom makes a record with data, pptBox one with records.
func pptAtom(kind, instance int, data *raw) *raw {
	r := new(raw).u16(instance<<4, kind).u32(data.Len())
	r.Write(data.Bytes())
	return r
}

func pptBox(kind, instance int, records ...*raw) *raw {
	var body raw
	for _, c := range records {
		body.Write(c.Bytes())
	}
	r := new(raw).u16(instance<<4|0xF, kind).u32(body.Len())
	r.Write(body.Bytes())
	return r
}

// pptStreams makes a presentation with two slides, the first of which was changed by
// a second save and has notes.
func pptStreams() (main, user []byte) {
	header := func(kind int) *raw { return pptAtom(pptTextHeader, 0, new(raw).u32(kind)) }
	wide := func(s string) *raw { return pptAtom(pptTextChars, 0, new(raw).wide(s)) }
	narrow := func(s string) *raw { return pptAtom(pptTextBytes, 0, new(raw).text(s)) }
	shape := func(records ...*raw) *raw { return pptBox(0xF004, 0, pptBox(pptTextBox, 0, records...)) }
	slide := func(kind, notes int, shapes ...*raw) *raw {
		atom := pptAtom(pptSlideAtom, 2, new(raw).pad(16).u32(notes, 0))
		return pptBox(kind, 0, atom, pptBox(0x040C, 0, shapes...))
	}
	comment := func(author, text string) *raw {
		return pptBox(0x1388, 0, pptBox(0x138A, 0, pptAtom(pptString, 0, new(raw).wide("___PPT10")),
			pptAtom(pptTagBlob, 0, pptBox(pptComment, 0, pptAtom(pptString, pptAuthor, new(raw).wide(author)),
				pptAtom(pptString, pptSaid, new(raw).wide(text)), pptAtom(pptString, 2, new(raw).wide("MQ"))))))
	}
	entry := func(persist, id int) *raw { return pptAtom(pptPersist, 0, new(raw).u32(persist, 0, 0, id, 0)) }
	outline := pptAtom(pptOutlineRef, 0, new(raw).u32(1))

	var stream raw
	offsets := make(map[int]int)
	put := func(id int, r *raw) {
		offsets[id] = stream.Len()
		stream.Write(r.Bytes())
	}
	save := func(last int, ids ...int) int {
		directory := new(raw)
		for _, id := range ids {
			directory.u32(id|1<<20, offsets[id])
		}
		at := stream.Len()
		stream.Write(pptAtom(pptDirectory, 0, directory).Bytes())
		edit := stream.Len()
		stream.Write(pptAtom(pptUserEdit, 0, new(raw).u32(0, 0, last, at, 1, 0, 0)).Bytes())
		return edit
	}
	put(1, pptBox(pptDocument, 0,
		pptBox(pptSlideList, pptListSlides, entry(2, 256), header(pptTitle), wide("First"), header(pptBody), narrow("one\rtwo"), entry(3, 257)),
		pptBox(pptSlideList, pptListNotes, entry(4, 300))))
	put(2, slide(pptSlide, 0, shape(header(pptTitle), wide("Before the change"))))
	put(3, slide(pptSlide, 0, shape(header(pptOther), narrow("A box\vof two lines")), shape(header(pptCenterTitle), wide("Zwei—2")), comment("Mara Quill", "Is it two?"), pptBox(pptMargins, 3, pptAtom(pptString, pptFooter, new(raw).wide("Port of Quill")))))
	put(4, slide(pptNotes, 0, shape(header(pptNotesText), narrow("Say hello")), shape(header(pptOther), narrow("*"))))
	first := save(0, 1, 2, 3, 4)
	put(2, slide(pptSlide, 300, shape(outline), shape(header(pptTitle), wide("Changed"))))
	last := save(first, 2)
	current := pptAtom(0x0FF6, 0, new(raw).u32(20, 0xE391C05F, last))
	return stream.Bytes(), current.Bytes()
}

func pptOf() []byte {
	main, user := pptStreams()
	return oleOf("PowerPoint Document", main, "Current User", user)
}

func TestPPT(t *testing.T) {
	_, got := read(t, pptOf())
	blocktest.Same(t, got, `
--- 1
# Changed
- one
- two
Notes:
Say hello
--- 2
# Zwei—2
A box
of two lines
Comment by Mara Quill: Is it two?
Port of Quill`)
}

func TestPPTEncrypted(t *testing.T) {
	user := pptAtom(0x0FF6, 0, new(raw).u32(20, pptEncrypted, 0))
	if e := reason(t, oleOf("PowerPoint Document", []byte{0}, "Current User", user.Bytes())); e != block.ErrPassword {
		t.Errorf("got %v", e)
	}
}
