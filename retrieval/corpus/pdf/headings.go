package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titles are the outline's entries by page and folded text.
type titles map[int]map[string]int

func outlineTitles(outline []Bookmark) titles {
	t := make(titles)
	for _, b := range outline {
		key := foldTitle(b.Title)
		if utf8.RuneCountInString(key) < 3 {
			continue
		}
		if t[b.Page] == nil {
			t[b.Page] = make(map[string]int)
		}
		if t[b.Page][key] == 0 {
			t[b.Page][key] = b.Level
		}
	}
	return t
}

// findLevel returns the level of the entry that text is the title of, else 0.
// Outlines often leave a heading's number out.
func (t titles) findLevel(text string, page int) int {
	on := t[page]
	if len(on) == 0 || len(text) > 400 {
		return 0
	}
	key := foldTitle(text)
	if level := on[key]; level > 0 {
		return level
	}
	return on[strings.TrimLeft(key, "0123456789")]
}

// foldTitle keeps letters and digits.
func foldTitle(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

const (
	headingRatio   = 1.15 // to the size of the text
	maxHeadingLen  = 160  // runes
	maxHeadingRows = 3
	maxLevels      = 6
)

// bodySize returns the size of most of the text and its share of it.
func (d *Document) bodySize() (size, share float64) {
	count := make(map[float64]int)
	all := 0
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		if p.aside {
			continue
		}
		n := len(p.joinedText())
		count[roundToHalves(p.size)] += n
		all += n
	}
	most := 0
	for s, n := range count {
		if n > most || n == most && s < size {
			size, most = s, n
		}
	}
	return size, float64(most) / float64(max(all, 1))
}

// roundToHalves rounds a size to half points.
func roundToHalves(size float64) float64 { return math.Round(size*2) / 2 }

// headingsBySize takes short paragraphs in larger type for headings, where the
// text has one clear size.
func (d *Document) headingsBySize() {
	body, share := d.bodySize()
	if share < .4 {
		return
	}
	var sizes []float64
	length, all := 0, 0
	heading := func(p *Paragraph) bool {
		text := p.joinedText()
		return p.size >= headingRatio*body && !p.Row && !p.aside && p.lines <= maxHeadingRows &&
			utf8.RuneCountInString(text) <= maxHeadingLen && countLetters(text) >= 3
	}
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		all += len(p.joinedText())
		if heading(p) {
			length += len(p.joinedText())
			if s := roundToHalves(p.size); !slices.Contains(sizes, s) {
				sizes = append(sizes, s)
			}
		}
	}
	if length*4 > all {
		return
	}
	slices.SortFunc(sizes, func(a, b float64) int { return cmp.Compare(b, a) })
	for i := range d.Paragraphs {
		if p := &d.Paragraphs[i]; heading(p) {
			p.Level = min(slices.Index(sizes, roundToHalves(p.size))+1, maxLevels)
		}
	}
}

// findLargest looks for the title in the largest type of the first page.
func (d *Document) findLargest(pages []page) {
	if len(pages) == 0 || pages[0].number != 1 {
		return
	}
	body, _ := d.bodySize()
	var best *Paragraph
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		if p.Parts[0].Page != 1 || i > 12 {
			break
		}
		if !p.Row && !p.aside && p.lines <= maxHeadingRows && countLetters(p.joinedText()) >= 5 && (best == nil || p.size > best.size) {
			best = p
		}
	}
	if best != nil && best.size >= 1.2*body && utf8.RuneCountInString(best.joinedText()) <= 200 {
		d.Largest = best.joinedText()
	}
}
