package status

import (
	"fmt"
	"footnote/bot/inbox"
	"html/template"
	"strings"
	"time"

	"footnote/bot"
)

type questionsView struct {
	Asof            template.HTML
	Legend          []legend
	Charts          []chartView
	Gaps            []gapRow
	MoreGaps        int
	PrivateGaps     string // "" if there are none
	Up, Down        string
	Comments        []commentRow
	PrivateComments string
}

type legend struct{ Class, Name string }

// chartView is a chart with its labels and its figures.
type chartView struct {
	Caption             string
	Most                string // what the height of the chart means
	First, Middle, Last string
	SVG                 template.HTML
	Columns             []string
	Rows                []chartRow // of the table; spans without questions are left out
}

type chartRow struct {
	Label string
	Cells []int
}

type gapRow struct {
	Question string
	Facts    string
	Missing  string
	Comments []string
	Wordings []string
	Last     template.HTML
}

type commentRow struct {
	Text, Vote, Request string
	At                  template.HTML
}

func questionsOf(now time.Time, f facts) *questionsView {
	a := f.activity
	v := &questionsView{Asof: formatAgo(now, f.activityAt), Up: number(a.up), Down: number(a.down), MoreGaps: a.moreGaps}
	for r := range results {
		v.Legend = append(v.Legend, legend{r.cssClass(), r.String()})
	}
	v.Charts = []chartView{
		chartOf("hours", "Questions of the last 24 hours", a.hours, "15:04"),
		chartOf("days", "Questions of the last 30 days", a.days, "2 January"),
	}
	if a.privateGaps > 0 {
		v.PrivateGaps = countNoun(a.privateGaps, "question")
	}
	if a.privateComments > 0 {
		v.PrivateComments = countNoun(a.privateComments, "comment")
	}
	for _, g := range a.gaps {
		v.Gaps = append(v.Gaps, gapOf(now, g))
	}
	for _, c := range a.comments {
		v.Comments = append(v.Comments, commentRow{clipText(c.Text), voteName(c.Vote), c.Request, formatAgo(now, c.At)})
	}
	return v
}

// chartOf draws spans; layout is how their beginnings are written.
func chartOf(id, title string, spans []span, layout string) chartView {
	label := func(s span) string { return s.from.Format(layout) }
	v := chartView{Caption: title, First: label(spans[0]), Middle: label(spans[len(spans)/2]), Last: label(spans[len(spans)-1])}
	c := barChart{ID: id, Title: title}
	for r := range results {
		c.Classes = append(c.Classes, r.cssClass())
		v.Columns = append(v.Columns, r.String())
	}
	var all span
	most := 0
	for _, s := range spans {
		c.Bars = append(c.Bars, bar{label(s) + ": " + spellSpan(s), s.count[:]})
		most = max(most, s.totalCount())
		for r, n := range s.count {
			all.count[r] += n
		}
		if s.totalCount() > 0 {
			v.Rows = append(v.Rows, chartRow{label(s), s.count[:]})
		}
	}
	c.Desc = "In all " + spellSpan(all) + "."
	v.SVG, v.Most = c.drawSVG(), number(most)
	return v
}

// spellSpan returns a span's figures in words.
func spellSpan(s span) string {
	if s.totalCount() == 0 {
		return "no questions"
	}
	var parts []string
	for r := range results {
		if n := s.count[r]; n > 0 {
			parts = append(parts, number(n)+" "+r.String())
		}
	}
	return strings.Join(parts, ", ")
}

func gapOf(now time.Time, g inbox.Gap) gapRow {
	parts := []string{"asked " + countTimes(g.Asked)}
	for _, p := range []struct {
		n    int
		what string
	}{{g.Unanswered, "not answered"}, {g.Failed, "failed"}, {g.Down, "rated down"}} {
		if p.n > 0 {
			parts = append(parts, p.what+" "+countTimes(p.n))
		}
	}
	return gapRow{
		Question: clipText(g.Question), Facts: strings.Join(parts, " · "), Missing: clipText(strings.Join(g.Missing, ", ")),
		Comments: clipTexts(g.Comments), Wordings: clipTexts(g.Wordings), Last: formatAgo(now, g.Last),
	}
}

// clipTexts shortens texts.
func clipTexts(texts []string) []string {
	var list []string
	for _, t := range texts {
		list = append(list, clipText(t))
	}
	return list
}

func countTimes(n int) string {
	if n == 1 {
		return "once"
	}
	return countNoun(n, "time")
}

func voteName(v bot.Vote) string {
	switch v {
	case bot.Up:
		return "helpful"
	case bot.Down:
		return "not helpful"
	}
	return "no vote"
}

func formatPercent(n, of int) string { return fmt.Sprintf("%.0f%%", 100*float64(n)/float64(of)) }
