// Package handling is what the handlers of the page and those of the doors for programs
// do alike.
package handling

import (
	"fmt"
	"net/http"
	"runtime/debug"

	"footnote/bot"
)

// StatusOf returns the HTTP status for a reason of the bot.
func StatusOf(reason bot.Reason) int {
	switch reason {
	case bot.Busy:
		return http.StatusServiceUnavailable
	case bot.TooMany:
		return http.StatusTooManyRequests
	case bot.Forbidden:
		return http.StatusForbidden
	case bot.Empty, bot.NoText, bot.Unread:
		return http.StatusUnprocessableEntity
	case bot.TooLong:
		return http.StatusRequestEntityTooLarge
	case bot.Gone, bot.Absent:
		return http.StatusNotFound
	case bot.Late:
		return http.StatusGatewayTimeout
	}
	return http.StatusInternalServerError
}

// CallSafely calls f and returns a panic as an error, but for the one that breaks a
// connection off.
func CallSafely(f func() error) (err error) {
	defer func() {
		if p := recover(); p == http.ErrAbortHandler {
			panic(p) // the way to break a connection off
		} else if p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}
