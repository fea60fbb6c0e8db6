package corpus

import (
	"bytes"
	"context"
	endian "encoding/binary"
	"fmt"
	"io"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/richardlehane/mscfb"

	"footnote/retrieval"
)

// outlookReader reads messages of Outlook (.msg): properties in the streams
// of an OLE container, after MS-OXMSG.
type outlookReader struct{}

const (
	oleMagic        = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	maxOutlookFiles = 20_000 // streams
)

// The name of a stream of properties, which every message has at its root.
var outlookStream = func() []byte {
	var b []byte
	for _, r := range "__properties_version1.0" {
		b = endian.LittleEndian.AppendUint16(b, uint16(r))
	}
	return b
}()

func (outlookReader) sniff(in *input) bool {
	return bytes.HasPrefix(in.data, []byte(oleMagic)) && bytes.Contains(in.data, outlookStream)
}

// The properties that are read, by their tags.
const (
	propSubject     = "0037"
	propHeaders     = "007D" // of the transport
	propSenderName  = "0C1A"
	propSenderMail  = "0C1F"
	propSenderSMTP  = "5D01"
	propTo          = "0E04"
	propCc          = "0E03"
	propBody        = "1000"
	propHTML        = "1013"
	propRich        = "1009" // compressed
	propMessageID   = "1035"
	propFileName    = "3704"
	propLongName    = "3707"
	propFileContent = "3701"
	propFileType    = "370E"
	propSubmitted   = 0x0039
	propDelivered   = 0x0E06
)

func (outlookReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	m, err := readOutlook(ctx, in)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return in.failInput(err, "its Outlook container is damaged; was it copied completely?")
	}
	return m.emitMessage(ctx, in, emit)
}

// readOutlook collects the streams of the message, of its attachments, of the
// messages among those, of their attachments …
func readOutlook(ctx context.Context, in *input) (*message, error) {
	r, err := mscfb.New(bytes.NewReader(in.data))
	if err != nil {
		return nil, err
	}
	top := &outlookStorage{}
	for n := 0; ; n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if n > maxOutlookFiles {
			return nil, fmt.Errorf("more than %d streams", maxOutlookFiles)
		}
		if f.Size > int64(len(in.data)) {
			return nil, fmt.Errorf("stream %s is larger than the file", f.Name)
		}
		storage := top.findStorage(f.Path)
		tag, isStream := strings.CutPrefix(f.Name, "__substg1.0_")
		switch {
		case f.Name == "__properties_version1.0":
			storage.fixed, err = io.ReadAll(f)
		case isStream && len(tag) >= 8 && f.Size > 0:
			err = storage.addProperty(tag, f)
		}
		if err != nil {
			return nil, fmt.Errorf("stream %s: %w", f.Name, err)
		}
	}
	m := top.makeMessage()
	m.attachStorages(top, 0)
	return m, nil
}

// outlookStorage is a message, an attachment, or what else has properties.
type outlookStorage struct {
	properties
	inner map[string]*outlookStorage
	order []string // of their names
}

func (s *outlookStorage) findStorage(path []string) *outlookStorage {
	for _, name := range path {
		next := s.inner[name]
		if next == nil {
			if s.inner == nil {
				s.inner = make(map[string]*outlookStorage)
			}
			next = &outlookStorage{}
			s.inner[name] = next
			s.order = append(s.order, name)
		}
		s = next
	}
	return s
}

// attachedMessage is the storage of a message that is attached as such.
const attachedMessage = "__substg1.0_3701000D"

// attachStorages adds the attachments of a message in their order.
func (m *message) attachStorages(s *outlookStorage, depth int) {
	slices.Sort(s.order) // they are numbered
	for _, name := range s.order {
		if !strings.HasPrefix(name, "__attach_version1.0_") {
			continue
		}
		attached := s.inner[name]
		switch object := attached.inner[attachedMessage]; {
		case object == nil:
			m.attachFile(&attached.properties)
		case object.fixed != nil && depth < maxDepth:
			inner := object.makeMessage()
			inner.attachStorages(object, depth+1)
			m.attachMessage(inner)
		default: // of another program; the report names it
			m.attachments = append(m.attachments, attachment{name: attached.fileName("object"), content: func() []byte { return []byte(oleMagic) }})
		}
	}
}

// properties are those of a message or an attachment, by tag and type in hex.
type properties struct {
	streams map[string][]byte
	fixed   []byte
}

