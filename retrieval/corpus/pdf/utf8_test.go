package pdf

import "testing"

func TestMendUTF8(t *testing.T) {
	text := func(texts ...string) (pages []page) {
		for _, s := range texts {
			pages = append(pages, page{runs: []run{{text: s}}})
		}
		return pages
	}
	misread := func(s string) (out string) {
		for i := 0; i < len(s); i++ {
			if s[i] < 0x80 {
				out += s[i : i+1]
				continue
			}
			out += string(rune(s[i])<<8 | rune(s[i+1]))
			i++
		}
		return out
	}
	pages := text(misread("Инв. ")+"No 7", misread("Подпись и дата"))
	mendUTF8(pages)
	if pages[0].runs[0].text != "Инв. No 7" || pages[1].runs[0].text != "Подпись и дата" {
		t.Errorf("got %q and %q", pages[0].runs[0].text, pages[1].runs[0].text)
	}
	for _, kept := range [][]string{{misread("Инв"), "No"}, {misread("Подпись и дата"), "항구 보고서"}} {
		pages := text(kept...)
		mendUTF8(pages)
		if pages[0].runs[0].text != kept[0] {
			t.Errorf("%q became %q", kept, pages[0].runs[0].text)
		}
	}
}
