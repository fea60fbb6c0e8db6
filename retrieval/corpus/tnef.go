package corpus

import (
	"bytes"
	"context"
	endian "encoding/binary"
	"fmt"
	"io"
	"strings"
	"time"

	"footnote/retrieval"
)

// tnefReader reads what Outlook attaches as winmail.dat: a message with its
// attachments in a format of its own (MS-OXTNEF).
type tnefReader struct{}

const tnefMagic = "\x78\x9F\x3E\x22"

// The attributes that are read.
const (
	tnefFrom       = 0x00008000
	tnefSubject    = 0x00018004
	tnefSent       = 0x00038005
	tnefBody       = 0x0002800C
	tnefFileData   = 0x0006800F
	tnefFileTitle  = 0x00018010
	tnefFileBegins = 0x00069002
	tnefProperties = 0x00069003
	tnefFileProps  = 0x00069005

	maxTNEFAttributes = 20_000
	tnefHead          = 6 // bytes before the first attribute
	tnefAttributeHead = 9
)

func (tnefReader) sniff(in *input) bool { return bytes.HasPrefix(in.data, []byte(tnefMagic)) }

func (tnefReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	m, err := readTNEF(ctx, in.data, 0)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if m == nil {
		return in.failInput(err, "it is a damaged file of Outlook (TNEF)")
	}
	problem := m.emitMessage(ctx, in, emit)
	if problem == nil && err != nil {
		return in.failInput(err, "it is a damaged file of Outlook (TNEF); what comes before the damage was read")
	}
	return problem
}

// tnefFile is an attachment as its attributes describe it.
type tnefFile struct {
	title string
	data  []byte
	properties
}

// readTNEF reads a message. Beside an error there is what was read before it.
func readTNEF(ctx context.Context, data []byte, depth int) (*message, error) {
	var top properties
	var subject, from, body string
	var sent time.Time
	var files []*tnefFile
	var damaged error
	rest := data[min(len(data), tnefHead):]
	for n := 0; len(rest) >= tnefAttributeHead && n < maxTNEFAttributes; n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		id, size := endian.LittleEndian.Uint32(rest[1:]), int64(endian.LittleEndian.Uint32(rest[5:]))
		rest = rest[tnefAttributeHead:]
		if size > int64(len(rest)) {
			damaged = io.ErrUnexpectedEOF
			break
		}
		value := rest[:size]
		rest = rest[min(int64(len(rest)), size+2):] // a checksum follows
		if id == tnefFileBegins {
			files = append(files, &tnefFile{})
		}
		var file *tnefFile
		if len(files) > 0 {
			file = files[len(files)-1]
		}
		switch {
		case id == tnefSubject:
			subject = tnefText(value)
		case id == tnefBody:
			body = tnefText(value)
		case id == tnefFrom:
			from = tnefSender(value)
		case id == tnefSent:
			sent = tnefDate(value)
		case id == tnefProperties:
			damaged = top.readTNEFProperties(value)
		case id == tnefFileTitle && file != nil:
			file.title = tnefText(value)
		case id == tnefFileData && file != nil:
			file.data = value
		case id == tnefFileProps && file != nil:
			damaged = file.readTNEFProperties(value)
		}
		if damaged != nil {
			break
		}
	}
	m := top.makeMessage()
	m.subject, m.from, m.plain = orElse(m.subject, oneLine(subject)), orElse(m.from, oneLine(from)), orElse(m.plain, body)
	if m.sent.IsZero() && isPlausibleYear(sent.Year()) {
		m.sent = sent
		m.date = orElse(m.date, sent.Format(time.RFC1123Z))
	}
	for _, file := range files {
		m.attachTNEF(ctx, file, depth)
	}
	if m.subject+m.plain+m.html == "" && m.rich == nil && len(m.attachments) == 0 {
		return nil, damaged
	}
	return m, damaged
}

// attachTNEF attaches a file or, in its place, a message.
func (m *message) attachTNEF(ctx context.Context, file *tnefFile, depth int) {
	const interfaceID = 16 // bytes before an object
	object := file.streams[propFileContent+"000D"]
	if len(object) > interfaceID && bytes.HasPrefix(object[interfaceID:], []byte(tnefMagic)) && depth < maxDepth {
		if inner, _ := readTNEF(ctx, object[interfaceID:], depth+1); inner != nil {
			m.attachMessage(inner)
			return
		}
	}
	data := file.data
	if len(data) == 0 {
		data = file.streams[propFileContent+"0102"]
	}
	if len(data) == 0 && len(object) > interfaceID {
		data = object[interfaceID:]
	}
	if len(data) == 0 || strings.HasPrefix(file.readText(propFileType), "image/") {
		return
	}
	name := file.fileName(orElse(strings.ReplaceAll(oneLine(file.title), "/", "-"), "attachment"))
	m.attachments = append(m.attachments, attachment{name: name, content: func() []byte { return data }})
}

