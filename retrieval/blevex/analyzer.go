package blevex

import (
	"cmp"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"golang.org/x/text/unicode/norm"

	"footnote/retrieval"
	"footnote/retrieval/language"
)

// Analyzer turns text into index terms by the rules of its language: words in
// lower case, without function words, inflected forms and accents folded, U.S. as
// US; numbers without thousands separators; runs of two or three characters where
// the script has no spaces. It is safe for use by several goroutines.
type Analyzer struct {
	folders sync.Map // language → *folder
}

var _ retrieval.Analyzer = (*Analyzer)(nil)

// NewAnalyzer returns an Analyzer for all languages.
func NewAnalyzer() *Analyzer { return &Analyzer{} }

// Terms implements retrieval.Analyzer.
func (a *Analyzer) Terms(dst []retrieval.Term, code, text string) []retrieval.Term {
	f := a.folderFor(code)
	fresh := make(map[string]folded)
	f.mu.RLock()
	eachTerm(text, func(t language.Token) {
		surface := text[t.Start:t.End]
		term, ok := f.known[surface]
		if !ok {
			if term, ok = fresh[surface]; !ok {
				term = f.foldToken(surface, t.Kind)
				fresh[surface] = term
			}
		}
		if term.text != "" {
			dst = append(dst, retrieval.Term{Text: term.text, Start: t.Start, End: t.End, Stop: term.stop})
		}
	})
	f.mu.RUnlock()
	f.rememberFolded(fresh)
	return dst
}

func (a *Analyzer) folderFor(code string) *folder {
	if code == "" {
		code = fallbackLanguage
	}
	if f, ok := a.folders.Load(code); ok {
		return f.(*folder)
	}
	f, _ := a.folders.LoadOrStore(code, newFolder(code))
	return f.(*folder)
}

// folder folds the words of one language.
type folder struct {
	stop    analysis.TokenMap
	filters []analysis.TokenFilter
	turkic  bool
	prefix  int               // letters kept of a word, 0 for all
	digits  map[string]string // number words, if the language has some
	roman   map[string]string

	// known remembers the folded form of each surface form, since a corpus
	// uses few distinct words: a look-up costs a tenth of stemming. Bounded.
	mu    sync.RWMutex
	known map[string]folded
}

func newFolder(code string) *folder {
	recipe := recipeFor(code)
	f := &folder{turkic: recipe.Turkic, prefix: recipe.Beginning, known: make(map[string]folded)}
	f.digits, f.roman = digitsOf(recipe)
	f.stop, f.filters, _ = buildFolding(recipe) // that every recipe builds is tested
	return f
}

// buildFolding looks the parts of a recipe up in bleve's registry.
func buildFolding(recipe language.Index) (stop analysis.TokenMap, filters []analysis.TokenFilter, err error) {
	parts := registry.NewCache()
	if recipe.Stop != "" {
		stop, err = parts.TokenMapNamed(recipe.Stop)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("stop words %q: %w", recipe.Stop, err)
	}
	for _, name := range recipe.Filters {
		filter, err := parts.TokenFilterNamed(name)
		if err != nil {
			return nil, nil, fmt.Errorf("token filter %q: %w", name, err)
		}
		filters = append(filters, filter)
	}
	return stop, filters, nil
}

// folded is what a surface form becomes.
type folded struct {
	text string
	stop bool
}

const (
	maxKnown = 1 << 17
	// maxTermBytes bounds one index term; longer runs are data, not words.
	maxTermBytes = 128
)

// rememberFolded adds what fold returned to what is known.
func (f *folder) rememberFolded(fresh map[string]folded) {
	if len(fresh) == 0 {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.known)+len(fresh) > maxKnown {
		clear(f.known)
	}
	for surface, term := range fresh {
		if len(surface) > maxTermBytes {
			continue
		}
		// The key would otherwise keep the whole document's text alive.
		f.known[strings.Clone(surface)] = folded{strings.Clone(term.text), term.stop}
	}
}

