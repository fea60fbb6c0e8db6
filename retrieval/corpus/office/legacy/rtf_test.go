package legacy

import (
	"testing"

	"footnote/retrieval/corpus/office/block/blocktest"
)

func TestRTF(t *testing.T) {
	for _, test := range []struct{ name, rtf, want string }{
		{"plain", `{\rtf1\ansi Hello\par World}`, "Hello\nWorld"},
		{"escapes", `{\rtf1 a\{b\}\\c\~d\_e\emdash f\'e9\par}`, "a{b}\\c d-e—fé"},
		{"unicode", `{\rtf1\uc1 \u8364?5 \u-10179?\u-8704? {\uc0\u233}t\uc2\u233\'c3\'a9!}`, "€5 😀 été!"},
		{"code page", `{\rtf1\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}`, "Привет"},
		{"font's charset", `{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}{\f1 \'cf\'f0}\f0 \'e9}`, "Прé"},
		{"two-byte charset", `{\rtf1{\fonttbl{\f0\fcharset128 Mincho;}}\f0 \'93\'fa\'96\'7b}`, "日本"},
		{"hidden", `{\rtf1 seen{\v hidden}{\deleted gone} seen\v no\v0  yes}`, "seen seen yes"},
		{"left out", `{\rtf1{\*\unknown no}{\pict 00ff}{\colortbl;\red1;}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}} text}`, "link text"},
		{"binary", `{\rtf1 a{\pict\bin5 {{{}}}}b}`, "ab"},
		{"style", `{\rtf1{\stylesheet{\s1 heading 1;}{\s2\sbasedon0 toc 1;}}\pard\s1 Head\par\pard\s2 Head 1\par\pard Body\par\outlinelevel1 Deep\par}`, "# Head\nBody\n## Deep"},
		{"list", `{\rtf1\pard{\listtext 1.\tab}one\par{\pntext\'b7\tab}dot\par}`, "1. one\n- dot"},
		{"table", `{\rtf1\trowd\intbl a\cell b1\par b2\cell\row\trowd\intbl c\cell d\cell\row\pard after\par}`, "a\tb1 b2\nc\td\nafter"},
		{"text after a table", `{\rtf1\trowd\intbl a\cell b\cell\row\pard end}`, "a\tb\nend"},
		{"footnote", `{\rtf1 Claim{\super\chftn{\footnote\pard A {\b note}}}. More.\par Next\par}`, "Claim[1]. More.\n[1] A note\nNext"},
		{"text box", `{\rtf1 A{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt Boxed\par}}{\shprslt{Boxed}}}B\par}`, "AB\nBoxed"},
		{"comment", `{\rtf1 A{\*\atnid MQ}{\*\atnauthor Mara Quill}{\chatn{\*\annotation{\*\atndate 1}{\pard Check this.}}} claim.\par Next}`, "A claim.\nComment by Mara Quill: Check this.\nNext"},
		{"headers", `{\rtf1{\header\pard Port of Quill\par}{\headerf Port of Quill}{\footer {\field{\*\fldinst PAGE}{\fldrslt 3}}}Text}`, "Text\nPort of Quill"},
		{"unicode twin", `{\rtf1{\upr{\'63}{\*\ud{\u26085?}}}}`, "日"},
		{"truncated", `{\rtf1 one\par {\b two`, "one\ntwo"},
		{"unbalanced", `{\rtf1 one}}}} two`, "one two"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, got := read(t, []byte(test.rtf))
			blocktest.Same(t, got, test.want)
		})
	}
}

func TestRTFFacts(t *testing.T) {
	d, _ := read(t, []byte(`{\rtf1{\info{\title A title}{\author Ada}{\creatim\yr2020\mo3\dy4\hr5}}Text}`))
	if d.Title != "A title" || d.Author != "Ada" || d.Created != "2020-03-04" {
		t.Errorf("got %+v", d)
	}
}
