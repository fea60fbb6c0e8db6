package corpus

import (
	"bytes"
	"context"
	endian "encoding/binary"
	"unicode/utf16"

	"footnote/retrieval"
)

// oleReader names the files that are in the container format of Office before
// 2007, and those that Office has encrypted, which it puts into the same.
// Messages of Outlook, in that container too, it leaves to others.
type oleReader struct{}

func (oleReader) sniff(in *input) bool {
	return bytes.HasPrefix(in.data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) && !oleStreams(in.data)["__properties_version1.0"]
}

func (oleReader) read(_ context.Context, in *input, _ func(*retrieval.Document) error) error {
	streams := oleStreams(in.data)
	old := func(program, format string) error {
		return in.fail(nil, "it is in the old binary format of %s; save it as %s (LibreOffice can convert a whole folder)", program, format)
	}
	switch {
	case streams["EncryptedPackage"] || streams["EncryptedSummary"]:
		return in.fail(nil, "it is protected by a password; save it without one")
	case streams["WordDocument"]:
		return old("Word", "docx")
	case streams["Workbook"] || streams["Book"] || streams["WORKBOOK"] || streams["BOOK"]:
		return old("Excel", "xlsx")
	case streams["PowerPoint Document"] || streams["PP40"] || streams["PP97_DUALSTORAGE"]:
		return old("PowerPoint", "pptx")
	case streams["VisioDocument"]:
		return in.refuse("it is a drawing (Visio); save it as PDF")
	case streams["Quill"]:
		return in.fail(nil, "it is in the format of Publisher; save it as PDF")
	case streams["MatOST"]:
		return in.fail(nil, "it is in the old format of Works; save it as docx")
	}
	return in.refuse("it is in an old binary format of Office, or damaged")
}

// oleStreams returns the names in the container's directory. Its entries have
// 128 bytes and stand at multiples of that, so they are found without the
// tables that chain its sectors, even in a damaged file.
func oleStreams(data []byte) map[string]bool {
	names := make(map[string]bool)
	for at := 512; at+128 <= len(data); at += 128 {
		entry := data[at : at+128]
		n := int(endian.LittleEndian.Uint16(entry[64:]))
		if kind := entry[66]; n < 4 || n > 64 || n%2 != 0 || kind != 1 && kind != 2 && kind != 5 || entry[n-1] != 0 || entry[n-2] != 0 {
			continue
		}
		name := make([]uint16, n/2-1)
		for i := range name {
			name[i] = endian.LittleEndian.Uint16(entry[2*i:])
		}
		names[string(utf16.Decode(name))] = true
	}
	return names
}