// foldToken returns the index term of a surface form.
func (f *folder) foldToken(surface string, kind language.Kind) folded {
	if len(surface) > maxTermBytes {
		return folded{text: strings.ToLower(strings.ToValidUTF8(surface[:maxTermBytes], ""))}
	}
	switch kind {
	case language.Number:
		return folded{text: plainNumber(surface)}
	case language.Run:
		return folded{text: norm.NFKC.String(surface)}
	}
	return f.foldWord(surface)
}

func (f *folder) foldWord(surface string) folded {
	surface = strings.ReplaceAll(surface, ".", "")
	lower := lowerCase(surface, f.turkic)
	if f.turkic {
		lower, _, _ = strings.Cut(lower, "'") // suffixes of names: İzmir'de
	}
	if d := cmp.Or(f.digits[lower], f.roman[surface], ordinalDigits(lower)); d != "" {
		return folded{text: d}
	}
	if f.stop[lower] && !isAcronym(surface) {
		return folded{text: lower, stop: true}
	}
	stream := analysis.TokenStream{{Term: []byte(lower), Start: 0, End: len(lower), Position: 1}}
	for _, filter := range f.filters {
		stream = filter.Filter(stream)
	}
	if len(stream) == 0 {
		return folded{text: lower}
	}
	text := string(stream[0].Term)
	// Elision leaves a function word behind: "d'une" gives "une".
	if f.stop[text] && text != lower && strings.ContainsRune(lower, '\'') {
		return folded{text: text, stop: true}
	}
	text = stripAccents(strings.ReplaceAll(text, "'", ""))
	if f.prefix > 0 {
		text = firstLetters(text, f.prefix)
	}
	return folded{text: text}
}

func firstLetters(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// lowerCase also makes apostrophes plain and drops joiners and soft hyphens.
func lowerCase(s string, turkic bool) string {
	if isASCII(s) && !turkic {
		return strings.ToLower(s)
	}
	s = norm.NFKC.String(s)
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u2019':
			return '\''
		case '\u00ad', '\u200c', '\u200d':
			return -1
		}
		if turkic {
			return unicode.TurkishCase.ToLower(r)
		}
		return unicode.ToLower(r)
	}, s)
}

// isAcronym reports whether a word is written in capitals, which is a name even if its
// letters spell a function word: US, IT, WHO.
func isAcronym(surface string) bool {
	if len(surface) < 2 {
		return false
	}
	for i := 0; i < len(surface); i++ {
		if surface[i] < 'A' || 'Z' < surface[i] {
			return false
		}
	}
	return true
}

// plainNumber drops thousands separators, so that 50,000 and 50000 are one
// term. A separator counts as one if three digits follow it.
func plainNumber(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == ',' && hasThousands(s[i+1:]) {
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hasThousands(rest string) bool {
	n := 0
	for n < len(rest) && '0' <= rest[n] && rest[n] <= '9' {
		n++
	}
	return n == 3
}

// stripAccents removes the marks of Latin and Greek letters. Elsewhere marks
// are vowels or letters of their own.
func stripAccents(s string) string {
	if isASCII(s) {
		return s
	}
	decomposed := norm.NFD.String(s)
	var b strings.Builder
	european := false
	for _, r := range decomposed {
		if unicode.Is(unicode.Mn, r) && european {
			continue
		}
		european = unicode.In(r, unicode.Latin, unicode.Greek) || european && unicode.Is(unicode.Mn, r)
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// ordinalDigits returns the digits of "3rd" or "21st", "" if s isn't such.
func ordinalDigits(s string) string {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	if n > 0 && n < len(s) && ordinalMarks.Has(s[n:]) {
		return s[:n]
	}
	return ""
}

// ordinalMarks are those of a language whose number words are folded to digits.
var ordinalMarks = language.Gather(func(l *language.Language) language.Words {
	if len(l.Index.Numerals) == 0 {
		return ""
	}
	return l.Numbers.OrdinalMarks
})
