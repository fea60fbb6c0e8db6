package pdf

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	edgeRows    = 3  // at the top and at the bottom may be headers and footers
	nearPages   = 4  // a chapter's header is repeated within so many pages
	sameHeight  = 4. // points
	fewestPages = 3
)

// furniture are places of one text that may stand on each page.
type furniture struct {
	places []furniturePlace
}

type furniturePlace struct {
	page, run int
	y         float64
	first     bool // stays where it stands first
}

// dropFurniture removes running headers, footers and page numbers: text at the
// edge of several pages, at the same height, that is the same or counts the
// pages. It returns what they say, each once, for documents often have their
// number, edition or owner there only. What is set larger than the text, as titles
// of slides are, stays where it stands first, and where it counts something; so do the
// names of the columns of a table that goes on over pages, and the numbers of its rows.
func dropFurniture(pages []page) []Note {
	if len(pages) < fewestPages {
		return nil
	}
	large := headingRatio * textSize(pages)
	seen := make(map[string]*furniture)
	for i := range pages {
		edges := edgeRuns(pages[i].runs)
		for _, at := range slices.Sorted(maps.Keys(edges)) {
			beside := edges[at]
			r := &pages[i].runs[at]
			keys := furnitureKeys(r.text, pages[i].number)
			first := beside >= headCells
			first = first || r.size >= large && countLetters(r.text) > 0
			if first {
				keys = keys[:1]
			}
			for _, key := range keys {
				if seen[key] == nil {
					seen[key] = new(furniture)
				}
				seen[key].places = append(seen[key].places, furniturePlace{i, at, r.y0, first})
			}
		}
	}
	drop := make([]map[int]bool, len(pages))
	for _, f := range seen {
		for k, p := range f.places {
			if !f.isRepeated(k, len(pages)) {
				continue
			}
			if p.first && !f.stoodBefore(p) {
				continue
			}
			if drop[p.page] == nil {
				drop[p.page] = make(map[int]bool)
			}
			drop[p.page][p.run] = true
		}
	}
	return removeRuns(pages, drop, large)
}

// stoodBefore reports whether the text of a place stands at its height on an earlier page.
func (f *furniture) stoodBefore(p furniturePlace) bool {
	return slices.ContainsFunc(f.places, func(q furniturePlace) bool { return q.page < p.page && math.Abs(p.y-q.y) <= sameHeight })
}

// isRepeated reports whether the text of a place stands at its height on so many pages
// that it belongs to none of them.
func (f *furniture) isRepeated(k, pages int) bool {
	p := f.places[k]
	all, near := 0, 0
	last := -1
	for _, q := range f.places {
		if q.page == last || math.Abs(p.y-q.y) > sameHeight {
			continue
		}
		last = q.page
		all++
		if abs(q.page-p.page) <= nearPages {
			near++
		}
	}
	return all >= fewestPages && (all*5 >= pages*2 || near >= fewestPages)
}

// maxRunning is how many texts of headers and footers are kept: chapters have their own.
const maxRunning = 30

// removeRuns removes the runs of pages that are to be dropped, and returns what they say.
// Page numbers say nothing, and neither does what stands larger or in full among the rest.
func removeRuns(pages []page, drop []map[int]bool, large float64) []Note {
	var notes []Note
	said := make(map[string]bool)
	for i := range pages {
		kept := pages[i].runs[:0:0]
		for k, r := range pages[i].runs {
			if !drop[i][k] {
				kept = append(kept, r)
				continue
			}
			key := foldTitle(number.ReplaceAllString(r.text, ""))
			if r.size >= large || said[key] || countLetters(r.text) < runningLetters || len(notes) == maxRunning {
				continue
			}
			said[key] = true
			notes = append(notes, Note{Page: pages[i].number, Text: r.text, Running: true})
		}
		pages[i].runs = kept
	}
	return notes
}

// textSize returns the size of most of the letters.
func textSize(pages []page) float64 {
	letters := make(map[float64]int)
	for _, pg := range pages {
		for _, r := range pg.runs {
			letters[roundToHalves(r.size)] += countLetters(r.text)
		}
	}
	size, most := 0., 0
	for s, n := range letters {
		if n > most || n == most && s < size {
			size, most = s, n
		}
	}
	return size
}

// headCells is how many cells a row has at least that names the columns of a table: headers
// of pages have three parts at most.
const headCells = 4

// edgeRuns returns the indexes of the runs in the first and last rows, with how many stand
// in the row. Where there are few rows, most of them are no edge: a slide's only line is
// its text.
func edgeRuns(runs []run) map[int]int {
	rows := rowsOf(runs)
	edges := min(edgeRows, len(rows)/3)
	edge := make(map[int]int) // by first character
	for i, r := range rows {
		if i < edges || i >= len(rows)-edges {
			for _, n := range r.runs {
				edge[n.first] = len(r.runs)
			}
		}
	}
	found := make(map[int]int)
	for i, r := range runs {
		if edge[r.first] > 0 {
			found[i] = edge[r.first]
		}
	}
	return found
}

var (
	number = regexp.MustCompile(`\d+`)
	roman  = regexp.MustCompile(`^(?i)[ivxlc]{1,7}$`)
)

// furnitureKeys returns what must be the same on several pages: the text, or
// the text with its first or last number counted from the page's.
func furnitureKeys(text string, page int) []string {
	if roman.MatchString(text) {
		return []string{"roman" + strconv.Itoa(romanNumber(text)-page)}
	}
	keys := []string{text}
	numbers := number.FindAllString(text, -1)
	if len(numbers) == 0 {
		return keys
	}
	pattern := number.ReplaceAllString(text, "#")
	for i, s := range slices.Compact([]string{numbers[0], numbers[len(numbers)-1]}) {
		if n, err := strconv.Atoi(s); err == nil {
			keys = append(keys, pattern+"\x00"+strconv.Itoa(i)+"\x00"+strconv.Itoa(n-page))
		}
	}
	return keys
}

func romanNumber(s string) int {
	value := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	n, before := 0, 0
	for _, r := range strings.ToLower(s) {
		v := value[r]
		n += v
		if before < v {
			n -= 2 * before
		}
		before = v
	}
	return n
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
