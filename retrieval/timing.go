package retrieval

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"footnote/retrieval/quantity"
	"footnote/retrieval/question"
)

// rangeDays is how long a stretch of days may be that a row of a table gives with its
// first and its last day.
const rangeDays = 400

// markTimes marks the sentences of the time that the question speaks of; where the
// latest or the next of several is asked for, the one of each document; and, where what
// is so now is asked, says how new documents are.
func (e *evidence) markTimes(hits []Hit, asked time.Time) {
	moment := e.question.At(asked)
	if moment == (question.Moment{}) {
		return
	}
	today := question.Day(asked)
	var newest map[string]float64
	if moment.Now || moment.Latest {
		newest = e.rankByDate(hits)
	}
	last, first := make(map[string]datedSentence), make(map[string]datedSentence) // by document
	for i := range hits {
		h := &hits[i]
		for k := range h.Sentences {
			s := &h.Sentences[k]
			s.Evidence[evRecent] = newest[h.Document]
			for _, days := range e.datesOf(h, s, asked) {
				if moment.Has(days) {
					s.Evidence[evTimely] = 1
				}
				if o, ok := last[h.Document]; moment.Latest && !days.From.After(today) && (!ok || days.From.After(o.day)) {
					last[h.Document] = datedSentence{s, days.From}
				}
				if o, ok := first[h.Document]; moment.Next && !days.To.Before(today) && (!ok || days.From.Before(o.day)) {
					first[h.Document] = datedSentence{s, days.From}
				}
			}
		}
	}
	for _, o := range last {
		o.Evidence[evTimely] = 1
	}
	for _, o := range first {
		o.Evidence[evTimely] = 1
	}
}

// datedSentence is a sentence with a day that it names.
type datedSentence struct {
	*Sentence
	day time.Time
}

// datesOf returns the days that a sentence names, or else the heading above it.
func (e *evidence) datesOf(h *Hit, s *Sentence, asked time.Time) []question.Days {
	if dated := daysIn(h.Text[s.Start-h.Start:s.End-h.Start], asked); len(dated) > 0 {
		return dated
	}
	if d := e.outline.documents[h.Document]; d != nil {
		if above := d.HeadingsAt(s.Start); len(above) > 0 {
			return daysIn(above[len(above)-1].Text, asked)
		}
	}
	return nil
}

// daysIn returns the days that a text names. Two whole ones of a row are a stretch.
func daysIn(text string, asked time.Time) []question.Days {
	var list []question.Days
	whole := true
	for _, f := range quantity.Find(text) {
		if days, ok := question.DaysOf(f, asked); ok {
			list = append(list, days)
			whole = whole && days.Count() == 1
		}
	}
	if len(list) == 2 && whole && TableRow(text) {
		both := question.Days{From: list[0].From, To: list[1].To}
		if n := both.Count(); 0 < n && n <= rangeDays {
			return []question.Days{both}
		}
	}
	return list
}

// rankByDate returns how new the documents of hits are among one another, from -1 for
// the oldest to 1 for the newest; those without a date are in the middle.
func (e *evidence) rankByDate(hits []Hit) map[string]float64 {
	dates := make(map[string]string)
	var all []string
	for i := range hits {
		d := e.outline.documents[hits[i].Document]
		if d == nil || dates[d.ID] != "" {
			continue
		}
		if date := cmp.Or(d.Published, dateInName(d)); date != "" {
			dates[d.ID] = date
			all = append(all, date)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	rank := make(map[string]float64, len(dates))
	for id, date := range dates {
		if at, _ := slices.BinarySearch(all, date); len(all) > 1 {
			rank[id] = 2*float64(at)/float64(len(all)-1) - 1
		}
	}
	return rank
}

// dateInName returns the date in the name of a document as far as it is told, "" if
// there is none.
func dateInName(d *Document) string {
	for _, f := range quantity.Find(strings.ReplaceAll(path.Base(d.ID), "_", " ")) {
		if days, ok := question.DaysOf(f, time.Time{}); ok {
			return days.From.Format(time.DateOnly)
		}
	}
	return ""
}
