package markup

import (
	"fmt"
	"regexp"
	"testing"

	"footnote/bot"
)

func TestMarksAndTokens(t *testing.T) {
	d := Dialect{
		Token: regexp.MustCompile(`<[^<>]*>`), Marks: []string{"**", "*", "_"}, Plain: func(s string) string { return s },
		Read: func(token string, before, _ rune) (bot.Part, bool) {
			return bot.Part{Kind: bot.PartPerson, ID: token[1 : len(token)-1]}, before != 'x'
		},
	}
	for written, want := range map[string]string{
		"plain":                       "text plain|",
		"*bold* and **more** _x_":     "text bold and more x|",
		"snake_case_name 2*3*4 a * b": "text snake_case_name 2*3*4 a * b|",
		"*ask <7> now*, *you*":        "text ask |person 7|text  now, you|",
		"<a_b_c>":                     "person a_b_c|",
		"x<7> <8>":                    "text x<7> |person 8|",
		"*open\nand* closed":          "text *open\nand* closed|",
		"\uE000<7>\uF8FF":             "text  |person 7|text  |",
		"":                            "",
		"****":                        "text ****|",
	} {
		got := ""
		for _, p := range d.ReadLines(written) {
			got += fmt.Sprintf("%s %s%s|", p.Kind, p.ID, p.Text)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", written, got, want)
		}
	}
}
