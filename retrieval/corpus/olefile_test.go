package corpus

import (
	"bytes"
	endian "encoding/binary"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// What stands for no sector, for the end of a chain, and for a sector of the table
// itself, in an OLE container (MS-CFB, version 3).
const (
	oleNone, oleEnd, oleTable = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	oleSector, oleSmall       = 512, 64
	oleCutoff                 = 4096 // smaller streams share sectors
)

// oleWriter builds a container.
type oleWriter struct {
	directory, content, small bytes.Buffer
	table, smallTable         []uint32
}

// oleFileOf makes a container of streams by their paths: "storage/stream".
func oleFileOf(streams map[string][]byte) []byte {
	w := &oleWriter{}
	w.addEntry("Root Entry", 5, oleNone, oleNone, oleEnd, 0) // mended below
	root := w.addStorage(streams)
	w.padTo(&w.small, oleSector)
	smallSize := w.small.Len()
	smallAt := w.addChain(w.small.Bytes())
	smallTable := make([]byte, 0, 4*len(w.smallTable))
	for _, next := range w.smallTable {
		smallTable = endian.LittleEndian.AppendUint32(smallTable, next)
	}
	for len(smallTable)%oleSector != 0 {
		smallTable = endian.LittleEndian.AppendUint32(smallTable, oleNone)
	}
	smallTableAt := w.addChain(smallTable)
	w.padTo(&w.directory, oleSector)
	directory := w.directory.Bytes()
	endian.LittleEndian.PutUint32(directory[76:], root)
	endian.LittleEndian.PutUint32(directory[116:], smallAt)
	endian.LittleEndian.PutUint32(directory[120:], uint32(smallSize))
	directoryAt := w.addChain(directory)
	tables := 1
	for tables*oleSector/4 < len(w.table)+tables {
		tables++
	}
	first := len(w.table)
	for range tables {
		w.table = append(w.table, oleTable)
	}
	for len(w.table) < tables*oleSector/4 {
		w.table = append(w.table, oleNone)
	}
	var file bytes.Buffer
	put := func(values ...uint32) { _ = endian.Write(&file, endian.LittleEndian, values) }
	file.WriteString(oleMagic)
	file.Write(make([]byte, 16))
	_ = endian.Write(&file, endian.LittleEndian, []uint16{0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0})
	put(0, uint32(tables), directoryAt, 0, oleCutoff, smallTableAt, uint32(len(smallTable)/oleSector), oleEnd, 0)
	for i := range 109 {
		if i < tables {
			put(uint32(first + i))
		} else {
			put(oleNone)
		}
	}
	file.Write(w.content.Bytes())
	put(w.table...)
	return file.Bytes()
}

// addStorage adds what a storage holds and returns its first entry.
func (w *oleWriter) addStorage(streams map[string][]byte) uint32 {
	inner := make(map[string]map[string][]byte)
	names := make(map[string]bool)
	for name, data := range streams {
		dir, rest, isStorage := strings.Cut(name, "/")
		names[dir] = true
		if isStorage {
			if inner[dir] == nil {
				inner[dir] = make(map[string][]byte)
			}
			inner[dir][rest] = data
		}
	}
	right := uint32(oleNone)
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(names))) {
		if inner[name] != nil {
			child := w.addStorage(inner[name])
			right = w.addEntry(name, 1, right, child, 0, 0)
			continue
		}
		data := streams[name]
		at := uint32(oleEnd)
		switch {
		case len(data) >= oleCutoff:
			at = w.addChain(data)
		case len(data) > 0:
			at = uint32(len(w.smallTable))
			w.small.Write(data)
			w.padTo(&w.small, oleSmall)
			w.smallTable = appendChain(w.smallTable, (len(data)+oleSmall-1)/oleSmall)
		}
		right = w.addEntry(name, 2, right, oleNone, at, len(data))
	}
	return right
}

// addEntry adds an entry to the directory and returns its number.
func (w *oleWriter) addEntry(name string, kind byte, right, child, at uint32, size int) uint32 {
	number := uint32(w.directory.Len() / 128)
	entry := make([]byte, 128)
	units := utf16.Encode([]rune(name))
	for i, u := range units {
		endian.LittleEndian.PutUint16(entry[2*i:], u)
	}
	endian.LittleEndian.PutUint16(entry[64:], uint16(2*len(units)+2))
	entry[66], entry[67] = kind, 1
	for i, v := range []uint32{oleNone, right, child} {
		endian.LittleEndian.PutUint32(entry[68+4*i:], v)
	}
	endian.LittleEndian.PutUint32(entry[116:], at)
	endian.LittleEndian.PutUint32(entry[120:], uint32(size))
	w.directory.Write(entry)
	return number
}

// addChain adds sectors and returns the first one.
func (w *oleWriter) addChain(data []byte) uint32 {
	if len(data) == 0 {
		return oleEnd
	}
	at := uint32(len(w.table))
	w.content.Write(data)
	w.padTo(&w.content, oleSector)
	w.table = appendChain(w.table, (len(data)+oleSector-1)/oleSector)
	return at
}

func appendChain(table []uint32, n int) []uint32 {
	for range n - 1 {
		table = append(table, uint32(len(table)+1))
	}
	return append(table, oleEnd)
}

func (w *oleWriter) padTo(b *bytes.Buffer, n int) {
	for b.Len()%n != 0 {
		b.WriteByte(0)
	}
}

// olePackage is the stream in which a package has a file (MS-OLEDS 2.3.6).
func olePackage(name, content string) []byte {
	var b bytes.Buffer
	b.Write([]byte{0, 0, 0, 0, 2, 0})
	b.WriteString(name + "\x00C:\\" + name + "\x00")
	b.Write([]byte{0, 0, 3, 0, 4, 0, 0, 0, 'C', ':', 'x', 0})
	b.Write(endian.LittleEndian.AppendUint32(nil, uint32(len(content))))
	b.WriteString(content)
	data := b.Bytes()
	endian.LittleEndian.PutUint32(data, uint32(len(data)-4))
	return data
}
