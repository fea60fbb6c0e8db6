package api

import (
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/adapters/internal/eventstream"
	"footnote/bot"
)

// deadlined is a connection whose writes may have deadlines.
type deadlined struct{ *httptest.ResponseRecorder }

func (deadlined) SetWriteDeadline(time.Time) error { return nil }

// TestStreamsShowThatTheyLive while an answer takes its time, and end with it.
func TestStreamsShowThatTheyLive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rw := deadlined{httptest.NewRecorder()}
		e := events{eventstream.Begin(rw)}
		e.follow(func(yield func(*bot.Reply, error) bool) {
			time.Sleep(2*eventstream.Beat + time.Second)
			yield(&bot.Reply{Request: "1"}, nil)
		}, func(g grown) bool { return e.Send("answer", g.reply.Request+"\nand so on") })
		const lives = ": still here\n\n"
		if got, want := rw.Body.String(), strings.Repeat(lives, 2)+"event: answer\ndata: 1\ndata: and so on\n\n"; got != want {
			t.Errorf("sent is %q, want %q", got, want)
		}
	})
}
