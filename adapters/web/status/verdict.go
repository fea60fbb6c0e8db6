package status

import (
	"context"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/inbox"
)

// trouble is one thing that is not as it should be.
type trouble struct {
	Level string // "bad", "warn" or "minor", which spoils nothing
	Text  string
	Since template.HTML // "" if nobody knows
	Way   string        // what to do
	Link  string        // where on the page there is more, "" for nowhere
}

// verdict is the page's first line.
type verdict struct {
	Level    string // "good", "warn" or "bad"
	Headline string
	Troubles []trouble
}

// manyUnread is the share of files from which on unread ones spoil the verdict:
// a few broken files are in every corpus.
const manyUnread = .05

func (s *Status) judgeFacts(ctx context.Context, now time.Time, f facts) verdict {
	var list []trouble
	add := func(t trouble) { list = append(list, t) }
	ready, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	if err := s.Documents.Ready(ready); err != nil {
		add(trouble{Level: "bad", Text: "The index can't be searched: " + err.Error() + ".", Way: "footnote index makes it anew where it is damaged."})
	}
	if f.syncs.Error != "" {
		add(trouble{Level: "warn", Text: "The documents could not be looked through: " + f.syncs.Error + ".", Way: "Answers come from the index as it was before.", Link: "documents"})
	}
	if f.syncs.Missing.Files > 0 {
		add(missingSync(now, f.syncs))
	}
	switch {
	case f.censusErr != nil:
		add(trouble{Level: "warn", Text: "The documents can't be counted: " + f.censusErr.Error() + "."})
	case !f.censusAt.IsZero() && f.census.Documents == 0:
		add(trouble{Level: "bad", Text: "There are no documents to answer from.", Way: "Put some into the folder that --corpus names.", Link: "documents"})
	}
	if n := len(f.census.Unread); n > 0 {
		t := trouble{Level: "minor", Text: countNoun(n, "file") + " could not be read.", Link: "unread"}
		if float64(n) >= manyUnread*float64(f.census.Files) {
			t.Level = "warn"
		}
		add(t)
	}
	if f.activityErr != nil {
		add(trouble{Level: "bad", Text: "The store of questions can't be read: " + f.activityErr.Error() + ".", Way: "The log says more; the disk may be full."})
	}
	for _, name := range slices.Sorted(maps.Keys(f.connections)) {
		if t, ok := refusedTrouble(now, name, f.connections[name], f.holds[name]); ok {
			add(t)
		} else if t, ok := disconnectedTrouble(now, name, f.connections[name]); ok {
			add(t)
		}
	}
	if f.activity != nil {
		n := 0
		for _, h := range f.activity.hours {
			n += h.count[failed]
		}
		if n > 0 {
			add(trouble{Level: "warn", Text: countNoun(n, "question") + " of the last 24 hours failed.", Way: "The log has them under their request ids.", Link: "questions"})
		}
	}
	if f.usage != nil && f.usage.Failures[bot.Denied] > 0 {
		add(trouble{Level: "warn", Text: fmt.Sprintf("The model's server refused %s of %s.", number(f.usage.Failures[bot.Denied]), countNoun(int(f.usage.Calls), "call")), Way: "Check the model's key, name and address.", Link: "model"})
	}
	if f.usage != nil && f.usage.Failures[bot.Foreign] > 0 {
		add(trouble{Level: "warn", Text: fmt.Sprintf("What answers at the model's address doesn't speak chat completions: %s of %s.", number(f.usage.Failures[bot.Foreign]), countNoun(int(f.usage.Calls), "call")), Way: "See whether FOOTNOTE_MODEL_URL ends in /v1; footnote doctor says more.", Link: "model"})
	}
	return sumUp(list)
}

// missingSync returns the trouble that files are gone, as if by an accident.
func missingSync(now time.Time, s Syncs) trouble {
	where := "the folder of documents"
	if s.Missing.Files < s.Missing.Known && s.Missing.Folder != "" {
		where += ", all of them from " + s.Missing.Folder
	}
	return trouble{
		Level: "bad", Since: formatAgo(now, s.MissingSince), Link: "documents",
		Text: fmt.Sprintf("%s of %s missing from %s.", number(s.Missing.Files), countNoun(s.Missing.Known, "file"), where),
		Way:  "Is the drive mounted? Answers come from their documents as they were; footnote index --allow-empty removes them.",
	}
}

// sumUp makes the headline.
func sumUp(list []trouble) verdict {
	order := []string{"bad", "warn", "minor"}
	slices.SortStableFunc(list, func(a, b trouble) int { return slices.Index(order, a.Level) - slices.Index(order, b.Level) })
	v := verdict{Level: "good", Headline: "All is well", Troubles: list}
	n := 0
	for _, t := range list {
		if t.Level != "minor" {
			n++
		}
	}
	switch {
	case n == 0:
	case list[0].Level == "bad" && n == 1:
		v.Level, v.Headline = "bad", "Something is wrong"
	case list[0].Level == "bad":
		v.Level, v.Headline = "bad", number(n)+" things are wrong"
	case n == 1:
		v.Level, v.Headline = "warn", "One thing needs a look"
	default:
		v.Level, v.Headline = "warn", number(n)+" things need a look"
	}
	return v
}

// refusedTrouble returns the trouble that a platform refuses the bot: why it does,
// and how much waits for it. It returns false if the platform doesn't.
func refusedTrouble(now time.Time, name string, list []Connection, held inbox.Hold) (trouble, bool) {
	why := refusalText(list, held)
	if why == "" {
		return trouble{}, false
	}
	since := held.Since
	for _, c := range list {
		if c.Refused && (since.IsZero() || c.Since.Before(since)) {
			since = c.Since
		}
	}
	t := trouble{
		Level: "bad", Text: platformName(name) + " refuses the bot: " + strings.TrimRight(why, ".") + ".", Since: formatAgo(now, since), Link: "connections",
		Way: "It is tried again every few minutes, and soon after its token changes in .env.",
	}
	if held.Requests > 0 {
		t.Text += " " + countNoun(held.Requests, "question") + " from there can't be answered until then."
		t.Way += " What waits is answered once it is taken."
	}
	return t, true
}

// disconnectedTrouble returns what is wrong with a platform's connections, and false
// if nothing is.
func disconnectedTrouble(now time.Time, name string, list []Connection) (trouble, bool) {
	var down []Connection
	for _, c := range list {
		if !c.Up && !c.Elsewhere {
			down = append(down, c)
		}
	}
	if len(down) == 0 {
		return trouble{}, false
	}
	worst := slices.MinFunc(down, func(a, b Connection) int { return a.Since.Compare(b.Since) })
	t := trouble{Level: "bad", Text: platformName(name) + " is not connected", Since: formatAgo(now, worst.Since), Link: "connections"}
	if len(down) < len(list) {
		t.Level, t.Text = "warn", fmt.Sprintf("%d of %d connections to %s are down", len(down), len(list), platformName(name))
	}
	if worst.Reason != "" {
		t.Text += ": " + strings.TrimRight(worst.Reason, ".")
	}
	t.Text += "."
	t.Way = "It is tried again and again by itself."
	return t, true
}
