package question

import (
	"testing"
	"time"
)

// TestTheDayOfAsking tries what questions asked on a Sunday speak of.
func TestTheDayOfAsking(t *testing.T) {
	asked := time.Date(2026, 11, 15, 22, 30, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"who is on call today?":                           "2026-11-15/2026-11-15 now",
		"who takes over tomorrow morning":                 "2026-11-16/2026-11-16",
		"what broke yesterday?":                           "2026-11-14/2026-11-14",
		"who stands in this week":                         "2026-11-09/2026-11-15",
		"what is planned next week?":                      "2026-11-16/2026-11-22",
		"how many orders last month":                      "2026-10-01/2026-10-31",
		"returns of last quarter":                         "2026-07-01/2026-09-30",
		"forecast for the busiest day of next year":       "2027-01-01/2027-12-31",
		"what happens on friday?":                         "2026-11-20/2026-11-20",
		"why were mails late last thursday":               "2026-11-12/2026-11-12",
		"arrivals in october 2026":                        "2026-10-01/2026-10-31",
		"what broke in august?":                           "August",
		"what was planned in march 2025":                  "March",
		"what did we pay last december":                   "December",
		"who is away next january?":                       "January next",
		"Was war im März?":                                "March",
		"may we march in the hall?":                       "",
		"what was decided on 3 February 2025?":            "2025-02-03/2025-02-03",
		"what's the latest release?":                      " latest",
		"when is the next meeting":                        " next",
		"Wer hat nächste Woche Bereitschaft?":             "2026-11-16/2026-11-22",
		"¿Quién está de guardia mañana?":                  "2026-11-16/2026-11-16",
		"Qui est de garde la semaine prochaine ?":         "2026-11-16/2026-11-22",
		"How many networks did Morocco dismantle in 2017": "",
	} {
		m := Parse(text).At(asked)
		got := ""
		if !m.Days.IsZero() {
			got = m.Days.From.Format(time.DateOnly) + "/" + m.Days.To.Format(time.DateOnly)
		}
		if m.Month > 0 {
			got = m.Month.String()
		}
		for name, is := range map[string]bool{" now": m.Now, " latest": m.Latest, " next": m.Next} {
			if is {
				got += name
			}
		}
		if got != want {
			t.Errorf("%q speaks of %q, want %q", text, got, want)
		}
	}
}
