package retry

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// LongestWish is the longest that a platform is waited for because it asks for that. Discord
// counts the requests that it refuses over so long, and what asks for more is mostly broken.
const LongestWish = 10 * time.Minute

// ReadAfter reads how long a platform asks to wait, as in the header Retry-After: seconds, also
// with a fraction, or a date. It returns 0 for what is neither or is over, LongestWish at most.
func ReadAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		switch {
		case seconds >= LongestWish.Seconds():
			return LongestWish
		case seconds > 0: // which no NaN is
			return time.Duration(seconds * float64(time.Second))
		}
		return 0
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(at.Sub(now), 0), LongestWish)
}