func (p *properties) addProperty(tag string, r io.Reader) error {
	data, err := io.ReadAll(r)
	if p.streams == nil {
		p.streams = make(map[string][]byte)
	}
	p.streams[strings.ToUpper(tag[:8])] = data
	return err
}

// readText returns a property of text, in UTF-16 or in the code page of whoever
// saved it.
func (p *properties) readText(tag string) string {
	if data, ok := p.streams[tag+"001F"]; ok {
		e, _ := byteOrderMark([]byte{0xFF, 0xFE})
		return canonicalText(strings.TrimRight(decodeAs(e, data), "\x00"))
	}
	return canonicalText(decodeText(bytes.TrimRight(p.streams[tag+"001E"], "\x00"), ""))
}

// readTime returns one of the properties of a fixed size, which stand in
// records of 16 bytes after a header.
func (p *properties) readTime(tag uint32) time.Time {
	const header, record, filetime = 32, 16, 0x0040
	for at := header; at+record <= len(p.fixed); at += record {
		if endian.LittleEndian.Uint32(p.fixed[at:]) == tag<<16|filetime {
			ticks := int64(endian.LittleEndian.Uint64(p.fixed[at+8:]))
			const epoch = 116444736000000000 // 1970 in ticks of 100 ns since 1601
			return time.UnixMicro((ticks - epoch) / 10).UTC()
		}
	}
	return time.Time{}
}

func (p *properties) makeMessage() *message {
	header, _ := parseHeader([]byte(p.readText(propHeaders)))
	m := &message{
		id:      messageID(p.readText(propMessageID)),
		subject: oneLine(p.readText(propSubject)),
		plain:   p.readText(propBody),
		html:    decodeMarkup(p.streams[propHTML+"0102"], ""),
		date:    headerText(header.Get("Date")),
	}
	if m.html == "" { // it may be a string, too
		m.html = p.readText(propHTML)
	}
	if compressed := p.streams[propRich+"0102"]; compressed != nil {
		m.rich = expandRichText(compressed)
	}
	for _, t := range []time.Time{p.readTime(propSubmitted), p.readTime(propDelivered)} {
		if m.sent.IsZero() && isPlausibleYear(t.Year()) {
			m.sent = t
		}
	}
	if m.date == "" && !m.sent.IsZero() {
		m.date = m.sent.Format(time.RFC1123Z)
	}
	m.from = oneLine(p.readText(propSenderName))
	for _, address := range []string{p.readText(propSenderSMTP), p.readText(propSenderMail)} {
		if strings.Contains(address, "@") && !strings.Contains(m.from, address) {
			m.from = strings.TrimSpace(m.from + " <" + oneLine(address) + ">")
			break
		}
	}
	m.to, m.cc = chooseRecipients(header, "To", p.readText(propTo)), chooseRecipients(header, "Cc", p.readText(propCc))
	return m
}

// chooseRecipients returns the recipients of the transport's header, which has
// addresses, or else the names that Outlook displays.
func chooseRecipients(h textproto.MIMEHeader, name, displayed string) []string {
	if list := readAddresses(h, name); len(list) > 0 {
		return list
	}
	var list []string
	for one := range strings.SplitSeq(displayed, ";") {
		if one = oneLine(one); one != "" {
			list = append(list, one)
		}
	}
	return list
}

// attachMessage attaches a message under its subject.
func (m *message) attachMessage(inner *message) {
	name := inner.subject
	if name == "" {
		name = "message " + strconv.Itoa(len(m.attachments)+1)
	}
	m.attachments = append(m.attachments, attachment{name: strings.ReplaceAll(name, "/", "-") + ".eml", message: inner})
}

// attachFile attaches a file by its properties.
func (m *message) attachFile(p *properties) {
	data := p.streams[propFileContent+"0102"]
	if len(data) == 0 || strings.HasPrefix(p.readText(propFileType), "image/") {
		return
	}
	m.attachments = append(m.attachments, attachment{name: p.fileName("attachment"), content: func() []byte { return data }})
}

// fileName returns the name of an attached file.
func (p *properties) fileName(otherwise string) string {
	for _, tag := range []string{propLongName, propFileName} {
		if name := oneLine(p.readText(tag)); name != "" {
			return strings.ReplaceAll(name, "/", "-")
		}
	}
	return otherwise
}
