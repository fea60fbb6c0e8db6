package console

import (
	"fmt"
	"time"
)

// ReadDay reads the day, or the moment, on which something was asked.
func ReadDay(text string) (time.Time, error) {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no day (write it as 2026-11-15)", text)
}
