package legacy

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"footnote/retrieval/corpus/office/block"
)

// raw builds binary data, the lowest byte first.
type raw struct{ bytes.Buffer }

func (r *raw) u8(v ...int) *raw {
	for _, n := range v {
		r.WriteByte(byte(n))
	}
	return r
}

func (r *raw) u16(v ...int) *raw {
	for _, n := range v {
		r.u8(n, n>>8)
	}
	return r
}

func (r *raw) u32(v ...int) *raw {
	for _, n := range v {
		r.u16(n, n>>16)
	}
	return r
}

func (r *raw) text(s string) *raw { r.WriteString(s); return r }

func (r *raw) wide(s string) *raw {
	for _, u := range utf16.Encode([]rune(s)) {
		r.u16(int(u))
	}
	return r
}

// pad adds zeros up to a length.
func (r *raw) pad(n int) *raw { r.Write(make([]byte, max(0, n-r.Len()))); return r }

// oleOf makes a container (MS-CFB, version 3) of streams: name, content, name,
// content … Each stream is as long as to need no place among the small ones.
func oleOf(streams ...any) []byte {
	const sector, none, end, fat = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	var directory, content raw
	entry := func(name string, kind, right, child, start, size int) {
		var e raw
		e.wide(name).pad(64)
		e.u16(2*len(utf16.Encode([]rune(name)))+2).u8(kind, 1).u32(none, right, child)
		e.pad(116)
		e.u32(start, size, 0)
		directory.Write(e.Bytes())
	}
	count := len(streams) / 2
	entry("Root Entry", 5, none, 1, end, 0)
	var chains []int // lengths in sectors
	first := 0
	for i := range count {
		var s raw
		s.Write(streams[2*i+1].([]byte))
		s.pad(4096)
		size := s.Len()
		s.pad((size + sector - 1) / sector * sector)
		right := i + 2
		if i == count-1 {
			right = none
		}
		entry(streams[2*i].(string), 2, right, none, first, size)
		content.Write(s.Bytes())
		chains = append(chains, s.Len()/sector)
		first += s.Len() / sector
	}
	directory.pad((directory.Len() + sector - 1) / sector * sector)
	chains = append(chains, directory.Len()/sector)
	directoryAt := first
	first += directory.Len() / sector
	fats := 1
	for fats*sector/4 < first+fats {
		fats++
	}
	var table raw
	at := 0
	for _, n := range chains {
		for range n - 1 {
			at++
			table.u32(at)
		}
		at++
		table.u32(end)
	}
	for range fats {
		table.u32(fat)
	}
	for table.Len() < fats*sector {
		table.u32(none)
	}
	var file raw
	file.text(oleMagic).pad(24)
	file.u16(0x3E, 3, 0xFFFE, 9, 6).pad(40)
	file.u32(0, fats, directoryAt, 0, 4096, end, 0, end, 0)
	for i := range 109 {
		if i < fats {
			file.u32(first + i)
		} else {
			file.u32(none)
		}
	}
	file.Write(content.Bytes())
	file.Write(directory.Bytes())
	file.Write(table.Bytes())
	return file.Bytes()
}

func TestOLE(t *testing.T) {
	long := bytes.Repeat([]byte("0123456789"), 100_000)
	f, err := openOLE(oleOf("WordDocument", []byte("first"), "1Table", long))
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.readStream(t.Context(), "1table")
	if err != nil || !bytes.Equal(got, long) {
		t.Errorf("got %d bytes, %v; want %d", len(got), err, len(long))
	}
}

// summaryOf makes a property set with a title in a code page, an author and
// a date.
func summaryOf(page int, title, author string) []byte {
	var values raw
	type property struct{ id, at int }
	var properties []property
	const head = 8 + 8*4
	add := func(id int, write func()) {
		properties = append(properties, property{id, head + values.Len()})
		write()
		values.pad((values.Len() + 3) / 4 * 4)
	}
	add(pidsiCodePage, func() { values.u32(vtInt16).u16(page, 0) })
	add(pidsiTitle, func() { values.u32(vtString, len(title)+1).text(title).u8(0) })
	add(pidsiAuthor, func() { values.u32(vtString, len(author)+1).text(author).u8(0) })
	const ticks = uint64(132_223_104_000_000_000) // 2020-01-01
	add(pidsiCreated, func() { values.u32(vtFileTime, int(uint32(ticks&0xFFFFFFFF)), int(ticks>>32)) })
	var b raw
	b.u16(0xFFFE, 0).pad(24)
	b.u32(1).pad(44)
	b.u32(48)
	b.u32(head+values.Len(), len(properties))
	for _, p := range properties {
		b.u32(p.id, p.at)
	}
	b.Write(values.Bytes())
	return b.Bytes()
}

func TestSummary(t *testing.T) {
	f, err := openOLE(oleOf("\x05SummaryInformation", summaryOf(1251, "\xcf\xf0\xe8\xe2\xe5\xf2", "Ada")))
	if err != nil {
		t.Fatal(err)
	}
	var d block.Document
	f.readSummary(t.Context(), &d)
	if d.Title != "Привет" || d.Author != "Ada" || d.Created != "2020-01-01T00:00:00Z" {
		t.Errorf("got %+v", d)
	}
}

func floatBytes(v float64) []byte {
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, v)
	return b.Bytes()
}
