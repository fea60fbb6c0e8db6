package corpus

import (
	"encoding/base64"
	endian "encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

// mailWith makes a message with attachments: name, content, name, content …
func mailWith(subject, body string, attachments ...string) []byte {
	lines := []string{
		"From: mara@example.org", "To: joss@example.org", "Subject: " + subject, "Date: Tue, 5 Mar 2024 10:00:00 +0000",
		"Message-ID: <" + subject + "@example.org>", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "",
		"--b", "Content-Type: text/plain; charset=utf-8", "", body,
	}
	for i := 0; i < len(attachments); i += 2 {
		kind := "application/octet-stream"
		if strings.HasSuffix(attachments[i], ".eml") {
			kind = "message/rfc822"
		}
		lines = append(lines, "--b", "Content-Type: "+kind, `Content-Disposition: attachment; filename="`+attachments[i]+`"`,
			"Content-Transfer-Encoding: base64", "", base64.StdEncoding.EncodeToString([]byte(attachments[i+1])))
	}
	return mailLines(append(lines, "--b--")...)
}

// wide is a text in UTF-16, as Outlook has it.
func wide(text string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		out = endian.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// completeMails are mails and what has mails in it.
func completeMails() []completeFile {
	return []completeFile{
		{"all.eml", func(t *testing.T, p *planted) []byte {
			inner := mailWith(p.put("subject of an attached mail"), p.put("attached mail"), "note.txt", p.put("attachment of an attached mail"))
			return mailWith(p.put("subject"), p.put("body"), "note.txt", p.put("attached text"), "a.docx", smallDocument(t, p.put("attached document")),
				"inner.eml", string(inner), "a.zip", string(zipOf(t, file{"b.txt", p.put("file in an attached archive")})),
				"winmail.dat", string(winmailOf(t, p)), "sound.xyz", "\x00\x01\x02\xff")
		}, []string{"sound.xyz"}},
		{"all.mbox", func(t *testing.T, p *planted) []byte {
			head := "From mara@example.org Tue Mar  5 10:00:00 2024\n"
			return []byte(head + string(mailWith(p.put("subject"), p.put("first mail"), "note.txt", p.put("attachment"))) + "\n" +
				head + string(mailWith(p.put("second subject"), p.put("second mail"))))
		}, nil},
		{"all.msg", completeOutlook, nil},
		{"winmail.dat", winmailOf, nil},
	}
}

func completeOutlook(t *testing.T, p *planted) []byte {
	const attached, attachedMail = "__attach_version1.0_#0000000", "/__substg1.0_3701000D/"
	prop := func(tag string) string { return "__substg1.0_" + tag + "001F" }
	header := make([]byte, 32)
	streams := map[string][]byte{
		"__properties_version1.0": header,
		prop(propSubject):         wide(p.put("subject")),
		prop(propBody):            wide(p.put("body")),
		prop(propSenderName):      wide(p.put("sender")),
		prop(propTo):              wide(p.put("recipient")),

		attached + "0/" + prop(propLongName):                                 wide("note.txt"),
		attached + "0/__substg1.0_37010102":                                  []byte(p.put("attached file")),
		attached + "1" + attachedMail + "__properties_version1.0":            header,
		attached + "1" + attachedMail + prop(propSubject):                    wide(p.put("subject of an attached mail")),
		attached + "1" + attachedMail + "__substg1.0_10090102":               append([]byte("0000aaaaMELA0000"), `{\rtf1 `+p.put("attached mail in rich text")+`}`...),
		attached + "1" + attachedMail + attached + "0/" + prop(propLongName): wide("deep.txt"),
		attached + "1" + attachedMail + attached + "0/__substg1.0_37010102":  []byte(p.put("attachment of an attached mail")),
	}
	return oleFileOf(streams)
}

// winmailOf makes a message in TNEF.
func winmailOf(_ *testing.T, p *planted) []byte {
	u32 := func(values ...int) []byte {
		var out []byte
		for _, v := range values {
			out = endian.LittleEndian.AppendUint32(out, uint32(v))
		}
		return out
	}
	attribute := func(id int, value []byte) []byte {
		out := append([]byte{1}, u32(id, len(value))...)
		return append(append(out, value...), 0, 0)
	}
	property := func(id, kind int, value []byte) []byte {
		out := append(u32(id<<16|kind, 1, len(value)), value...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
		return out
	}
	join := func(parts ...[]byte) []byte {
		var out []byte
		for _, part := range parts {
			out = append(out, part...)
		}
		return out
	}
	inner := join([]byte(tnefMagic), []byte{0, 0}, attribute(tnefSubject, []byte(p.put("subject of a mail in TNEF")+"\x00")), attribute(tnefBody, []byte(p.put("mail in TNEF")+"\x00")))
	return join([]byte(tnefMagic), []byte{0, 0},
		attribute(tnefSubject, []byte(p.put("subject in TNEF")+"\x00")),
		attribute(tnefProperties, join(u32(2), property(0x1000, typeUnicode, wide(p.put("body in TNEF"))), u32(0x0017_0003, 1))),
		attribute(tnefFileBegins, nil),
		attribute(tnefFileTitle, []byte("NOTE~1.TXT\x00")),
		attribute(tnefFileProps, join(u32(1), property(0x3707, typeUnicode, wide("note to all.txt")))),
		attribute(tnefFileData, []byte(p.put("attachment in TNEF"))),
		attribute(tnefFileBegins, nil),
		attribute(tnefFileProps, join(u32(1), property(0x3701, typeObject, join(make([]byte, 16), inner)))))
}
