package guide

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/question"
)

const (
	mostPoints      = 6
	fewestWords     = 5 // of a sentence that says something
	longestPoint    = 400
	mostRead        = 512 << 10 // bytes of a document that are looked at
	pointContext    = 900       // bytes that a model sees of each
	leadsASection   = 1.3       // what being the first sentence of its section is worth
	sameFrom        = .6        // the share of common words from which on two sentences say the same
	sectionsPerPart = 2         // headings of one level that make sections
)

// point is a sentence of a document in the running for its main points.
type point struct {
	retrieval.Span
	section int // of the document, from 0
	lead    bool
	terms   map[string]bool
	score   float64
}

// mainPoints returns the most telling sentences of a document, in order: of each main
// section the sentence that has most of the document's frequent words, where the first
// one counts more; then others until there are enough. A sentence's score is the sum of
// the logarithms of how often the document has its words, by the root of its length, so
// that long sentences don't win for being long.
func mainPoints(d *retrieval.Document, analyzer retrieval.Analyzer) []retrieval.Span {
	points := findPoints(d, analyzer)
	slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(b.score, a.score) })
	var chosen []point
	taken := make(map[int]bool) // sections
	take := func(everySection bool) {
		for _, p := range points {
			if len(chosen) == mostPoints {
				return
			}
			said := slices.ContainsFunc(chosen, func(c point) bool { return c.Span == p.Span || saysSame(c, p) })
			if !said && (everySection || !taken[p.section]) {
				chosen = append(chosen, p)
				taken[p.section] = true
			}
		}
	}
	take(false)
	take(true)
	slices.SortFunc(chosen, func(a, b point) int { return cmp.Compare(a.Start, b.Start) })
	var spans []retrieval.Span
	for _, p := range chosen {
		spans = append(spans, p.Span)
	}
	return spans
}

// findPoints returns the sentences of a document that may be main points, with their
// scores. If it has no full sentences, as a table, all that it has may be.
func findPoints(d *retrieval.Document, analyzer retrieval.Analyzer) []point {
	body := d.Text
	if len(body) > mostRead {
		body = strings.ToValidUTF8(body[:mostRead], "")
	}
	sections := sectionStarts(d)
	counts := make(map[string]int)
	var full, all []point
	last := -1
	for _, s := range retrieval.Sentences(body) {
		p := point{Span: s, terms: make(map[string]bool)}
		p.section, _ = slices.BinarySearch(sections, s.Start+1)
		line := body[s.Start:s.End]
		for _, t := range analyzer.Terms(nil, d.LanguageAt(s.Start), line) {
			if !t.Stop {
				counts[t.Text]++
				p.terms[t.Text] = true
			}
		}
		if len(line) > longestPoint || isHeading(d, s) {
			continue
		}
		all = append(all, p)
		if isFullSentence(line) && !question.RefersBack(line, language.Written(d.LanguageAt(s.Start))) {
			p.lead = p.section != last
			last = p.section
			full = append(full, p)
		}
	}
	if len(full) == 0 {
		full = all[:min(mostPoints, len(all))]
	}
	for i := range full {
		p := &full[i]
		for term := range p.terms {
			p.score += math.Log(float64(counts[term]))
		}
		p.score /= math.Sqrt(float64(max(len(p.terms), 1)))
		if p.lead {
			p.score *= leadsASection
		}
	}
	return full
}

// sectionStarts returns where the main sections begin: those of the outermost level of
// which there are several. The title's heading is mostly alone on its level.
func sectionStarts(d *retrieval.Document) []int {
	for level := 1; level <= 6; level++ {
		var starts []int
		for _, h := range d.Headings {
			if h.Level == level {
				starts = append(starts, h.Offset)
			}
		}
		if len(starts) >= sectionsPerPart {
			return starts
		}
	}
	return nil
}

func isHeading(d *retrieval.Document, s retrieval.Span) bool {
	return slices.ContainsFunc(d.Headings, func(h retrieval.Heading) bool { return s.Start <= h.Offset && h.Offset < s.End })
}

// isFullSentence reports whether a line is a sentence that can stand alone: no item of
// a list, no row of a table, nothing that announces what follows.
func isFullSentence(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, "\"')]»”’」』"))
	if retrieval.ListItem(line) || retrieval.TableRow(line) || !strings.ContainsRune(".!。！।", last) {
		return false
	}
	words := 0
	language.Tokenize(line, func(t language.Token) {
		if t.Kind == language.Run {
			words += utf8.RuneCountInString(line[t.Start:t.End]) / 2
		} else {
			words++
		}
	})
	return words >= fewestWords
}

// saysSame reports whether two sentences have most of their words in common.
func saysSame(a, b point) bool {
	common := 0
	for term := range a.terms {
		if b.terms[term] {
			common++
		}
	}
	return float64(common) > sameFrom*float64(max(len(a.terms), len(b.terms)))
}

// around returns a sentence with those that follow it in its section, for a model to
// work from.
func around(d *retrieval.Document, p retrieval.Span) retrieval.Span {
	end := min(len(d.Text), p.Start+max(pointContext, p.End-p.Start))
	for _, h := range d.Headings {
		if h.Offset > p.Start {
			end = min(end, h.Offset)
			break
		}
	}
	wide := p
	for _, s := range retrieval.Sentences(d.Text[p.Start:end]) {
		if p.Start+s.End < end || end == len(d.Text) {
			wide.End = max(wide.End, p.Start+s.End)
		}
	}
	return wide
}
