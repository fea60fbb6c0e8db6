package wording

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
)

// eachText calls f for each text of a language by the name of its field.
func eachText(w *Words, f func(name, text string)) { walkTexts("", reflect.ValueOf(w).Elem(), f) }

func walkTexts(name string, v reflect.Value, f func(name, text string)) {
	switch v.Kind() {
	case reflect.String:
		f(name, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			walkTexts(name+"."+v.Type().Field(i).Name, v.Field(i), f)
		}
	case reflect.Array:
		for i := range v.Len() {
			walkTexts(name, v.Index(i), f)
		}
	}
}

var places = regexp.MustCompile(`%[sd]|\*`)

// TestEveryTextIsThere in every language, with the places for values that the English
// one has.
func TestEveryTextIsThere(t *testing.T) {
	english := make(map[string]string)
	eachText(In("en"), func(name, text string) { english[name] = text })
	for _, w := range All() {
		eachText(w, func(name, text string) {
			if isForm(name) {
				return
			}
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s lacks %s", w.Code, name)
			}
			want, got := places.FindAllString(english[name], -1), places.FindAllString(text, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) {
				t.Errorf("%s has %s as %q, with the places %v instead of %v", w.Code, name, text, got, want)
			}
		})
	}
}

// isForm reports whether a text is a form of a plural, but for the one that all have.
func isForm(name string) bool {
	form := name[strings.LastIndex(name, ".")+1:]
	return slices.Contains([]string{"Zero", "One", "Two", "Few", "Many"}, form)
}

// TestPluralsHaveTheirForms: each that whole numbers take in the language, unless the
// text is the same for all.
func TestPluralsHaveTheirForms(t *testing.T) {
	for _, w := range All() {
		var walk func(name string, v reflect.Value)
		walk = func(name string, v reflect.Value) {
			if p, ok := v.Interface().(Plural); ok {
				checkForms(t, w, name, p)
				return
			}
			if v.Kind() == reflect.Struct {
				for i := range v.NumField() {
					walk(name+"."+v.Type().Field(i).Name, v.Field(i))
				}
			}
		}
		walk(w.Code, reflect.ValueOf(w).Elem())
	}
}

func checkForms(t *testing.T, w *Words, name string, p Plural) {
	all := map[plural.Form]string{plural.Zero: p.Zero, plural.One: p.One, plural.Two: p.Two, plural.Few: p.Few, plural.Many: p.Many}
	differs := false
	for _, text := range all {
		differs = differs || text != ""
	}
	for n := 1; differs && n < 120; n++ {
		if f := formOf(w.Code, n); f != plural.Other && all[f] == "" {
			t.Errorf("%s has no form for %d", name, n)
			return
		}
	}
	for _, n := range []int{1, 2, 5, 21} {
		if f := formOf(w.Code, n); !strings.Contains(p.form(f), "%d") && n > 2 {
			t.Errorf("%s doesn't say that it is %d: %q", name, n, p.form(f))
		}
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		code, want string
		n          int
	}{
		{"en", "1 document", 1}, {"en", "0 documents", 0}, {"en", "12,345 documents", 12345}, {"de", "12.345 Dokumente", 12345},
		{"fr", "0 document", 0}, {"ru", "21 документ", 21}, {"ru", "3 документа", 3}, {"ru", "11 документов", 11},
		{"ar", "وثيقتان", 2}, {"ar", "5 وثائق", 5}, {"ar", "11 وثيقة", 11}, {"ja", "文書 1 件", 1}, {"zh", "1 份文档", 1},
	} {
		w := In(c.code)
		if got := w.Count(w.Documents, c.n); got != c.want {
			t.Errorf("%d in %s is %q, want %q", c.n, c.code, got, c.want)
		}
	}
}

func TestDate(t *testing.T) {
	for code, want := range map[string][2]string{
		"en": {"6 March 2024", "March 2024"}, "de": {"6. März 2024", "März 2024"}, "es": {"6 de marzo de 2024", "marzo de 2024"},
		"ja": {"2024年3月6日", "2024年3月"}, "ru": {"6 марта 2024", "03.2024"}, "ar": {"6 مارس 2024", "مارس 2024"},
	} {
		w := In(code)
		if got := [2]string{w.Date("2024-03-06"), w.Date("2024-03")}; got != want {
			t.Errorf("the dates in %s are %q, want %q", code, got, want)
		}
	}
	if got := In("en").Time(time.Date(2024, 3, 6, 12, 5, 0, 0, time.UTC)); got != "6 March 2024 12:05 UTC" {
		t.Errorf("a time is %q", got)
	}
}

func TestTell(t *testing.T) {
	for _, c := range []struct{ text, locale, want string }{
		{"When does the lease end?", "", "en"},
		{"When does the lease end?", "de", "en"},
		{"Wann endet der Mietvertrag?", "en-US", "de"},
		{"quand se termine le bail ?", "", "fr"},
		{"¿cuándo termina el contrato?", "", "es"},
		{"quando termina o contrato de arrendamento?", "", "pt"},
		{"quando scade il contratto di affitto?", "", "it"},
		{"когда заканчивается договор?", "", "ru"},
		{"契約はいつ終わりますか？", "", "ja"},
		{"合同什么时候到期？", "", "zh"},
		{"متى ينتهي العقد؟", "", "ar"},
		{"per diem in france", "", "en"}, {"war der hund in hand", "", "de"}, {"Wie war es in London?", "", "de"},
		{"маяк", "", "ru"}, {"Якорь порта", "de", "ru"}, {"灯塔", "", "zh"}, {"灯塔 office", "en", "zh"}, {"灯台の高さ", "zh", "ja"}, {"Kündigungsfrist", "", "de"},
		{"le VPN", "", "fr"}, {"Who is Lena Moor?", "de", "en"}, {"was the crane repaired", "de", "en"}, {"was the crane repaired", "ja", "en"},
		{"danke", "", "de"}, {"hola", "", "es"}, {"merci beaucoup", "", "fr"}, {"спасибо!", "", "ru"}, {"ありがとう", "", "ja"}, {"谢谢", "", "zh"}, {"شكرا", "", "ar"},
		{"hi", "", "en"}, {"hi", "pt-BR", "en"}, {"VPN", "", "en"}, {"VPN", "ja", "ja"}, {"VPN", "tlh", "en"}, {"", "", "en"},
	} {
		if got := Tell(c.text, c.locale); got != c.want {
			t.Errorf("%q with the locale %q is answered in %s, want %s", c.text, c.locale, got, c.want)
		}
	}
}

func TestInTakesLocales(t *testing.T) {
	for locale, want := range map[string]string{"": "en", "pt-BR": "pt", "zh_TW": "zh", "EN": "en", "xx": "en"} {
		if got := In(locale).Code; got != want {
			t.Errorf("the texts of %q are those of %s, want %s", locale, got, want)
		}
	}
}

// TestConflictsAreQuoted: what differs may be a phrase, which runs into the sentence
// around it without marks.
func TestConflictsAreQuoted(t *testing.T) {
	for _, w := range All() {
		parts := strings.Split(w.Claims.InSource, "%s")
		for _, before := range parts[:len(parts)-1] {
			if last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(before)); !strings.ContainsRune("“„«「", last) {
				t.Errorf("%s: no mark opens a quotation behind %q", w.Code, before)
			}
		}
	}
}
