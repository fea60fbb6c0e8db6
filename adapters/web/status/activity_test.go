package status

import (
	"fmt"
	"testing"
	"time"

	"footnote/bot"
)

// TestSpans puts questions at the edges of hours and days, on a day that has
// 23 hours, too.
func TestSpans(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("there is no list of time zones: ", err)
	}
	now := time.Date(2026, 3, 29, 12, 20, 30, 0, berlin) // the clocks went forward at two
	a := newActivity(now)
	for i := 1; i < shownHours; i++ {
		if d := a.hours[i].from.Sub(a.hours[i-1].from); d != time.Hour {
			t.Errorf("hour %d is %v long", i-1, d)
		}
	}
	if last := a.hours[shownHours-1].from; !last.Equal(time.Date(2026, 3, 29, 12, 0, 0, 0, berlin)) {
		t.Errorf("the last hour begins at %v", last)
	}
	if first, last := a.days[0].from, a.days[shownDays-1].from; !first.Equal(time.Date(2026, 2, 28, 0, 0, 0, 0, berlin)) || !last.Equal(time.Date(2026, 3, 29, 0, 0, 0, 0, berlin)) {
		t.Errorf("the days are from %v to %v", first, last)
	}
	add := func(at time.Time) {
		a.addJudged(bot.Judged{Record: bot.Record{Request: bot.Request{Received: at}, Reply: outcome(bot.Answered)}}, false)
	}
	midnight := a.days[shownDays-1].from
	add(midnight)
	add(midnight.Add(-time.Nanosecond))
	add(a.hours[0].from.Add(-time.Nanosecond))
	add(a.days[0].from.Add(-time.Nanosecond)) // too old
	add(now)
	hours, today, yesterday := 0, a.days[shownDays-1].totalCount(), a.days[shownDays-2].totalCount()
	for _, h := range a.hours {
		hours += h.totalCount()
	}
	if hours != 3 || today != 2 || yesterday != 2 {
		t.Errorf("%d in the hours, %d today, %d yesterday", hours, today, yesterday)
	}
}

// TestActivityIsBounded asks the same in hundreds of wordings.
func TestActivityIsBounded(t *testing.T) {
	w := newWorld(t, nil)
	for i := range 50 {
		w.asked(t, fmt.Sprint("w", i), time.Hour, fmt.Sprintf("Where lies the harbour boat %d?", i), outcome(bot.NotFound), bot.Rating{Vote: bot.Down, Comment: fmt.Sprint("comment ", i)})
		w.asked(t, fmt.Sprint("x", i), time.Hour, fmt.Sprintf("unique%d", i), outcome(bot.NotFound))
	}
	a, err := w.readActivity(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(a.gaps) != shownGaps || a.moreGaps != 51-shownGaps || len(a.comments) != shownComments {
		t.Errorf("%d gaps, %d more, %d comments", len(a.gaps), a.moreGaps, len(a.comments))
	}
	if g := a.gaps[0]; g.Asked != 50 || len(g.Wordings) != shownOfGap || len(g.Comments) != shownOfGap || g.Comments[shownOfGap-1] != "comment 49" {
		t.Errorf("the first gap: %+v", g)
	}
}
