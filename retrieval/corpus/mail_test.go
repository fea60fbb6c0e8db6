package corpus

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
)

// mailLines joins the lines of a message as mail has them.
func mailLines(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n") + "\r\n") }

// one reads what holds a single document.
func one(t *testing.T, name string, data []byte) *retrieval.Document {
	t.Helper()
	documents, problem := readBytes(t, name, data, Options{})
	if problem != nil || len(documents) != 1 {
		t.Fatalf("%s: %d documents (%s): %v", name, len(documents), ids(documents), problem)
	}
	checkDocuments(t, name, documents)
	return documents[0]
}

func TestMail(t *testing.T) {
	for _, c := range []struct {
		what string
		data []byte
		want retrieval.Document
	}{
		{
			"all that a header says",
			mailLines(
				"Received: from a by b", "Message-ID: <1@example.org>",
				"From: =?ISO-8859-1?Q?J=FCrgen_M=FCller?= <juergen@example.org>",
				"To: Jane <jane@example.org>,", "\tjoe@example.org", "Cc: \"Doe, Ann\" <ann@example.org>",
				"Subject: =?UTF-8?B?RGFzIEJvb3Q=?= =?UTF-8?Q?_und?=", " =?UTF-8?Q?_der_Hafen?=",
				"Date: Tue, 3 May 2011 10:11:12 +0200 (CEST)", "",
				"The boat is green.", "", "-- ", "Jürgen, harbour master"),
			retrieval.Document{
				Title: "Das Boot und der Hafen", Author: "Jürgen Müller <juergen@example.org>", Published: "2011-05-03",
				Text: "Das Boot und der Hafen\n\nFrom: Jürgen Müller <juergen@example.org>\nTo: Jane <jane@example.org>, joe@example.org\n" +
					"Cc: Doe, Ann <ann@example.org>\nDate: Tue, 3 May 2011 10:11:12 +0200 (CEST)\n\nThe boat is green.\n\n--\nJürgen, harbour master",
			},
		},
		{
			"alternatives in a charset of its own",
			mailLines(
				"From: a@example.org", "Subject: x", "MIME-Version: 1.0",
				`Content-Type: multipart/alternative; boundary="=b"`, "", "for old programs", "--=b",
				"Content-Type: text/plain; charset=koi8-r", "Content-Transfer-Encoding: base64", "", "8NLJ18XULCDNydIu", "--=b",
				"Content-Type: text/html", "", "<p>Hi</p>", "--=b--", "after it"),
			retrieval.Document{Title: "x", Author: "a@example.org", Text: "x\n\nFrom: a@example.org\n\nПривет, мир."},
		},
		{
			"broken headers, a boundary that never comes, soft line breaks",
			mailLines(
				"From: a@example.org", "Subject: a long", "subject that lost its indent", "X bad header", "MIME-Version: 1.0",
				"Content-Type: multipart/mixed; boundary=nowhere", "Content-Transfer-Encoding: quoted-printable", "",
				"The boat =", "is gr=65en."),
			retrieval.Document{
				Title: "a long subject that lost its indent X bad header", Author: "a@example.org",
				Text: "a long subject that lost its indent X bad header\n\nFrom: a@example.org\n\nThe boat is green.",
			},
		},
		{
			"history under an introduction in two lines",
			mailLines(
				"From: a@example.org", "Subject: Re: x", "MIME-Version: 1.0", "", "It is blue.", "",
				"On Tue, 3 May 2011 Jane Doe", "<jane@example.org> wrote:", "> It is green.", ">", "> On Monday Joe wrote:", ">> Which colour is it?"),
			retrieval.Document{
				Title: "Re: x", Author: "a@example.org",
				Text: "Re: x\n\nFrom: a@example.org\n\nIt is blue.\n\nOn Tue, 3 May 2011 Jane Doe <jane@example.org> wrote:\n\nIt is green.\n\n" +
					"On Monday Joe wrote:\n\nWhich colour is it?",
			},
		},
		{
			"quotations that are answered one by one",
			mailLines("From: a@example.org", "Subject: x", "MIME-Version: 1.0", "", "> Which colour?", "Green.", "", "> Where?", "At the pier."),
			retrieval.Document{Title: "x", Author: "a@example.org", Text: "x\n\nFrom: a@example.org\n\n> Which colour?\nGreen.\n\n> Where?\nAt the pier."},
		},
	} {
		got := one(t, "a.eml", c.data)
		if got.Title != c.want.Title || got.Author != c.want.Author || got.Published != c.want.Published || got.Text != c.want.Text {
			t.Errorf("%s:\n%q by %q on %q\n%q\nwant\n%q by %q on %q\n%q", c.what,
				got.Title, got.Author, got.Published, got.Text, c.want.Title, c.want.Author, c.want.Published, c.want.Text)
		}
	}
}

func TestMailInUTF16(t *testing.T) {
	text := "From: a@example.org\r\nSubject: wide\r\n\r\nThe boat is green.\r\n"
	data := []byte{0xFF, 0xFE}
	for _, r := range text {
		data = append(data, byte(r), 0)
	}
	if d := one(t, "a.eml", data); d.Title != "wide" || !strings.HasSuffix(d.Text, "The boat is green.") {
		t.Errorf("%q: %q", d.Title, d.Text)
	}
}

// TestAttachments has a message with all that can be attached to one.
func TestAttachments(t *testing.T) {
	inner := mailLines("From: b@example.org", "Subject: forwarded", "MIME-Version: 1.0",
		"Content-Type: multipart/mixed; boundary=i", "", "--i", "", "Inside.", "--i",
		"Content-Disposition: attachment; filename=../../../etc/passwd", "", "root", "--i--")
	data := mailLines(
		"From: a@example.org", "Subject: files", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "",
		"--b", "Content-Type: text/plain", "", "See below.",
		"--b", "Content-Type: image/png; name=logo.png", "Content-Transfer-Encoding: base64", "", "iVBORw0KGgo=",
		"--b", "Content-Type: application/octet-stream", "Content-Disposition: attachment; filename*=UTF-8''pr%C3%BCfung.txt",
		"Content-Transfer-Encoding: base64", "", "VGhlIGJvYXQg", "!!! aXMgZ3JlZW4u",
		"--b", "Content-Type: message/rfc822", "", string(inner),
		"--b", "Content-Type: application/zip; name=\"two files.zip\"", "", string(zipOf(t, file{"a.txt", "A."}, file{"b.txt", "B."})),
		"--b", "Content-Type: application/json; name=bad.json", "", "{not json",
		"--b--")
	documents, problem := readBytes(t, "a.eml", data, Options{})
	checkDocuments(t, "a.eml", documents)
	want := "a.eml | a.eml#prüfung.txt | a.eml#forwarded.eml | a.eml#forwarded.eml#..-..-..-etc-passwd.txt | a.eml#two files.zip#a.txt | a.eml#two files.zip#b.txt"
	if got := ids(documents); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if problem == nil || problem.Skipped || !strings.Contains(problem.Reason, "1 attachment of it could not be read: bad.json: it is not valid JSON") {
		t.Errorf("the problem: %v", problem)
	}
	if text := documents[1].Text; text != "The boat is green." {
		t.Errorf("the attachment says %q", text)
	}
	if !strings.Contains(documents[0].Text, "Attachments: prüfung.txt, forwarded.eml, two files.zip, bad.json") {
		t.Errorf("the mail says %q", documents[0].Text)
	}
}

func TestEncryptedMail(t *testing.T) {
	_, problem := readBytes(t, "a.eml", mailLines("From: a@example.org", "Subject: secret", "MIME-Version: 1.0",
		"Content-Type: application/pkcs7-mime; smime-type=enveloped-data", "Content-Transfer-Encoding: base64", "", "AAAA"), Options{})
	if problem == nil || problem.Skipped || !strings.Contains(problem.Reason, "encrypted") {
		t.Errorf("%v", problem)
	}
}

// TestNestedMIME nests parts far deeper than anybody does.
func TestNestedMIME(t *testing.T) {
	var b strings.Builder
	b.WriteString("From: a@example.org\nSubject: deep\nMIME-Version: 1.0\n")
	for i := range 50_000 {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	readBytes(t, "a.eml", []byte(b.String()), Options{FileTime: time.Minute})

	b.Reset()
	b.WriteString("From: a@example.org\nSubject: again\nMIME-Version: 1.0\n")
	for range 100 {
		b.WriteString("Content-Type: message/rfc822\n\nFrom: a@example.org\nMIME-Version: 1.0\n")
	}
	_, problem := readBytes(t, "a.eml", []byte(b.String()), Options{})
	if problem == nil || !strings.Contains(problem.Reason, "bundles are nested") {
		t.Errorf("mails in mails: %v", problem)
	}
}

// TestNotMail leaves texts that begin like mail to others.
func TestNotMail(t *testing.T) {
	for name, text := range map[string]string{
		"memo.txt": "To: all\nFrom: the boss\nSubject: lunch\n\nIt is at noon.",
		"post.md":  "Subject: lunch\nDate: 2011-05-03\nReceived: yes\nFrom: me\n\nIt is at noon.",
	} {
		if d := one(t, name, []byte(text)); d.MediaType == "message/rfc822" {
			t.Errorf("%s is taken for mail", name)
		}
	}
}

// mailbox is of three messages: one with a line that begins with "From ",
// one without an ID that quotes nobody, and a reply to the first.
const mailbox = `From jane@example.org Tue May  3 10:11:12 2011
Message-ID: <1@example.org>
From: jane@example.org
Subject: boat

The boat is green.
>From here it looks blue.
>>From a mailbox of the rd kind.

From what I know it is new.

From joe@example.org Tue May  3 10:12:12 +0200 2011
From: joe@example.org
Subject: no id

Nothing.

From ann at example.org Tue May  3 10:13:12 2011
Message-ID: <3@example.org>
In-Reply-To: <1@example.org>
From: ann@example.org
Subject: Re: boat

It was repainted.

Jane wrote:
> The boat is green.
`

func TestMailbox(t *testing.T) {
	documents, problem := readBytes(t, "in.mbox", []byte(mailbox), Options{})
	if problem != nil {
		t.Fatal(problem)
	}
	checkDocuments(t, "in.mbox", documents)
	if got, want := ids(documents), "in.mbox#1@example.org | in.mbox#2 | in.mbox#3@example.org"; got != want {
		t.Fatalf("%s, want %s", got, want)
	}
	if text := documents[0].Text; !strings.Contains(text, "\nFrom here it looks blue.\n>From a mailbox of the rd kind.\n\nFrom what I know it is new.") {
		t.Errorf("the first message: %q", text)
	}
	if text := documents[2].Text; !strings.Contains(text, "repainted") || strings.Contains(text, "green") {
		t.Errorf("the reply repeats what the mailbox has: %q", text)
	}

	// Without the message that it answers, the reply keeps what it quotes.
	alone := mailbox[strings.Index(mailbox, "From ann at"):]
	if d := one(t, "in.mbox", []byte(alone)); !strings.Contains(d.Text, "Jane wrote:\n\nThe boat is green.") {
		t.Errorf("the reply alone: %q", d.Text)
	}

	// What is appended changes no document that is there.
	more, problem := readBytes(t, "in.mbox", []byte(mailbox+"\n"+mailbox), Options{})
	if problem != nil || len(more) != 6 {
		t.Fatalf("%s: %v", ids(more), problem)
	}
	for i, d := range documents {
		if more[i].ID != d.ID || more[i].Text != d.Text {
			t.Errorf("message %d became %s: %q", i+1, more[i].ID, more[i].Text)
		}
	}
	checkDocuments(t, "in.mbox", more)
}

// TestMailboxWithLengths has a mailbox that states how long its messages are
// and therefore marks nothing in them.
func TestMailboxWithLengths(t *testing.T) {
	body := "A line.\n\nFrom jane@example.org Tue May  3 10:11:12 2011\nis not the next message.\n"
	data := fmt.Sprintf("From a@example.org Tue May  3 10:11:12 2011\nMessage-ID: <1@x>\nFrom: a@example.org\nSubject: s\nContent-Length: %d\n\n%s\n"+
		"From a@example.org Tue May  3 10:11:12 2011\nMessage-ID: <2@x>\nFrom: a@example.org\nSubject: t\nContent-Length: 999999\n\nThe end.\n", len(body), body)
	documents, problem := readBytes(t, "in.mbox", []byte(data), Options{})
	if got := ids(documents); problem != nil || got != "in.mbox#1@x | in.mbox#2@x" {
		t.Fatalf("%s: %v", got, problem)
	}
	if !strings.Contains(documents[0].Text, "is not the next message.") {
		t.Errorf("%q", documents[0].Text)
	}
}

func TestSubtitles(t *testing.T) {
	vtt := "WEBVTT - a talk\n\nNOTE nobody says\nthis\n\nSTYLE\n::cue {}\n\n" +
		"intro\n00:01.000 --> 00:03.000 align:left\n<v.loud Jane Doe>The <i>boat</i> is\n\n" +
		"00:03.000 --> 00:05.000\n<v Jane Doe>green &amp; <00:04.000>new.</v>\n\n" +
		"00:05.500 --> 00:07.000\n<v Joe>No.</v>\n<v Jane Doe>Yes!\n\n" +
		"00:20.000 --> 00:22.000\n(music)\n\n00:22.000 --> 00:24.000\n(music)\n"
	want := "Jane Doe: The boat is green & new.\n\nJoe: No.\n\nJane Doe: Yes!\n\n(music)"
	if d := one(t, "a.vtt", []byte(vtt)); d.Text != want || len(d.Headings) != 0 {
		t.Errorf("%q, want %q", d.Text, want)
	}
	srt := "\xEF\xBB\xBF1\r\n00:00:01,000 --> 00:00:03,000\r\n<font color=\"red\">{\\an8}The boat</font>\r\nis green.\r\n\r\n" +
		"2\r\n00:04:59,000 --> 00:05:03,000\r\nIt lies at\r\n\r\n3\r\n00:05:03,000 --> 00:05:09,000\r\nthe pier.\r\n\r\n4\r\n00:14:00,000 --> 00:14:09,000\r\nThe end.\r\n"
	want = "0:00:00\n\nThe boat is green.\n\nIt lies at the pier.\n\n0:10:00\n\nThe end."
	if d := one(t, "a.srt", []byte(srt)); d.Text != want {
		t.Errorf("%q, want %q", d.Text, want)
	}
}

func FuzzMail(f *testing.F) {
	f.Add(mailLines("From: =?x?Q?y?= <a@b>", "Content-Type: multipart/mixed; boundary=b", "", "--b", "", "> x", "--b--"))
	f.Add(mailLines("Subject: x", "Content-Transfer-Encoding: base64", "Content-Type: text/plain; charset=utf-7", "", "====A"))
	f.Add(mailLines("Subject: x", "", "On Tue", "wrote:", "> a", "> b wrote:", ">>> c"))
	f.Fuzz(func(t *testing.T, data []byte) {
		documents, problem := readBytes(t, "a.eml", data, Options{MaxFileSize: 1 << 20, FileTime: 2 * time.Second})
		if problem != nil && strings.Contains(problem.Reason, "longer than") {
			t.Fatal(problem)
		}
		checkDocuments(t, "a.eml", documents)
	})
}

func FuzzMailbox(f *testing.F) {
	f.Add([]byte(mailbox))
	f.Add([]byte("From a 10:10 2011\nContent-Length: 3\n\nabc\nFrom a 10:10 2011\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		documents, _ := readBytes(t, "a.mbox", data, Options{MaxFileSize: 1 << 20})
		checkDocuments(t, "a.mbox", documents)
	})
}

func FuzzSubtitles(f *testing.F) {
	f.Add([]byte("WEBVTT\n\n00:01.000 --> 00:03.000\n<v A>x</v><v B>y\n\n99:99:99.999 --> 0:0.0\n-"))
	f.Add([]byte("1\n00:00:01,000 --> 99:00:03,000\nx.\n\n2\n98:00:01,000 --> 99:00:03,000\ny\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		documents, _ := readBytes(t, "a.vtt", data, Options{MaxFileSize: 1 << 20})
		checkDocuments(t, "a.vtt", documents)
	})
}

// BenchmarkMailbox reads a mailbox of 10,000 messages with an answered one
// quoted in each.
func BenchmarkMailbox(b *testing.B) {
	var data strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&data, "From jane@example.org Tue May  3 10:11:12 2011\nMessage-ID: <%d@example.org>\nIn-Reply-To: <%d@example.org>\n"+
			"From: jane@example.org\nTo: joe@example.org\nSubject: Re: boat\nDate: Tue, 3 May 2011 10:11:12 +0200\n\n%s\n\nJoe wrote:\n%s\n\n",
			i, i-1, strings.Repeat("The boat is green and lies at the pier.\n", 20), strings.Repeat("> It was blue once, and older.\n", 20))
	}
	b.SetBytes(int64(data.Len()))
	for b.Loop() {
		if documents, problem := readBytes(b, "in.mbox", []byte(data.String()), Options{}); problem != nil || len(documents) != 10_000 {
			b.Fatalf("%d documents: %v", len(documents), problem)
		}
	}
}
