package question

import (
	"sync"
	"time"

	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// Moment is the time that a question speaks of, seen from the day on which it is asked.
type Moment struct {
	// Days are what it asks about, the zero Days for none.
	Days Days
	// Month is one whose year isn't told, 0 for none: people mean one that was as well as
	// one to come.
	Month time.Month
	// Now reports whether it asks what is so now.
	Now bool
	// Latest and Next report whether it asks for the last of several until then, or the
	// first one after.
	Latest, Next bool
}

// Days are a stretch of days, both ends in it, at midnight UTC.
type Days struct{ From, To time.Time }

// IsZero reports whether there are none.
func (d Days) IsZero() bool { return d.From.IsZero() }

// Overlaps reports whether two stretches have a day in common.
func (d Days) Overlaps(o Days) bool { return !d.From.After(o.To) && !o.From.After(d.To) }

// Count returns how many days there are.
func (d Days) Count() int { return int(d.To.Sub(d.From).Hours()/24) + 1 }

// Has reports whether days are such as it asks about.
func (m Moment) Has(days Days) bool {
	if m.Month > 0 {
		return days.From.Month() == m.Month && days.Count() <= 31
	}
	return !m.Days.IsZero() && days.Overlaps(m.Days)
}

var (
	nowWords  = gatherTime(func(t language.Time) language.Words { return t.Passing })
	newest    = gatherTime(func(t language.Time) language.Words { return t.Recent })
	thisOne   = gatherTime(func(t language.Time) language.Words { return t.This })
	tomorrow  = gatherTime(func(t language.Time) language.Words { return t.Tomorrow })
	yesterday = gatherTime(func(t language.Time) language.Words { return t.Yesterday })
	nextOne   = language.Gather(func(l *language.Language) language.Words { return l.Limits.Next })
	lastOne   = language.Gather(func(l *language.Language) language.Words { return l.Limits.Last })
	stretches = []stretch{
		{gatherTime(func(t language.Time) language.Words { return t.Week }), weekAt},
		{gatherTime(func(t language.Time) language.Words { return t.Month }), monthAt},
		{gatherTime(func(t language.Time) language.Words { return t.Quarter }), quarterAt},
		{gatherTime(func(t language.Time) language.Words { return t.Year }), yearAt},
	}
)

func gatherTime(list func(language.Time) language.Words) language.Lexicon {
	return language.Gather(func(l *language.Language) language.Words { return list(l.Time) })
}

// stretch is a kind of time that has a this one, a next and a last: a week.
type stretch struct {
	nouns language.Lexicon
	// at returns the one that many away from that of a day.
	at func(day time.Time, away int) Days
}

// weekday is a day of the week in some languages.
type weekday struct {
	weekday time.Weekday
	spoken  language.Codes
}

// daysOfWeek are the days of the languages that have one word for each.
var daysOfWeek = sync.OnceValue(func() map[string]weekday {
	all := make(map[string]weekday)
	for _, l := range language.All() {
		list := l.Time.Weekdays.List()
		if len(list) != 7 {
			continue
		}
		for i, word := range list {
			all[word] = weekday{time.Weekday((i + 1) % 7), all[word].spoken | language.Of(l.Code)}
		}
	}
	return all
})

func weekAt(day time.Time, away int) Days {
	monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7+7*away)
	return Days{monday, monday.AddDate(0, 0, 6)}
}

func monthAt(day time.Time, away int) Days {
	first := time.Date(day.Year(), day.Month()+time.Month(away), 1, 0, 0, 0, 0, time.UTC)
	return Days{first, first.AddDate(0, 1, -1)}
}

func quarterAt(day time.Time, away int) Days {
	first := time.Date(day.Year(), (day.Month()-1)/3*3+1+time.Month(3*away), 1, 0, 0, 0, 0, time.UTC)
	return Days{first, first.AddDate(0, 3, -1)}
}

func yearAt(day time.Time, away int) Days {
	first := time.Date(day.Year()+away, 1, 1, 0, 0, 0, 0, time.UTC)
	return Days{first, first.AddDate(1, 0, -1)}
}

// Day returns midnight UTC of the day that a time is in.
func Day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// At returns the moment that the question speaks of if it is asked on that day.
func (q Question) At(asked time.Time) Moment {
	today := Day(asked)
	m := Moment{Now: q.says(nowWords), Latest: q.says(newest), Next: q.says(nextOne)}
	for i, word := range q.pieces {
		beside := func(l language.Lexicon) bool {
			return i > 0 && l.In(q.pieces[i-1], q.Spoken) || i+1 < len(q.pieces) && l.In(q.pieces[i+1], q.Spoken)
		}
		switch {
		case tomorrow.In(word, q.Spoken):
			m.Days = Days{today.AddDate(0, 0, 1), today.AddDate(0, 0, 1)}
		case yesterday.In(word, q.Spoken):
			m.Days = Days{today.AddDate(0, 0, -1), today.AddDate(0, 0, -1)}
		}
		if day, ok := daysOfWeek()[word]; ok && day.spoken&q.Spoken != 0 {
			ahead := (int(day.weekday) - int(today.Weekday()) + 7) % 7
			if beside(lastOne) {
				ahead -= 7
			}
			m.Days = Days{today.AddDate(0, 0, ahead), today.AddDate(0, 0, ahead)}
		}
		if month := language.Month(word); month > 0 && (beside(thisOne) || beside(lastOne) || beside(nextOne) || i > 0 && prepositions.In(q.pieces[i-1], q.Spoken)) {
			m.Month = time.Month(month)
		}
		for _, s := range stretches {
			if !s.nouns.In(word, q.Spoken) {
				continue
			}
			switch {
			case beside(nextOne):
				m.Days = s.at(today, 1)
			case beside(lastOne):
				m.Days = s.at(today, -1)
			case beside(thisOne):
				m.Days = s.at(today, 0)
			}
		}
	}
	m.Next = m.Next && m.Days.IsZero() // the next week is a stretch of its own
	for _, f := range q.Figures {
		if days, ok := DaysOf(f, today); ok && f.Day.Year == 0 && f.Day.Day == 0 {
			m.Month = days.From.Month()
		} else if ok {
			m.Days = days
		}
	}
	if !m.Days.IsZero() {
		m.Month = 0
	}
	if m.Days.IsZero() && m.Now {
		m.Days = Days{today, today}
	}
	return m
}

// DaysOf returns the days that a date is, false for what is no date or only a year. A
// month whose year isn't told is the one nearest to a day.
func DaysOf(f quantity.Quantity, near time.Time) (Days, bool) {
	if f.Kind != quantity.Date || f.Day.Month == 0 {
		return Days{}, false
	}
	year := f.Day.Year
	if year == 0 {
		if near.IsZero() {
			return Days{}, false
		}
		year = near.Year()
		switch away := f.Day.Month - int(near.Month()); {
		case away > 6:
			year--
		case away < -6:
			year++
		}
	}
	first := time.Date(year, time.Month(f.Day.Month), max(f.Day.Day, 1), 0, 0, 0, 0, time.UTC)
	if f.Day.Day > 0 {
		return Days{first, first}, true
	}
	return Days{first, first.AddDate(0, 1, -1)}, true
}
