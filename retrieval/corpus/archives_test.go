package corpus

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"footnote/retrieval"
)

// shown prints documents for a test: what is known of them, and their texts.
func shown(documents []*retrieval.Document) string {
	var b strings.Builder
	for _, d := range documents {
		fmt.Fprintf(&b, "[%s] %s | %s | %s | %s | %s\n%s\n", d.ID, d.Title, d.Author, d.Publisher, d.Published, d.URL, d.Text)
	}
	return strings.TrimSpace(b.String())
}

// TestArchives reads files that hold notes, events, cards or pages: each is a document.
func TestArchives(t *testing.T) {
	for name, test := range map[string]struct{ source, want, left string }{
		"a.ics": {source: "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Port\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n" +
			"BEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;TZID=Europe/Berlin:20240305T140000\r\nDTEND;TZID=Europe/Berlin:20240305T150000\r\nSUMMARY:Dredging\r\nLOCATION:Office\\, room 4\r\n" +
			"DESCRIPTION:Bring the sounding\r\n  charts.\\nCoffee is there.\r\nORGANIZER;CN=\"Quill: Mara\":mailto:mara@example.org\r\nBEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nEND:VALARM\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n" +
			"BEGIN:VTODO\r\nSUMMARY:Grease\r\nDUE;VALUE=DATE:20240401\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
			want: `[a.ics#1@x] Dredging | Quill: Mara <mara@example.org> | Port | 2024-03-05 | 
Dredging

When: 2024-03-05 14:00 to 15:00 (Europe/Berlin)
Where: Office, room 4
Organizer: Quill: Mara <mara@example.org>
Repeats: FREQ=WEEKLY

Bring the sounding charts.
Coffee is there.
[a.ics#Grease] Grease |  | Port |  | 
Grease

Due: 2024-04-01`},
		"a.vcf": {source: "BEGIN:VCARD\nVERSION:2.1\nN:Renn;Odile;;;\nORG:Port Quill;Pilots\nTEL;CELL:+49 170 5550101\nitem1.EMAIL:odile@example.org\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Speaks Fran=C3=A7ais=\n and more\nPHOTO;ENCODING=b:AAAA BBBB CCCC\nEND:VCARD\n",
			want: `[a.vcf] Odile Renn |  |  |  | 
Odile Renn

Organization: Port Quill, Pilots
Phone (cell): +49 170 5550101
Email: odile@example.org

Speaks Français and more`},
		"a.enex": {source: `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE en-export SYSTEM "x"><en-export><note><title>Rope list</title><content><![CDATA[<?xml version="1.0"?><en-note><div>The rope is <b>90</b> metres long.</div><en-media hash="1"/></en-note>]]></content>` +
			`<created>20240305T100000Z</created><tag>ropes</tag><note-attributes><author>Mara Quill</author><source-url>https://port.example/rope</source-url></note-attributes>` +
			`<resource><data encoding="base64">` + base64.StdEncoding.EncodeToString([]byte("An attached text.")) + `</data><mime>text/plain</mime><resource-attributes><file-name>a.txt</file-name></resource-attributes></resource></note>` +
			`<note><title>Rope list</title><content>&lt;en-note>Green&lt;/en-note></content></note></en-export>`,
			want: `[a.enex#Rope list] Rope list | Mara Quill |  | 2024-03-05 | https://port.example/rope
Rope list

The rope is 90 metres long.

Tags: ropes
[a.enex#Rope list/a.txt]  |  |  |  | 
An attached text.
[a.enex#Rope list~2] Rope list |  |  |  | 
Rope list

Green`},
		"a.opml": {source: `<?xml version="1.0"?><opml version="2.0"><head><title>Port tasks</title><ownerName>Mara Quill</ownerName></head><body><outline text="Crane"><outline text="Grease the hook" _note="weekly"/></outline><outline text="Feed" xmlUrl="https://port.example/feed"/></body></opml>`,
			want: `[a.opml] Port tasks | Mara Quill |  |  | 
Port tasks

- Crane
  - Grease the hook
weekly
- Feed https://port.example/feed`},
		"wiki.xml": {source: `<mediawiki><siteinfo><sitename>Port Wiki</sitename><base>https://port.example/wiki/Main_Page</base></siteinfo>` +
			`<page><title>Old lock</title><ns>0</ns><redirect title="Lock"/><revision><text>#REDIRECT [[Lock]]</text></revision></page>` +
			`<page><title>East lock</title><ns>0</ns><revision><timestamp>2023-01-01T00:00:00Z</timestamp><text>Old</text></revision><revision><timestamp>2024-03-05T00:00:00Z</timestamp><contributor><username>Mara</username></contributor><text>The '''lock''' of [[Quill]].` +
			"\n== History ==\nBuilt in 1887.&lt;ref&gt;Harbour book&lt;/ref&gt;</text></revision></page><page><title>Talk:Lock</title><ns>1</ns><revision><text>Is it?</text></revision></page></mediawiki>",
			want: `[wiki.xml#East lock] East lock | Mara | Port Wiki | 2024-03-05 | https://port.example/wiki/East_lock
The lock of Quill.

History

Built in 1887.[1]

[1] Harbour book`, left: "1 page about pages"},
		"a.warc": {source: warcRecord("warcinfo", "", "software: x") +
			warcRecord("request", "https://port.example/tide", "GET /tide HTTP/1.1\r\n\r\n") +
			warcRecord("response", "https://port.example/tide", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n27\r\n<html><head><title>Tide table</title>  \r\n35\r\n</head><body><p>High water at noon.</p></body></html>\r\n0\r\n\r\n") +
			warcRecord("response", "https://port.example/a.css", "HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\nbody {}") +
			warcRecord("response", "https://port.example/gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>Not found</html>"),
			want: `[a.warc#port.example/tide.html] Tide table |  |  | 2024-03-05 | https://port.example/tide
High water at noon.`},
	} {
		t.Run(name, func(t *testing.T) {
			documents, problem := readBytes(t, name, []byte(test.source), Options{})
			checkDocuments(t, name, documents)
			if got := shown(documents); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if (problem != nil) != (test.left != "") || problem != nil && !strings.Contains(problem.Reason, test.left) {
				t.Errorf("the report has %v, want %q", problem, test.left)
			}
			for cut := range 8 { // what is cut off ends as documents or with a reason
				readBytes(t, name, []byte(test.source[:len(test.source)*cut/8]), Options{})
			}
		})
	}
}

func warcRecord(kind, target, content string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-03-05T10:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, target, len(content), content)
}
