package corpus

import (
	"bytes"
	"context"
	endian "encoding/binary"
	"fmt"
	"io"
	"net/textproto"
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
	propMessageID   = "1035"
	propFileName    = "3704"
	propLongName    = "3707"
	propFileContent = "3701"
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

// readOutlook collects the streams of the message itself and of its
// attachments. Messages attached as such are storages inside; their texts are
// attachments too.
func readOutlook(ctx context.Context, in *input) (*message, error) {
	r, err := mscfb.New(bytes.NewReader(in.data))
	if err != nil {
		return nil, err
	}
	top := properties{}
	attached := map[string]properties{}
	var order []string
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
		tag, isStream := strings.CutPrefix(f.Name, "__substg1.0_")
		switch {
		case f.Size > int64(len(in.data)):
			return nil, fmt.Errorf("stream %s is larger than the file", f.Name)
		case len(f.Path) == 0 && f.Name == "__properties_version1.0":
			top.fixed, err = io.ReadAll(f)
		case !isStream || len(tag) < 8 || f.Size == 0:
			continue
		case len(f.Path) == 0:
			err = top.addProperty(tag, f)
		case strings.HasPrefix(f.Path[0], "__attach_version1.0_") && len(f.Path) <= 2:
			// Of an attached message the streams one level deeper.
			key := strings.Join(f.Path, "/")
			if attached[key].streams == nil {
				attached[key] = properties{streams: map[string][]byte{}}
				order = append(order, key)
			}
			p := attached[key]
			err = p.addProperty(tag, f)
		}
		if err != nil {
			return nil, fmt.Errorf("stream %s: %w", f.Name, err)
		}
	}
	m := top.makeMessage()
	for _, key := range order {
		m.attachOutlook(attached[key], strings.Contains(key, "/"))
	}
	return m, nil
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

func (m *message) attachOutlook(p properties, isMessage bool) {
	if isMessage {
		inner := p.makeMessage()
		text := joinParagraphs("Subject: "+inner.subject+"\nFrom: "+inner.from+"\nDate: "+inner.date, inner.plain)
		name := inner.subject
		if name == "" {
			name = "message " + strconv.Itoa(len(m.attachments)+1)
		}
		m.attachments = append(m.attachments, attachment{strings.ReplaceAll(name, "/", "-") + ".txt", func() []byte { return []byte(text) }})
		return
	}
	data := p.streams[propFileContent+"0102"]
	if len(data) == 0 {
		return
	}
	name := oneLine(p.readText(propLongName))
	if name == "" {
		name = oneLine(p.readText(propFileName))
	}
	if name == "" {
		name = "attachment"
	}
	m.attachments = append(m.attachments, attachment{strings.ReplaceAll(name, "/", "-"), func() []byte { return data }})
}
