package corpus

import (
	"strings"
	"testing"
)

func TestLightMarkup(t *testing.T) {
	for name, test := range map[string]struct{ source, title, author, published, text string }{
		"a.adoc": {
			"= Lock gates\nMara Quill <mara@example.org>\nv1, 2024-03-05\n\n== Opening\n\nOpens at *six*.\n",
			"Lock gates", "Mara Quill", "2024-03-05", "Lock gates\n\nOpening\n\nOpens at six.",
		},
		"a.rst": {
			"Lock gates\n==========\n\n:Author: Mara Quill\n:Date: 2024-03-05\n\nOpens at **six**.\n",
			"Lock gates", "Mara Quill", "2024-03-05", "Lock gates\n\nOpens at six.",
		},
		"a.org": {
			"#+TITLE: Lock gates\n#+AUTHOR: Mara Quill\n#+DATE: <2024-03-05 Tue>\n#+INCLUDE: \"/etc/passwd\"\n* Opening\n:PROPERTIES:\n:ID: 11\n:END:\nOpens at *six*.\n| Gate | Width |\n|------+-------|\n| East | 12 m |\n** TODO Sundays\n",
			"Lock gates", "Mara Quill", "2024-03-05", "Lock gates\n\nOpening\n\nOpens at six.\n\nGate\tWidth\nEast\t12 m\n\nTODO Sundays",
		},
		"paper": {
			"\\documentclass{article}\n\\title{Lock gates}\\author{Mara Quill}\\date{5 March 2024}\n\\begin{document}\\maketitle\nOpens at \\emph{six}.\n\\end{document}\n",
			"Lock gates", "Mara Quill", "2024-03-05", "Lock gates\n\nOpens at six.",
		},
		"lockd.1": {
			".TH LOCKD 1 2024-03-05\n.SH NAME\nlockd \\- opens the lock gates\n",
			"lockd(1)", "", "2024-03-05", "NAME\n\nlockd - opens the lock gates",
		},
		"a.wiki": {
			"= Lock gates =\nThey open at '''six'''.\n",
			"Lock gates", "", "", "Lock gates\n\nThey open at six.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := readOne(t, name, test.source)
			if d.Title != test.title || d.Author != test.author || d.Published != test.published || strings.TrimSpace(d.Text) != test.text {
				t.Errorf("got %q by %q of %q:\n%s", d.Title, d.Author, d.Published, d.Text)
			}
		})
	}
	if d := readOne(t, "notes.1", "A plain note.\n"); d.MediaType != "text/plain" {
		t.Errorf("a note is taken for %s", d.MediaType)
	}
}
