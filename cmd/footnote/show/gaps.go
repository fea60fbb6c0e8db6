package show

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"footnote/adapters/terminal"
	"footnote/bot/inbox"
)

// Gaps lists what was asked and not answered well in so many days.
func Gaps(screen terminal.Screen, gaps []inbox.Gap, days int) string {
	var b strings.Builder
	if len(gaps) == 0 {
		fmt.Fprintf(&b, "No gaps: every question of the last %s was answered, and none badly.\n", terminal.Count(days, "day"))
	}
	for i, g := range gaps {
		if i > 0 {
			b.WriteByte('\n')
		}
		screen.Block(&b, "", "  ", terminal.Bold, terminal.OneLine(g.Question))
		screen.Block(&b, "  ", "  ", "", strings.Join(gapFacts(g), " · "))
		for _, w := range g.Wordings {
			screen.Block(&b, "  also: ", "  ", terminal.Dim, terminal.OneLine(w))
		}
		for _, comment := range g.Comments {
			screen.Block(&b, "  comment: ", "  ", "", terminal.OneLine(comment))
		}
	}
	return b.String()
}

// gapFacts are what is known of a gap.
func gapFacts(g inbox.Gap) []string {
	facts := []string{"asked " + countTimes(g.Asked)}
	for _, f := range []struct {
		n    int
		what string
	}{{g.Unanswered, "not answered"}, {g.Failed, "failed"}, {g.Down, "rated down"}} {
		if f.n > 0 {
			facts = append(facts, f.what+" "+countTimes(f.n))
		}
	}
	if len(g.Missing) > 0 {
		facts = append(facts, "no document mentions: "+terminal.OneLine(strings.Join(g.Missing, ", ")))
	}
	return append(facts, "last on "+g.Last.Format("2 January 2006"))
}

func countTimes(n int) string {
	if n == 1 {
		return "once"
	}
	return terminal.Count(n, "time")
}

// GapsCSV is for spreadsheets: text that one would take for a formula is
// quoted by an apostrophe.
func GapsCSV(gaps []inbox.Gap) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	rows := [][]string{{"question", "asked", "unanswered", "failed", "rated down", "missing words", "comments", "other wordings", "last"}}
	for _, g := range gaps {
		rows = append(rows, []string{
			noFormula(g.Question), strconv.Itoa(g.Asked), strconv.Itoa(g.Unanswered), strconv.Itoa(g.Failed), strconv.Itoa(g.Down),
			noFormula(strings.Join(g.Missing, ", ")), noFormula(strings.Join(g.Comments, "\n")), noFormula(strings.Join(g.Wordings, "\n")), g.Last.Format(time.RFC3339),
		})
	}
	_ = w.WriteAll(rows) // into memory
	return b.String()
}

func noFormula(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
