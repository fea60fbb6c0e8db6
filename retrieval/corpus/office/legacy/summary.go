package legacy

import (
	"context"
	"time"

	"footnote/retrieval/corpus/office/block"
)

// Where things are in a PropertySetStream (MS-OLEPS) and in the first
// PropertySet that it leads to.
const (
	streamNumPropertySets = 24
	streamOffset0         = 44

	setNumProperties       = 4
	setIdentifierAndOffset = 8 // an array of identifiers, each with its offset
	setEntrySize           = 8
)

// The properties that are read, and their types (MS-OLEPS, MS-OSHARED).
const (
	pidsiCodePage = 1
	pidsiTitle    = 2
	pidsiAuthor   = 4
	pidsiCreated  = 12

	vtInt16    = 2
	vtString   = 30
	vtFileTime = 64

	typedValue    = 4   // of a TypedPropertyValue, behind its type
	maxProperties = 100 // of a set; Office writes 18
)

// readSummary takes the facts from the container's property set. A damaged one
// costs the facts only.
func (f *oleFile) readSummary(ctx context.Context, d *block.Document) {
	if !f.has("SummaryInformation") {
		return
	}
	data, err := f.readStream(ctx, "SummaryInformation")
	if err != nil {
		return
	}
	b := le(data)
	if b.u32(streamNumPropertySets) == 0 {
		return
	}
	set := b.from(b.u32(streamOffset0))
	properties := make(map[int]int) // offsets by identifier
	for i := range min(set.u32(setNumProperties), maxProperties) {
		entry := setIdentifierAndOffset + setEntrySize*i
		properties[set.u32(entry)] = set.u32(entry + 4)
	}
	codePage := 1252
	if at, ok := properties[pidsiCodePage]; ok && set.u32(at) == vtInt16 {
		codePage = set.u16(at + typedValue)
	}
	text := func(id int) string {
		at, ok := properties[id]
		if !ok || set.u32(at) != vtString {
			return ""
		}
		size := set.u32(at + typedValue)
		return untilNUL(decodePage(codePage, set.cut(at+typedValue+4, size)))
	}
	block.SetFact(&d.Title, text(pidsiTitle))
	block.SetFact(&d.Author, text(pidsiAuthor))
	if at, ok := properties[pidsiCreated]; ok && set.u32(at) == vtFileTime {
		const unit, toUnix = 10_000_000, 11_644_473_600 // per second; seconds from 1601 to 1970
		low, high := set.u32(at+typedValue), set.u32(at+typedValue+4)
		if ticks := uint64(low) | uint64(high)<<32; ticks > toUnix*unit {
			block.SetFact(&d.Created, time.Unix(int64(ticks/unit)-toUnix, 0).UTC().Format(time.RFC3339))
		}
	}
}
