package office

import (
	"context"
	"encoding/binary"
	"time"
)

// le reads numbers, the lowest byte first; beyond the end there are zeros.
type le []byte

func (b le) u8(at int) int {
	if at < 0 || at >= len(b) {
		return 0
	}
	return int(b[at])
}

func (b le) u16(at int) int { return b.u8(at) | b.u8(at+1)<<8 }

func (b le) u32(at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b[at:]))
}

// cut returns n bytes from at, fewer if the end comes first.
func (b le) cut(at, n int) le {
	if at < 0 || n < 0 || at >= len(b) {
		return nil
	}
	return b[at:min(len(b), at+n)]
}

// The properties of a summary that are read, and their types (MS-OLEPS).
const (
	propCodePage = 1
	propTitle    = 2
	propAuthor   = 4
	propCreated  = 12

	typeInt16    = 2
	typeString   = 30
	typeFileTime = 64
)

// readSummary takes the facts from the container's property set. A damaged one
// costs the facts only.
func (f *oleFile) readSummary(ctx context.Context, d *Document) {
	if !f.has("SummaryInformation") {
		return
	}
	data, err := f.stream(ctx, "SummaryInformation")
	if err != nil {
		return
	}
	b := le(data)
	if b.u32(24) == 0 {
		return
	}
	set := b.cut(b.u32(44), len(b))
	properties := make(map[int]int) // offsets by ID
	for i := range min(set.u32(4), 100) {
		properties[set.u32(8+8*i)] = set.u32(12 + 8*i)
	}
	codePage := 1252
	if at, ok := properties[propCodePage]; ok && set.u32(at) == typeInt16 {
		codePage = set.u16(at + 4)
	}
	text := func(id int) string {
		at, ok := properties[id]
		if !ok || set.u32(at) != typeString {
			return ""
		}
		return untilNUL(decodePage(codePage, set.cut(at+8, set.u32(at+4))))
	}
	fact(&d.Title, text(propTitle))
	fact(&d.Author, text(propAuthor))
	if at, ok := properties[propCreated]; ok && set.u32(at) == typeFileTime {
		const unit, toUnix = 10_000_000, 11_644_473_600 // per second; seconds from 1601 to 1970
		if ticks := uint64(set.u32(at+4)) | uint64(set.u32(at+8))<<32; ticks > toUnix*unit {
			fact(&d.Created, time.Unix(int64(ticks/unit)-toUnix, 0).UTC().Format(time.RFC3339))
		}
	}
}
