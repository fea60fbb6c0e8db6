package corpus

import (
	"bytes"
	"context"
	"net/mail"
	"net/textproto"
	"path"
	"slices"
	"strings"
	"time"

	"footnote/retrieval"
)

// mailReader reads a message as a file of its own (.eml, .emlx, .mht). Each
// attachment that a reader knows is a document beside it.
type mailReader struct{}

func (mailReader) sniff(in *input) bool {
	head := in.data[:min(len(in.data), 8192)]
	if wide(head) {
		head = []byte(decode(head, ""))
	}
	header, body := parseHeader(mailStart(in.name, head))
	if binary(head[:len(head)-len(body)]) { // what is attached may be so
		return false
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return header[textproto.CanonicalMIMEHeaderKey(n)] != nil })
	}
	switch strings.ToLower(path.Ext(in.name)) {
	case ".eml", ".emlx", ".mht", ".mhtml":
		return len(header) > 0
	case ".md", ".markdown", ".html", ".htm", ".json", ".csv", ".go", ".py":
		return false
	}
	made := has("Received", "Message-Id", "Mime-Version", "Return-Path", "Delivered-To")
	return made && has("From", "Sender", "Return-Path", "Subject") && has("Date", "To", "Received", "Content-Type", "Subject")
}

// mailStart skips what stands before a message in some files: blank lines and,
// in Apple's .emlx, its length.
func mailStart(name string, data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if strings.EqualFold(path.Ext(name), ".emlx") {
		if first, rest, ok := bytes.Cut(data, []byte("\n")); ok && len(bytes.Trim(first, "0123456789 \r")) == 0 {
			data = rest
		}
	}
	return bytes.TrimLeft(data, " \t\r\n")
}

func (mailReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	data := in.data
	if wide(data) {
		data = []byte(decode(data, ""))
	}
	left := maxMIMEParts
	m := mailFromMIME(parseMIME(mailStart(in.name, data), "text/plain", 0, &left))
	return m.read(ctx, in, emit)
}

// message is a mail in whatever format it came.
type message struct {
	id, subject, from, date string
	to, cc                  []string
	sent                    time.Time
	replyTo                 []string // message IDs of the thread before it

	plain, html string // bodies; either may be ""
	encrypted   bool
	attachments []attachment
}

type attachment struct {
	name    string
	content func() []byte
}

func mailFromMIME(root *part) *message {
	m := &message{
		id:      messageID(root.header.Get("Message-Id")),
		subject: headerText(root.header.Get("Subject")),
		from:    strings.Join(addresses(root.header, "From"), ", "),
		to:      addresses(root.header, "To"),
		cc:      addresses(root.header, "Cc"),
		date:    headerText(root.header.Get("Date")),
	}
	if m.from == "" {
		m.from = strings.Join(addresses(root.header, "Sender"), ", ")
	}
	if sent, err := mail.ParseDate(m.date); err == nil {
		m.sent = sent
	}
	for _, name := range []string{"In-Reply-To", "References"} {
		for id := range strings.FieldsSeq(root.header.Get(name)) {
			m.replyTo = append(m.replyTo, messageID(id))
		}
	}
	m.walk(root)
	return m
}

func messageID(s string) string { return strings.Trim(headerText(s), "<> ") }

// addresses reads a list of addresses: "Jane Doe <jane@example.org>". What is
// no such list is kept as it is written.
func addresses(h textproto.MIMEHeader, name string) []string {
	var list []string
	for _, value := range h[name] {
		parsed, err := (&mail.AddressParser{}).ParseList(value)
		if err != nil {
			if value = headerText(value); value != "" {
				list = append(list, value)
			}
			continue
		}
		for _, a := range parsed {
			if name := headerText(a.Name); name != "" {
				list = append(list, name+" <"+a.Address+">")
			} else {
				list = append(list, a.Address)
			}
		}
	}
	return list
}

