package openai

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot"
)

// scripted is a server inside the test, whose time is the test's: it waits, says
// something, and waits again.
type scripted struct {
	lines []line
	slots chan struct{} // holds as many as are served at once
}

type line struct {
	after time.Duration
	text  string
}

func said(text string) string {
	return fmt.Sprintf(`data: {"choices":[{"delta":{"content":%q}}]}`+"\n\n", text)
}

const ended = "data: [DONE]\n\n"

// RoundTrip implements http.RoundTripper.
func (s *scripted) RoundTrip(req *http.Request) (*http.Response, error) {
	r, w := io.Pipe()
	context.AfterFunc(req.Context(), func() { _ = w.CloseWithError(req.Context().Err()) })
	go func() {
		s.slots <- struct{}{}
		defer func() { <-s.slots }()
		for _, l := range s.lines {
			select {
			case <-time.After(l.after):
			case <-req.Context().Done():
				return
			}
			if _, err := io.WriteString(w, l.text); err != nil {
				return
			}
		}
		_ = w.Close()
	}()
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/event-stream"}}, Body: r, Request: req}, nil
}

// TestSilence: before the first word only the deadline bounds the wait, whatever
// the server does meanwhile; after it, silence ends the text.
func TestSilence(t *testing.T) {
	const deadline = 4 * time.Minute
	many := make([]line, 0, 400)
	for range 400 { // go-openai gives up after 300 lines that say nothing
		many = append(many, line{time.Second / 2, ": still here\n\n"})
	}
	for name, test := range map[string]struct {
		lines []line
		want  string
		took  time.Duration
		err   error
	}{
		"a long prompt":            {[]line{{200 * time.Second, said("late")}, {0, ended}}, "late", 200 * time.Second, nil},
		"a role, then nothing yet": {[]line{{time.Second, `data: {"choices":[{"delta":{"role":"assistant","content":""}}]}` + "\n\n"}, {3 * time.Minute, said("late")}, {0, ended}}, "late", 181 * time.Second, nil},
		"comments while it waits":  {append(many[:400:400], line{0, said("late")}, line{0, ended}), "late", 200 * time.Second, nil},
		"past the deadline":        {[]line{{time.Hour, said("never")}}, "", deadline, context.DeadlineExceeded},
		"silence in the middle":    {[]line{{time.Minute, said("one")}, {16 * time.Second, said("two")}}, "one", 75 * time.Second, errSilent},
		"a pause in the middle":    {[]line{{time.Minute, said("one")}, {14 * time.Second, said("two")}, {14 * time.Second, ended}}, "onetwo", 88 * time.Second, nil},
		"comments in the middle":   {[]line{{time.Second, said("one")}, {14 * time.Second, ": still here\n\n"}, {14 * time.Second, "data:\n\n"}, {14 * time.Second, said("two")}, {0, ended}}, "onetwo", 43 * time.Second, nil},
		"thoughts in the middle":   {[]line{{time.Second, said("one")}, {14 * time.Second, `data: {"choices":[{"delta":{"reasoning_content":"hm"}}]}` + "\n\n"}, {14 * time.Second, said("two")}, {0, ended}}, "onetwo", 29 * time.Second, nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, err := New(Config{BaseURL: "http://model.test/v1", Name: "slow", Transport: &scripted{test.lines, make(chan struct{}, 1)}})
				if err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithTimeout(t.Context(), deadline)
				defer cancel()
				began := time.Now()
				got, err := complete(ctx, m)
				if took := time.Since(began); got != test.want || took != test.took || !errors.Is(err, test.err) {
					t.Errorf("%q after %v, %v; want %q after %v, %v", got, took, err, test.want, test.took, test.err)
				}
				var trouble *bot.ModelError
				if err != nil && (!errors.As(err, &trouble) || trouble.Trouble != bot.Slow) {
					t.Errorf("%v is of another class than slow", err)
				}
			})
		})
	}
}

// TestQueue: a server that serves one at a time lets the second asker wait for
// the first, and both get their text.
func TestQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &scripted{[]line{{50 * time.Second, said("an answer")}, {0, ended}}, make(chan struct{}, 1)}
		m, err := New(Config{BaseURL: "http://model.test/v1", Name: "slow", Transport: server})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		began := time.Now()
		var askers sync.WaitGroup
		for range 2 {
			askers.Go(func() {
				if got, err := complete(ctx, m); got != "an answer" || err != nil {
					t.Errorf("%q, %v", got, err)
				}
			})
		}
		askers.Wait()
		if took := time.Since(began); took != 100*time.Second {
			t.Errorf("both took %v", took)
		}
	})
}

// TestReaderIsNotTheServersSilence: what is done with a piece may take its time.
func TestReaderIsNotTheServersSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, err := New(Config{BaseURL: "http://model.test/v1", Name: "slow", Transport: &scripted{[]line{{0, said("one")}, {0, said("two")}, {0, ended}}, make(chan struct{}, 1)}})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for piece, err := range m.Complete(t.Context(), bot.Prompt{User: "what?"}) {
			if err != nil {
				t.Fatal(err)
			}
			got += piece
			time.Sleep(time.Minute)
		}
		if got != "onetwo" {
			t.Errorf("got %q", got)
		}
	})
}
