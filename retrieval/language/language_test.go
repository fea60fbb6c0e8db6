package language

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode"
)

// TestCoverage prints which lists of which language hold how many words, so that
// gaps show (go test -v), and has every list be in lower case and without words that
// stand in it twice.
func TestCoverage(t *testing.T) {
	var table strings.Builder
	fmt.Fprintf(&table, "%-26s", "")
	for _, l := range all {
		fmt.Fprintf(&table, "%4s", l.Code)
	}
	for _, field := range listsOf(reflect.ValueOf(*english()), "") {
		fmt.Fprintf(&table, "\n%-26s", field.name)
		for _, l := range all {
			for _, f := range listsOf(reflect.ValueOf(*l), "") {
				if f.name != field.name {
					continue
				}
				if f.size == 0 {
					fmt.Fprintf(&table, "%4s", "·")
				} else {
					fmt.Fprintf(&table, "%4d", f.size)
				}
				checkList(t, l.Code, f)
			}
		}
	}
	t.Log("\n" + table.String())
}

type list struct {
	name  string
	size  int
	words Words
}

// listsOf returns the lists of a struct, those of structs inside it with a dotted
// name.
func listsOf(v reflect.Value, prefix string) []list {
	var lists []list
	for i := range v.NumField() {
		name, f := prefix+v.Type().Field(i).Name, v.Field(i)
		switch value := f.Interface().(type) {
		case Words:
			lists = append(lists, list{name, len(value.List()), value})
		case [12]Words:
			lists = append(lists, list{name, len(joinWords(value[:]...).List()), joinWords(value[:]...)})
		default:
			switch f.Kind() {
			case reflect.Struct:
				lists = append(lists, listsOf(f, name+".")...)
			case reflect.Slice, reflect.Map:
				lists = append(lists, list{name: name, size: f.Len()})
			}
		}
	}
	return lists
}

func checkList(t *testing.T, code string, l list) {
	pairs := strings.HasSuffix(l.name, "Peoples")
	seen := make(map[string]bool)
	for _, word := range l.words.List() {
		if strings.ContainsFunc(word, unicode.IsUpper) {
			t.Errorf("%s: %s has %q, which is not in lower case", code, l.name, word)
		}
		if seen[word] && !pairs {
			t.Errorf("%s: %s has %q twice", code, l.name, word)
		}
		seen[word] = true
	}
}

func TestSpoken(t *testing.T) {
	for text, want := range map[string]string{
		"where did the ship come from":  "en",
		"come funziona la chiusa":       "it",
		"wie is de burgemeester":        "nl",
		"wie funktioniert die schleuse": "de",
		"et pour 2016":                  "fr", // "et en" is Danish, too
		"quand est ce que ca commence":  "fr", // without accents
		"cate persoane locuiesc aici":   "ro",
		"kac kisi geldi":                "tr",
		"straße":                        "de",
		"東京はどこですか":                      "ja",
		"谁":                             "zh",
		"서울은 어디":                        "ko",
		"где":                           "ru",
		"сколько стоит":                 "ru",
		"zerouali":                      "",
	} {
		spoken := Spoken(wordsOf(text))
		switch only := spoken.Only(); {
		case want == "" && spoken != Anything, want != "" && (only == nil || only.Code != want):
			t.Errorf("%q may be in %v", text, spoken.List())
		}
	}
}

func TestYear(t *testing.T) {
	for word, want := range map[string]int{
		"1999": 1999, "1000": 1000, "2199": 2199, "1990s": 1990, "1980er": 1980,
		"999": 0, "2200": 0, "1995s": 0, "12a4": 0, "": 0, "２０１７": 0,
	} {
		if got, _ := Year(word); got != want {
			t.Errorf("%q is the year %d, want %d", word, got, want)
		}
	}
}

func TestEachWord(t *testing.T) {
	for text, want := range map[string]string{
		"l'Allemagne, don’t!":   "l Allemagne don t",
		"50,000 of U.S. 3rd x2": "50,000 of U.S 3rd x2",
		"三川 ships":              "三 川 ships",
		"长江有多少公里":               "长江 有 多少 公里",
		"ทำไม":                  "ทำไม",
		"कितने लोग":             "कितने लोग",
		"'quoted'":              "quoted",
	} {
		var got []string
		EachWord(text, func(word string) bool {
			got = append(got, word)
			return true
		})
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("The U.S. has 50,000 ships, l’été 三千 ไทย\xff")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		Tokenize(text, func(token Token) {
			if token.Start < end || token.End <= token.Start || token.End > len(text) {
				t.Fatalf("token %v after %d of %d bytes", token, end, len(text))
			}
			end = token.End
		})
	})
}

func TestFold(t *testing.T) {
	for word, want := range map[string]string{"Straße": "strasse", "Łódź’s": "lodz", "Müller's": "muller", "don’t": "don't"} {
		if got := Fold(word); got != want {
			t.Errorf("%q folds to %q, want %q", word, got, want)
		}
	}
}
