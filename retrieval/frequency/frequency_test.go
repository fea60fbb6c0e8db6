package frequency

import (
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/language"
)

func TestZipf(t *testing.T) {
	for _, c := range []struct {
		code, often, seldom string
	}{
		{"en", "please", "harbour"}, {"de", "bitte", "hafen"}, {"fr", "merci", "péage"},
		{"ru", "пожалуйста", "якорь"}, {"ja", "ください", "灯台"}, {"zh", "谢谢", "灯塔"}, {"ar", "هل", "منارة"},
	} {
		if often, seldom := Zipf(c.code, c.often), Zipf(c.code, c.seldom); often <= seldom {
			t.Errorf("%s: %q has %.1f, %q %.1f", c.code, c.often, often, c.seldom, seldom)
		}
	}
	for _, word := range []string{"", "a", "zzzzzz", "qwxv", "\xff", "the", "The", "zürich"} {
		if f := Zipf("en", word); f < Rare || f > 8 {
			t.Errorf("%q has %.1f", word, f)
		}
	}
	if Zipf("tlh", "nuqneH") != Rare {
		t.Error("a language without a table has no frequent words")
	}
	if MostZipf(language.Of("de", "en"), "the") != Zipf("en", "the") {
		t.Error("the language that uses a word most doesn't count")
	}
}

// TestTablesAreSorted holds what the bisection rests on, and that every line is whole.
func TestTablesAreSorted(t *testing.T) {
	entries, err := files.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		code, ok := strings.CutSuffix(e.Name(), ".txt")
		if !ok {
			continue
		}
		if language.For(code) == nil {
			t.Errorf("%s is of no language that is known", e.Name())
		}
		previous := ""
		for line := range strings.Lines(table(code)) {
			word, tenths, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if !ok || len(tenths) != 2 || word <= previous {
				t.Fatalf("%s: %q after %q", e.Name(), line, previous)
			}
			previous = word
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		code, text, want string
	}{
		{"zh", "我们公司在哪个城市", "我们 公司 在 哪个 城市"},
		{"ja", "会議室の予約はどこでできますか", "会議 室 の 予約 は どこ で でき ます か"},
		{"zh", "𪚥𪚥的", "𪚥𪚥 的"},
		{"zh", "", ""},
	} {
		got := Cut(c.code, c.text)
		if strings.Join(got, "") != c.text {
			t.Errorf("%q was cut to %q", c.text, got)
		}
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%q was cut to %q, want %s", c.text, got, c.want)
		}
	}
}

func BenchmarkCut(b *testing.B) {
	for b.Loop() {
		Cut("ja", "会議室の予約はどこでできますか")
	}
}
