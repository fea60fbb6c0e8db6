package web

import (
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	longestWanted = 200  // runes of what is looked for in a document
	mostFound     = 1000 // places of it
)

// finding is what a reader looks for in a document, and where it stands.
type finding struct {
	Text           string
	N, Of          int // the place that is shown, of how many
	Previous, Next template.URL
	// Hidden are the fields of the form beside the text.
	Hidden []hiddenField
	spans  [][2]int
}

type hiddenField struct{ Name, Value string }

// newFinding finds in a document what an address asks for: all places, and of them the one
// that is asked for, the first at or after the cited bytes, or the first.
func newFinding(text string, p place, g *grant, q url.Values) finding {
	wanted := strings.TrimSpace(q.Get("find"))
	if utf8.RuneCountInString(wanted) > longestWanted {
		wanted = string([]rune(wanted)[:longestWanted])
	}
	base := p
	base.part = 0
	address, _, _ := strings.Cut(placeAddress("/source", base, g), "#")
	at, _ := url.Parse(address) // as made here
	f := finding{Text: wanted, spans: findAll(text, wanted)}
	fields := at.Query()
	if page := pageOf(q); page > 0 {
		fields.Set(pageParameter, strconv.Itoa(page))
	}
	f.Of = len(f.spans)
	if f.Of > 0 {
		hit, _ := strconv.Atoi(q.Get("hit"))
		if was := q.Get("was"); hit < 1 || hit > f.Of || q.Has("was") && was != wanted {
			hit = 1 + max(slices.IndexFunc(f.spans, func(s [2]int) bool { return s[0] >= p.start }), 0)
		}
		f.N = hit
		f.Previous = f.address(fields, (f.N+f.Of-2)%f.Of+1)
		f.Next = f.address(fields, f.N%f.Of+1)
		f.Hidden = append(f.Hidden, hiddenField{"hit", strconv.Itoa(f.N%f.Of + 1)}, hiddenField{"was", wanted})
	}
	for name := range fields {
		f.Hidden = append(f.Hidden, hiddenField{name, fields.Get(name)})
	}
	slices.SortFunc(f.Hidden, func(a, b hiddenField) int { return strings.Compare(a.Name, b.Name) })
	return f
}

// address is that of a place, by its number.
func (f *finding) address(fields url.Values, n int) template.URL {
	q := url.Values{"find": {f.Text}, "hit": {strconv.Itoa(n)}}
	for name, value := range fields {
		q[name] = value
	}
	return template.URL("/source?" + q.Encode() + "#found")
}

// foldedText is a text as it is searched: without case, accents and the ends of lines.
type foldedText struct {
	runes []rune
	from  []int // the byte that each comes from
}

func foldText(text string) foldedText {
	var f foldedText
	space := true
	for i, r := range text {
		if unicode.IsSpace(r) {
			if !space {
				f.runes, f.from = append(f.runes, ' '), append(f.from, i)
			}
			space = true
			continue
		}
		space = false
		if r < utf8.RuneSelf {
			f.runes, f.from = append(f.runes, unicode.ToLower(r)), append(f.from, i)
			continue
		}
		for _, plain := range norm.NFKD.String(string(r)) {
			if !unicode.Is(unicode.Mn, plain) {
				f.runes, f.from = append(f.runes, unicode.ToLower(plain)), append(f.from, i)
			}
		}
	}
	f.from = append(f.from, len(text))
	return f
}

// findStep is how many bytes of a text are looked through at once: folded, a text takes
// many times the memory. What goes over the end of a step isn't found; steps end between
// paragraphs where they can.
const findStep = 256 << 10

// findAll returns the bytes of a text at which another stands, at the most mostFound.
func findAll(text, wanted string) (spans [][2]int) {
	want := []rune(strings.TrimRight(string(foldText(wanted).runes), " "))
	if len(want) == 0 {
		return nil
	}
	for from := 0; from < len(text) && len(spans) < mostFound; {
		to := max(breakBefore(text, from+findStep), from+1)
		spans = appendFound(spans, text[from:to], want, from)
		from = to
	}
	return spans
}

// appendFound adds the places in a part of a text, which begins at a byte of it.
func appendFound(spans [][2]int, part string, want []rune, begin int) [][2]int {
	in := foldText(part)
	for i := 0; i+len(want) <= len(in.runes) && len(spans) < mostFound; i++ {
		if in.runes[i] != want[0] || !slices.Equal(in.runes[i:i+len(want)], want) {
			continue
		}
		end := i + len(want)
		for in.from[end] == in.from[end-1] { // half of a sign that is two letters
			end++
		}
		last := in.from[end-1]
		_, size := utf8.DecodeRuneInString(part[last:])
		spans = append(spans, [2]int{begin + in.from[i], begin + last + size})
		i += len(want) - 1
	}
	return spans
}

// markFound marks in blocks, which begin at a byte of their document, what was found.
func (f *finding) markFound(list []block, from int) {
	at := from
	next, _ := slices.BinarySearchFunc(f.spans, from, func(s [2]int, at int) int { return s[1] - 1 - at })
	for i := range list {
		var runs []stretch
		for _, r := range list[i].Runs {
			for r.Text != "" {
				for next < len(f.spans) && f.spans[next][1] <= at {
					next++
				}
				part, size := r, len(r.Text)
				if next < len(f.spans) {
					span := f.spans[next]
					switch {
					case at < span[0]:
						size = min(size, span[0]-at)
					default:
						size = min(size, span[1]-at)
						part.Found, part.Current = true, next+1 == f.N
						part.Here = part.Current && at == span[0]
					}
				}
				part.Text = r.Text[:size]
				runs = append(runs, part)
				r.Text, r.First, r.Begins = r.Text[size:], false, false
				at += size
			}
		}
		list[i].Runs = runs
	}
}
