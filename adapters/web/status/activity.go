package status

import (
	"cmp"
	"context"
	"footnote/bot/inbox"
	"iter"
	"slices"
	"time"

	"footnote/bot"
)

// result is what came of a question.
type result int

const (
	answered result = iota
	related
	notFound
	other // passages that were asked for, and claims that were checked
	failed
	results // how many there are
)

// String is the name for people.
func (r result) String() string {
	return [...]string{"answered", "closest passages", "not in the documents", "passages or claims", "failed"}[r]
}

// cssClass is the name in the style sheet.
func (r result) cssClass() string {
	return [...]string{"answered", "related", "missing", "other", "failed"}[r]
}

// resultOf judges a closed request.
func resultOf(r *bot.Record) result {
	switch {
	case r.Reply == nil || r.Reply.Failure != nil || r.Note != "":
		return failed
	case r.Reply.Answer == nil:
		return other
	case r.Reply.Answer.Outcome == bot.Answered:
		return answered
	case r.Reply.Answer.Outcome == bot.Related:
		return related
	}
	return notFound
}

const (
	shownDays     = 30
	shownHours    = 24
	shownGaps     = 20
	shownComments = 10
	shownOfGap    = 5 // wordings and comments of one gap
)

// span is a stretch of time with what came of the questions in it.
type span struct {
	from  time.Time
	count [results]int
}

func (s *span) totalCount() int {
	n := 0
	for _, c := range s.count {
		n += c
	}
	return n
}

// comment is what somebody said about an answer.
type comment struct {
	At      time.Time
	Vote    bot.Vote
	Text    string
	Request string
}

// activity is what was asked in the last days.
type activity struct {
	hours, days []span // the oldest first
	up, down    int
	comments    []comment   // the latest first
	gaps        []inbox.Gap // those asked most
	moreGaps    int
	// What was left out for being private: requests without a good answer, and
	// comments.
	privateGaps, privateComments int
}

// newActivity returns an activity with empty spans up to now, in now's time zone.
func newActivity(now time.Time) *activity {
	a := &activity{}
	y, m, d := now.Date()
	for i := range shownDays {
		a.days = append(a.days, span{from: time.Date(y, m, d-shownDays+1+i, 0, 0, 0, 0, now.Location())})
	}
	// Hours are counted back on the clock's own time: a day may have 23 of them.
	top := now.Add(-time.Duration(now.Minute())*time.Minute - time.Duration(now.Second())*time.Second - time.Duration(now.Nanosecond()))
	for i := range shownHours {
		a.hours = append(a.hours, span{from: top.Add(time.Duration(i-shownHours+1) * time.Hour)})
	}
	return a
}

// addJudged counts one request. It reports whether the texts of the request may be
// shown.
func (a *activity) addJudged(j bot.Judged, private bool) bool {
	r := resultOf(&j.Record)
	for _, spans := range [][]span{a.hours, a.days} {
		i, found := slices.BinarySearchFunc(spans, j.Received, func(s span, t time.Time) int { return s.from.Compare(t) })
		if !found {
			i--
		}
		if i >= 0 {
			spans[i].count[r]++
		}
	}
	hidden := j.Place.Direct && !private
	bad := r == related || r == notFound || r == failed
	for _, rating := range j.Ratings {
		switch rating.Vote {
		case bot.Up:
			a.up++
		case bot.Down:
			a.down++
			bad = true
		}
		switch {
		case rating.Comment == "":
		case hidden:
			a.privateComments++
		default:
			a.addRemark(comment{rating.At, rating.Vote, rating.Comment, j.ID})
		}
	}
	if hidden && bad {
		a.privateGaps++
	}
	return !hidden
}

// addRemark keeps a comment if it is one of the latest.
func (a *activity) addRemark(c comment) {
	a.comments = append(a.comments, c)
	slices.SortStableFunc(a.comments, func(x, y comment) int { return cmp.Or(y.At.Compare(x.At), cmp.Compare(x.Request, y.Request)) })
	a.comments = a.comments[:min(len(a.comments), shownComments)]
}

// shown passes on the requests whose texts may be shown, and counts all on the
// way.
type shown struct {
	from    inbox.Judgements
	private bool
	into    *activity
}

// Judged implements bot.Judgements.
func (s shown) Judged(ctx context.Context, since time.Time) iter.Seq2[bot.Judged, error] {
	return func(yield func(bot.Judged, error) bool) {
		for j, err := range s.from.Judged(ctx, since) {
			if err == nil && !s.into.addJudged(j, s.private) {
				continue
			}
			if !yield(j, err) {
				return
			}
		}
	}
}

// readActivity goes through what was asked, once.
func (s *Status) readActivity(ctx context.Context) (*activity, error) {
	a := newActivity(s.Now())
	gaps, err := inbox.Gaps(ctx, shown{s.Questions, s.Private, a}, s.Analyzer, a.days[0].from)
	if err != nil {
		return nil, err
	}
	a.moreGaps = max(0, len(gaps)-shownGaps)
	a.gaps = slices.Clone(gaps[:len(gaps)-a.moreGaps]) // lets go of the others
	for i := range a.gaps {
		g := &a.gaps[i]
		g.Wordings = slices.Clone(g.Wordings[:min(len(g.Wordings), shownOfGap)])
		g.Comments = slices.Clone(g.Comments[max(0, len(g.Comments)-shownOfGap):]) // the latest
	}
	return a, nil
}
