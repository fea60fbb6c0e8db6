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
	if hasWideZeros(head) {
		head = []byte(decodeText(head, ""))
	}
	header, body := parseHeader(mailStart(in.name, head))
	if isBinary(head[:len(head)-len(body)]) { // what is attached may be so
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
	if hasWideZeros(data) {
		data = []byte(decodeText(data, ""))
	}
	left := maxMIMEParts
	m := mailFromMIME(parseMIME(mailStart(in.name, data), "text/plain", 0, &left))
	return m.emitMessage(ctx, in, emit)
}

// message is a mail in whatever format it came.
type message struct {
	id, subject, from, date string
	to, cc                  []string
	sent                    time.Time
	replyTo                 []string // message IDs of the thread before it

	plain, html string // bodies; either may be ""
	rich        []byte // the body in Rich Text, of Outlook
	encrypted   bool
	attachments []attachment
	omitted     []string // what of it was not read
}

// attachment is a file, or a message that has no bytes of its own.
type attachment struct {
	name    string
	content func() []byte
	message *message
}

func mailFromMIME(root *part) *message {
	m := &message{
		id:      messageID(root.header.Get("Message-Id")),
		subject: headerText(root.header.Get("Subject")),
		from:    strings.Join(readAddresses(root.header, "From"), ", "),
		to:      readAddresses(root.header, "To"),
		cc:      readAddresses(root.header, "Cc"),
		date:    headerText(root.header.Get("Date")),
	}
	if m.from == "" {
		m.from = strings.Join(readAddresses(root.header, "Sender"), ", ")
	}
	if sent, err := mail.ParseDate(m.date); err == nil {
		m.sent = sent
	}
	for _, name := range []string{"In-Reply-To", "References"} {
		for id := range strings.FieldsSeq(root.header.Get(name)) {
			m.replyTo = append(m.replyTo, messageID(id))
		}
	}
	m.collectParts(root)
	return m
}

func messageID(s string) string { return strings.Trim(headerText(s), "<> ") }

// readAddresses reads a list of addresses: "Jane Doe <jane@example.org>". It
// keeps a field that is no such list as it is written.
func readAddresses(h textproto.MIMEHeader, name string) []string {
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

// collectParts collects bodies and attachments.
func (m *message) collectParts(p *part) {
	if p.omitted != "" && !slices.Contains(m.omitted, p.omitted) {
		m.omitted = append(m.omitted, p.omitted)
	}
	switch {
	case p.mediaType == "multipart/alternative":
		// One of them is the body; what is no text among them may be an
		// invitation or the pictures of the HTML.
		for _, alternative := range p.parts {
			m.collectParts(alternative)
		}
	case p.mediaType == "multipart/encrypted",
		p.mediaType == "application/pkcs7-mime" && !strings.EqualFold(p.params["smime-type"], "signed-data"),
		p.mediaType == "application/x-pkcs7-mime" && !strings.EqualFold(p.params["smime-type"], "signed-data"):
		m.encrypted = true
	case len(p.parts) > 0:
		for _, inner := range p.parts {
			m.collectParts(inner)
		}
	case p.mediaType == "text/plain" && !p.isAttached(), p.mediaType == "message/delivery-status":
		m.plain = joinParagraphs(m.plain, canonicalText(decodeText(p.decodeContent(), p.params["charset"])))
	case p.mediaType == "text/html" && !p.isAttached():
		m.html += decodeMarkup(p.decodeContent(), p.params["charset"])
	case strings.HasPrefix(p.mediaType, "image/"), strings.HasPrefix(p.mediaType, "multipart/"), isSignature(p.mediaType):
	default:
		m.attachPart(p)
	}
}

// isSignature reports whether an attachment of this type only signs the
// message.
func isSignature(mediaType string) bool {
	return strings.HasSuffix(mediaType, "pkcs7-signature") || strings.HasSuffix(mediaType, "pgp-signature") || mediaType == "application/pgp-keys"
}

func (m *message) attachPart(p *part) {
	name := p.fileName()
	if name == "" {
		switch p.mediaType {
		case "message/rfc822", "message/global":
			left := 1
			if name = headerText(parseMIME(p.decodeContent(), "", maxMIMEDepth, &left).header.Get("Subject")); name == "" {
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
	m.attachments = append(m.attachments, attachment{name: strings.ReplaceAll(name, "/", "-"), content: p.decodeContent})
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

// emitMessage emits the message, then its attachments. Those that give nothing are
// named: people don't know that they are there.
func (m *message) emitMessage(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	e := &entries{in: in, unit: "attachment", emit: emit}
	d, err := m.makeDocument(ctx, in)
	if err == nil && d != nil {
		err = e.emitGood(d)
	}
	for _, a := range m.attachments {
		if err != nil {
			break
		}
		if err = in.budget.countEntry(); err == nil {
			err = e.readAttachment(ctx, a)
		}
	}
	switch {
	case err == nil && m.encrypted:
		return in.failInput(nil, "the mail is encrypted; save it decrypted")
	case err == nil && d == nil && len(m.attachments) == 0 && len(m.omitted) == 0:
		return in.refuseInput("the mail holds no text")
	case e.good == 0 && len(m.omitted) == 0:
		return e.finishBundle(ctx, err)
	}
	return e.finishDocument(ctx, err, m.omitted)
}

func (e *entries) readAttachment(ctx context.Context, a attachment) error {
	name := e.uniqueName(a.name)
	if a.message == nil {
		return e.readEntry(ctx, name, a.content())
	}
	inner := e.in.nestedInput(e.in.id+"#"+name, name, nil)
	if inner.depth > maxDepth {
		e.in.budget.err = errTooDeep
		return errTooDeep
	}
	return e.noteProblem(name, a.message.emitMessage(ctx, inner, e.emitGood))
}

// makeDocument makes a document of the message without its attachments, nil if
// there is nothing to read in it. The lines of the header that people look at
// are part of its text, so that an answer can cite who wrote to whom.
func (m *message) makeDocument(ctx context.Context, in *input) (*retrieval.Document, error) {
	d := in.newDocument("message/rfc822")
	d.Title, d.Author = oneLine(canonicalText(m.subject)), oneLine(canonicalText(m.from))
	if !m.sent.IsZero() && isPlausibleYear(m.sent.Year()) {
		d.Published = m.sent.Format(time.DateOnly)
	} else {
		d.Published = isoDate(m.date)
	}
	p := &plainText{}
	p.addHeading(1, m.subject)
	p.addField("From", m.from)
	p.addField("To", someOf(m.to))
	p.addField("Cc", someOf(m.cc))
	p.addField("Date", m.date)
	var names []string
	for _, a := range m.attachments {
		names = append(names, a.name)
	}
	p.addField("Attachments", someOf(names))
	p.endList()
	head := p.b.Len()
	if err := m.writeBody(ctx, in, p); err != nil {
		return nil, err
	}
	if p.b.Len() == head && m.subject == "" {
		return nil, nil
	}
	p.finishText(d)
	return d, nil
}

func (p *plainText) addField(name, value string) {
	if value != "" {
		p.addLine(name + ": " + value)
	}
}

// someOf joins a list that may be long.
func someOf(list []string) string {
	const some = 10
	if len(list) > some {
		return strings.Join(list[:some], ", ") + " and " + formatCount(len(list)-some, "other")
	}
	return strings.Join(list, ", ")
}
