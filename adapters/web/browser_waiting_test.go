package web

import (
	"context"
	"footnote/bot/inbox"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"footnote/bot"
)

func TestBrowserShowsAnAnswerGrow(t *testing.T) {
	growing := &slowly{draft: make(chan struct{}), end: make(chan struct{})}
	w := newWorld(t, sample(t), func(_ *Options, o *inbox.Options) { o.Summarizer = growing })
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.waiting"))
	if busy := eval[bool](t, ctx, `document.querySelector(".reply-at").hasAttribute("aria-busy")`); !busy {
		t.Error("a waiting reply isn't busy")
	}
	close(growing.draft)
	do(t, ctx, chromedp.WaitVisible(".reply.answered .answer"))
	if after := eval[bool](t, ctx, `document.querySelector(".after") !== null`); after {
		t.Error("a growing answer can be rated")
	}
	close(growing.end)
	do(t, ctx, chromedp.WaitVisible(".after"))
	if busy := eval[bool](t, ctx, `document.querySelector(".reply-at").hasAttribute("aria-busy")`); busy {
		t.Error("the final reply is busy")
	}
	calm(t, ctx)
}

func TestBrowserWaitsOnThePageOfOneAnswer(t *testing.T) {
	growing := &slowly{draft: make(chan struct{}), end: make(chan struct{})}
	w := newWorld(t, sample(t), func(_ *Options, o *inbox.Options) { o.Summarizer = growing })
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.waiting"),
		chromedp.Navigate(w.server.URL+"/recent"), chromedp.Click(".list a"), chromedp.WaitVisible(".reply.waiting"))
	close(growing.draft)
	close(growing.end)
	do(t, ctx, chromedp.WaitVisible(".after"))
	calm(t, ctx)
}

func TestBrowserGetsOverABrokenConnection(t *testing.T) {
	growing := &slowly{draft: make(chan struct{}), end: make(chan struct{})}
	w := newWorld(t, sample(t), func(_ *Options, o *inbox.Options) { o.Summarizer = growing })
	var starting atomic.Bool
	pages := w.server.Config.Handler
	w.server.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if starting.Load() {
			w.web.Starting().ServeHTTP(rw, r)
			return
		}
		pages.ServeHTTP(rw, r)
	})
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.waiting"))
	starting.Store(true) // a restart
	w.server.CloseClientConnections()
	do(t, ctx, chromedp.SendKeys("#question", "and in 2016?\r"), chromedp.WaitVisible(".trouble-at .failure"))
	if n := eval[int](t, ctx, `document.querySelectorAll("main, header").length`); n != 2 {
		t.Errorf("a page within the page: %d of its parts", n)
	}
	// Long enough for the browser to have come and been refused.
	do(t, ctx, chromedp.Sleep(4*time.Second))
	starting.Store(false)
	close(growing.draft)
	close(growing.end)
	do(t, ctx, chromedp.WaitVisible(".after"))
	w.server.Close()
	do(t, ctx, chromedp.Click(".rate [value=up]"), chromedp.WaitVisible(".rate .failure"))
	calm(t, ctx)
}

// slowly is a Summarizer that shows the answer as it was when told to, and
// ends when told to.
type slowly struct{ draft, end chan struct{} }

func (s *slowly) Summarize(ctx context.Context, a bot.Answer, emit func(bot.Answer)) (bot.Answer, error) {
	for _, step := range []chan struct{}{s.draft, s.end} {
		select {
		case <-step:
			emit(a)
		case <-ctx.Done():
			return a, ctx.Err()
		}
	}
	return a, nil
}
