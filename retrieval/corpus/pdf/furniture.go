package pdf

import (
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

// dropFurniture removes running headers, footers and page numbers: text at the
// edge of several pages, at the same height, that is the same or counts the
// pages.
func dropFurniture(pages []page) {
	if len(pages) < fewestPages {
		return
	}
	type place struct {
		page, run int
		y         float64
	}
	seen := make(map[string][]place)
	for i := range pages {
		for _, at := range edgeRuns(pages[i].runs) {
			r := &pages[i].runs[at]
			for _, key := range furnitureKeys(r.text, pages[i].number) {
				seen[key] = append(seen[key], place{i, at, r.y0})
			}
		}
	}
	drop := make([]map[int]bool, len(pages))
	for _, places := range seen {
		if len(places) < fewestPages {
			continue
		}
		for k, p := range places {
			all, near := 0, 0
			last := -1
			for _, q := range places {
				if q.page == last || math.Abs(p.y-q.y) > sameHeight {
					continue
				}
				last = q.page
				all++
				if abs(q.page-p.page) <= nearPages {
					near++
				}
			}
			if all >= fewestPages && (all*5 >= len(pages)*2 || near >= fewestPages) {
				if drop[p.page] == nil {
					drop[p.page] = make(map[int]bool)
				}
				drop[p.page][places[k].run] = true
			}
		}
	}
	for i := range pages {
		if drop[i] == nil {
			continue
		}
		var kept []run
		for k, r := range pages[i].runs {
			if !drop[i][k] {
				kept = append(kept, r)
			}
		}
		pages[i].runs = kept
	}
}

// edgeRuns returns the indexes of the runs in the first and last rows. Where
// there are few rows, most of them are no edge: a slide's only line is its text.
func edgeRuns(runs []run) []int {
	rows := rowsOf(runs)
	edges := min(edgeRows, len(rows)/3)
	edge := make(map[int]bool) // by first character
	for i, r := range rows {
		if i < edges || i >= len(rows)-edges {
			for _, n := range r.runs {
				edge[n.first] = true
			}
		}
	}
	var found []int
	for i, r := range runs {
		if edge[r.first] {
			found = append(found, i)
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