// walk collects bodies and attachments.
func (m *message) walk(p *part) {
	switch {
	case p.mediaType == "multipart/alternative":
		// One of them is the body; what is no text among them may be an
		// invitation or the pictures of the HTML.
		for _, alternative := range p.parts {
			m.walk(alternative)
		}
	case p.mediaType == "multipart/encrypted",
		p.mediaType == "application/pkcs7-mime" && !strings.EqualFold(p.params["smime-type"], "signed-data"),
		p.mediaType == "application/x-pkcs7-mime" && !strings.EqualFold(p.params["smime-type"], "signed-data"):
		m.encrypted = true
	case len(p.parts) > 0:
		for _, inner := range p.parts {
			m.walk(inner)
		}
	case p.mediaType == "text/plain" && !p.attached(), p.mediaType == "message/delivery-status":
		m.plain = joinParagraphs(m.plain, canonical(decode(p.content(), p.params["charset"])))
	case p.mediaType == "text/html" && !p.attached():
		m.html += decodeMarkup(p.content(), p.params["charset"])
	case strings.HasPrefix(p.mediaType, "image/"), strings.HasPrefix(p.mediaType, "multipart/"), signature(p.mediaType):
	default:
		m.attach(p)
	}
}

func signature(mediaType string) bool {
	return strings.HasSuffix(mediaType, "pkcs7-signature") || strings.HasSuffix(mediaType, "pgp-signature") || mediaType == "application/pgp-keys"
}

func (m *message) attach(p *part) {
	name := p.fileName()
	if name == "" {
		switch p.mediaType {
		case "message/rfc822", "message/global":
			left := 1
			if name = headerText(parseMIME(p.content(), "", maxMIMEDepth, &left).header.Get("Subject")); name == "" {
				name = "message"
			}
		default:
			name = "attachment"
		}
	}
	if path.Ext(name) == "" || p.mediaType == "message/rfc822" {
		if ext := extensions[p.mediaType]; !strings.EqualFold(path.Ext(name), ext) {
			name += ext
		}
	}
	m.attachments = append(m.attachments, attachment{strings.ReplaceAll(name, "/", "-"), p.content})
}

var extensions = map[string]string{
	"message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt", "text/csv": ".csv",
	"text/calendar": ".ics", "application/pdf": ".pdf", "application/json": ".json",
}

// joinParagraphs puts text after text, apart by a blank line.
func joinParagraphs(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n\n" + b
}

// read emits the message, then its attachments.
func (m *message) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	e := &entries{in: in, unit: "attachment", emit: emit}
	d, err := m.document(ctx, in)
	if err == nil && d != nil {
		e.good++
		err = emit(d)
	}
	for _, a := range m.attachments {
		if err != nil {
			break
		}
		if err = in.budget.entry(); err == nil {
			err = e.read(ctx, e.unique(a.name), a.content())
		}
	}
	switch {
	case err == nil && m.encrypted:
		return in.fail(nil, "the mail is encrypted; save it decrypted")
	case err == nil && d == nil && len(m.attachments) == 0:
		return in.refuse("the mail holds no text")
	}
	return e.finish(ctx, err)
}

// document is the message without its attachments, nil if there is nothing to
// read in it. The lines of the header that people look at are part of its
// text, so that an answer can cite who wrote to whom.
func (m *message) document(ctx context.Context, in *input) (*retrieval.Document, error) {
	d := in.document("message/rfc822")
	d.Title, d.Author = oneLine(canonical(m.subject)), oneLine(canonical(m.from))
	if !m.sent.IsZero() && plausible(m.sent.Year()) {
		d.Published = m.sent.Format(time.DateOnly)
	} else {
		d.Published = isoDate(m.date)
	}
	p := &plainText{}
	p.heading(1, m.subject)
	p.field("From", m.from)
	p.field("To", someOf(m.to))
	p.field("Cc", someOf(m.cc))
	p.field("Date", m.date)
	var names []string
	for _, a := range m.attachments {
		names = append(names, a.name)
	}
	p.field("Attachments", someOf(names))
	p.endList()
	head := p.b.Len()
	if err := m.body(ctx, in, p); err != nil {
		return nil, err
	}
	if p.b.Len() == head && m.subject == "" {
		return nil, nil
	}
	p.finish(d)
	return d, nil
}

func (p *plainText) field(name, value string) {
	if value != "" {
		p.line(name + ": " + value)
	}
}

// someOf joins a list that may be long.
func someOf(list []string) string {
	const some = 10
	if len(list) > some {
		return strings.Join(list[:some], ", ") + " and " + plural(len(list)-some, "other")
	}
	return strings.Join(list, ", ")
}
