package status

import (
	"context"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"time"

	"footnote/bot"
	"footnote/bot/inbox"
)

// facts are what the page is made from.
type facts struct {
	census      Census
	censusAt    time.Time
	censusErr   error
	activity    *activity // nil while there is none
	activityAt  time.Time
	activityErr error
	syncs       Syncs
	meaning     Meaning
	connections map[string][]Connection
	holds       map[string]inbox.Hold
	usage       *Usage
	pending     int
}

// patience is how long somebody who opens the page waits for fresh figures. After it
// the page shows old ones, or none.
const patience = time.Second

func (s *Status) gatherFacts(ctx context.Context) facts {
	f := facts{syncs: s.Documents.Syncs(), pending: s.countPending(), holds: s.readHolds(), connections: make(map[string][]Connection)}
	s.activity.peekValue() // both are loaded at the same time
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	f.census, f.censusAt, f.censusErr = s.census.getValue(ctx)
	f.meaning = s.Documents.Meaning(ctx)
	f.activity, f.activityAt, f.activityErr = s.activity.getValue(ctx)
	for name, p := range s.Platforms {
		f.connections[name] = p.Connections()
	}
	if s.Model != nil {
		u := s.Model()
		f.usage = &u
	}
	return f
}

// view is what the template shows.
type view struct {
	Verdict     verdict
	Tiles       []tile
	Questions   *questionsView // nil while they are being counted
	Latency     []latencyRow
	Documents   *documentsView // likewise
	Syncs       []fact
	Connections []connectionRow
	Model       []fact
	Process     []fact
}

// tile is a figure that stands out.
type tile struct {
	Name, Value, Note string
	Link              string
}

// fact is a named figure.
type fact struct {
	Name  string
	Value any // string or template.HTML
}

func (s *Status) buildView(ctx context.Context) view {
	now := s.Now()
	f := s.gatherFacts(ctx)
	v := view{
		Verdict: s.judgeFacts(ctx, now, f), Latency: s.latencyRows(),
		Syncs: syncFacts(now, f), Connections: connectionRows(now, f.connections), Process: processFacts(now, s.process()),
	}
	if f.activity != nil {
		v.Questions = questionsOf(now, f)
	}
	if !f.censusAt.IsZero() {
		v.Documents = documentsOf(now, f.census, f.meaning)
	}
	if f.usage != nil {
		v.Model = modelFacts(*f.usage)
	}
	v.Tiles = buildTiles(f, v.Latency)
	return v
}

func buildTiles(f facts, latency []latencyRow) []tile {
	list := []tile{{Name: "Documents", Value: "…", Note: "being counted", Link: "documents"}}
	if !f.censusAt.IsZero() {
		list[0].Value, list[0].Note = number(f.census.Documents), "from "+countNoun(f.census.Files, "file")
	}
	if a := f.activity; a != nil {
		var day span
		for _, h := range a.hours {
			for r, n := range h.count {
				day.count[r] += n
			}
		}
		list = append(list, tile{Name: "Questions", Value: number(day.totalCount()), Note: "in 24 hours", Link: "questions"})
		if asked := day.totalCount() - day.count[other]; asked > 0 {
			list = append(list, tile{Name: "Answered", Value: formatPercent(day.count[answered], asked), Note: "of them", Link: "gaps"})
		}
		if votes := a.up + a.down; votes > 0 {
			list = append(list, tile{Name: "Rated helpful", Value: formatPercent(a.up, votes), Note: "of " + countNoun(votes, "rating"), Link: "feedback"})
		}
	}
	for _, row := range latency {
		if row.stage == "answer" {
			list = append(list, tile{Name: "Answer found in", Value: row.P50, Note: "half the time, 95% in " + row.P95, Link: "latency"})
		}
	}
	return append(list, tile{Name: "Waiting", Value: number(f.pending), Note: "now", Link: "questions"})
}

// stages are those of a request, in their order, with what they are for people.
var stages = []struct{ name, text string }{
	{"wait", "Waiting for a turn"},
	{"open", "Saying that it is worked on"},
	{"answer", "Finding the answer"},
	{"show", "Showing it"},
}

type latencyRow struct {
	stage, Text   string
	Count         string
	P50, P95, P99 string
	Line          template.HTML
}

// sparkPoints is how many of the latest durations are drawn.
const sparkPoints = 60

func (s *Status) latencyRows() []latencyRow {
	var rows []latencyRow
	for _, stage := range stages {
		times := s.latencies.timesOf(stage.name)
		if len(times) == 0 {
			continue
		}
		var latest []float64
		for _, t := range times[max(0, len(times)-sparkPoints):] {
			latest = append(latest, t.Seconds())
		}
		slices.Sort(times)
		rows = append(rows, latencyRow{
			stage: stage.name, Text: stage.text, Count: number(len(times)), Line: drawSparkline(latest),
			P50: formatTook(timeQuantile(times, .5)), P95: formatTook(timeQuantile(times, .95)), P99: formatTook(timeQuantile(times, .99)),
		})
	}
	return rows
}

type connectionRow struct {
	Platform, Name string
	Up, Refused    bool
	Since          template.HTML
	Reason         string
}

func connectionRows(now time.Time, all map[string][]Connection) []connectionRow {
	var rows []connectionRow
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, c := range all[name] {
			rows = append(rows, connectionRow{platformName(name), c.Name, c.Up, c.Refused, formatAgo(now, c.Since), c.Reason})
		}
	}
	return rows
}

func syncFacts(now time.Time, f facts) []fact {
	list := []fact{{"Last looked through", formatAgo(now, f.syncs.Last)}}
	if !f.syncs.Last.IsZero() {
		list = append(list, fact{"Which took", formatTook(f.syncs.Took)})
	}
	if !f.census.Since.IsZero() {
		list = append(list, fact{"Last changed", formatAgo(now, f.census.Since)})
	}
	if f.syncs.Failed > 0 {
		list = append(list, fact{"Failed since the start", countTimes(f.syncs.Failed)})
	}
	return list
}

func modelFacts(u Usage) []fact {
	list := []fact{{"Model", u.Name}, {"Calls", number(u.Calls)}}
	for _, trouble := range slices.Sorted(maps.Keys(u.Failures)) {
		list = append(list, fact{"Failed, " + troubleName(trouble), number(u.Failures[trouble])})
	}
	list = append(list, fact{"Tokens read", number(u.PromptTokens)}, fact{"Tokens written", number(u.CompletionTokens)})
	if u.Cost > 0 {
		list = append(list, fact{"Cost since the start", strconv.FormatFloat(u.Cost, 'f', 4, 64)})
	}
	return list
}

func troubleName(t bot.Trouble) string {
	switch t {
	case bot.Slow:
		return "too slow"
	case bot.Limited:
		return "too many requests"
	case bot.Refused:
		return "declined by the model"
	case bot.Denied:
		return "refused by the server"
	case bot.Foreign:
		return "not from a model's server"
	case bot.Oversized:
		return "too long a prompt"
	case bot.Garbled:
		return "unreadable"
	}
	return string(t)
}

func processFacts(now time.Time, p process) []fact {
	return []fact{
		{"Version", p.Version}, {"Go", p.Go}, {"Running since", formatAgo(now, p.Started)},
		{"Memory in use", size(p.Heap) + " of " + size(p.Sys) + " taken"}, {"Goroutines", number(p.Goroutines)},
	}
}
