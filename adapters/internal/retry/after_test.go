package retry

import (
	"net/http"
	"testing"
	"time"
)

func TestReadAfter(t *testing.T) {
	now := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"0": 0, "1": time.Second, " 2 ": 2 * time.Second, "0.25": time.Second / 4, "-3": 0, "": 0, "soon": 0, "NaN": 0, "-Inf": 0,
		"601": LongestWish, "99999999999999999999": LongestWish, "1e300": LongestWish, "Inf": LongestWish,
		now.Add(time.Minute).Format(http.TimeFormat): time.Minute, now.Add(-time.Minute).Format(http.TimeFormat): 0, now.AddDate(1, 0, 0).Format(http.TimeFormat): LongestWish,
	} {
		if got := ReadAfter(value, now); got != want {
			t.Errorf("%q asks to wait for %v, want %v", value, got, want)
		}
	}
}