// tnefText decodes a string, which ends with a zero.
func tnefText(value []byte) string {
	return canonicalText(decodeText(bytes.TrimRight(value, "\x00"), ""))
}

// tnefSender reads an address: the lengths of name and address stand before them.
func tnefSender(value []byte) string {
	const head = 8
	if len(value) < head {
		return ""
	}
	name, address, _ := bytes.Cut(value[head:], []byte{0})
	address, _, _ = bytes.Cut(address, []byte{0})
	_, mail, _ := strings.Cut(tnefText(address), ":") // "SMTP:jane@example.org"
	if mail = strings.TrimSpace(mail); mail != "" && !strings.Contains(string(name), mail) {
		return strings.TrimSpace(tnefText(name) + " <" + mail + ">")
	}
	return tnefText(name)
}

// tnefDate reads a date: year, month, day, hour, minute and second in two bytes each.
func tnefDate(value []byte) time.Time {
	if len(value) < 12 {
		return time.Time{}
	}
	n := func(i int) int { return int(endian.LittleEndian.Uint16(value[2*i:])) }
	return time.Date(n(0), time.Month(n(1)), n(2), n(3), n(4), n(5), 0, time.UTC)
}

// What types properties have (MS-OXCDATA 2.11.1).
const (
	typeObject    = 0x000D
	typeString    = 0x001E
	typeUnicode   = 0x001F
	typeTime      = 0x0040
	typeGUID      = 0x0048
	typeBinary    = 0x0102
	typeMultiple  = 0x1000
	firstNamed    = 0x8000
	namedByString = 1
)

// readTNEFProperties reads the properties of a message or an attachment.
func (p *properties) readTNEFProperties(data []byte) error {
	r := tnefCursor{data: data}
	for range min(r.number(), maxTNEFAttributes) {
		kind, id := r.short(), r.short()
		if id >= firstNamed {
			r.cut(16)
			if r.number() == namedByString {
				r.cutPadded(r.number())
			} else {
				r.cut(4)
			}
		}
		values := 1
		isMultiple := kind&typeMultiple != 0
		kind &^= typeMultiple
		size := tnefSize(kind)
		if isMultiple || size < 0 {
			values = r.number()
		}
		for range values {
			if r.isBroken {
				return io.ErrUnexpectedEOF
			}
			if size >= 0 {
				value := r.cutPadded(size)
				if kind == typeTime && !isMultiple {
					p.addFixed(id, kind, value)
				}
				continue
			}
			if value := r.cutPadded(r.number()); !isMultiple && len(value) > 0 {
				if err := p.addProperty(fmt.Sprintf("%04X%04X", id, kind), bytes.NewReader(value)); err != nil {
					return err
				}
			}
		}
		if r.isBroken {
			return io.ErrUnexpectedEOF
		}
	}
	return nil
}

// addFixed adds a property of a fixed size as the streams of Outlook have it.
func (p *properties) addFixed(id, kind int, value []byte) {
	const header = 32
	if p.fixed == nil {
		p.fixed = make([]byte, header)
	}
	record := endian.LittleEndian.AppendUint32(nil, uint32(id)<<16|uint32(kind))
	record = append(record, 0, 0, 0, 0)
	p.fixed = append(p.fixed, append(record, value...)...)
}

// tnefSize returns the size of a type's values in bytes, -1 if it varies.
func tnefSize(kind int) int {
	switch kind {
	case typeString, typeUnicode, typeBinary, typeObject:
		return -1
	case typeGUID:
		return 16
	case 0x0005, 0x0006, 0x0007, 0x0014, typeTime:
		return 8
	}
	return 4
}

// tnefCursor reads numbers and bytes one after another. Beyond the end it is broken.
type tnefCursor struct {
	data     []byte
	isBroken bool
}

func (r *tnefCursor) cut(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.isBroken, r.data = true, nil
		return nil
	}
	out := r.data[:n]
	r.data = r.data[n:]
	return out
}

// cutPadded reads n bytes and what fills them up to a multiple of four.
func (r *tnefCursor) cutPadded(n int) []byte {
	out := r.cut(n)
	r.cut(min(len(r.data), -n&3))
	return out
}

func (r *tnefCursor) short() int {
	if b := r.cut(2); b != nil {
		return int(endian.LittleEndian.Uint16(b))
	}
	return 0
}

func (r *tnefCursor) number() int {
	if b := r.cut(4); b != nil {
		return int(endian.LittleEndian.Uint32(b))
	}
	return 0
}
