package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"footnote/bot"
	"footnote/bot/inbox"
)

// endless is a bot.Summarizer that shows what the documents say and goes on until it is
// stopped.
type endless chan error

func (e endless) Summarize(ctx context.Context, a bot.Answer, emit func(bot.Answer)) (bot.Answer, error) {
	own := a
	own.Summary = &bot.Summary{Model: "slow-model", Writing: true}
	emit(own)
	<-ctx.Done()
	e <- context.Cause(ctx)
	if !errors.Is(context.Cause(ctx), bot.ErrStopped) {
		return a, ctx.Err()
	}
	a.Summary = &bot.Summary{Fallback: "it was stopped", Stopped: true}
	return a, nil
}

func TestBrowserStopsAModel(t *testing.T) {
	model := make(endless, 1)
	w := newWorld(t, sample(t), func(_ *Options, o *inbox.Options) { o.Summarizer = model })
	ctx := chromium(t, 900, 700)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"))
	do(t, ctx, chromedp.WaitVisible(".stop button"))
	picture(t, ctx, "stop")
	do(t, ctx, chromedp.Click(".stop button"), chromedp.WaitVisible(".after"))
	if cause := <-model; !errors.Is(cause, bot.ErrStopped) {
		t.Errorf("the model's call ended by %v", cause)
	}
	if n := eval[int](t, ctx, `document.querySelectorAll(".stop").length`); n != 0 {
		t.Error("what is stopped can be stopped")
	}
	calm(t, ctx)

	do(t, ctx, chromedp.SendKeys("#question", "Zorbel quux of the unheard?\r"), chromedp.WaitVisible(".turn:last-child .stop button"))
	picture(t, ctx, "stop-unanswered")
	if class := eval[string](t, ctx, `document.querySelector(".turn:last-child .reply").dataset.class`); class != "waiting" {
		t.Errorf("while a model may still find an answer the reply is %s", class)
	}
	do(t, ctx, chromedp.Click(".turn:last-child .stop button"), chromedp.WaitVisible(".turn:last-child .after"))
	calm(t, ctx)
}

func TestAModelIsStoppedWithoutAScript(t *testing.T) {
	model := make(endless, 1)
	w := newWorld(t, sample(t), func(_ *Options, o *inbox.Options) { o.Summarizer = model })
	b := w.browser("jane")
	_, home := b.get("/")
	r, page := b.post("/ask", form(home, asked))
	found := regexp.MustCompile(`action="(/answer/[A-Z0-9]+/stop)"`).FindStringSubmatch(page)
	for deadline := time.Now().Add(time.Minute); found == nil && time.Now().Before(deadline); {
		_, page = b.get(r.Request.URL.Path)
		found = regexp.MustCompile(`action="(/answer/[A-Z0-9]+/stop)"`).FindStringSubmatch(page)
	}
	if found == nil {
		t.Fatalf("nothing to stop on\n%s", page)
	}
	if r, _ := w.browser("joe").post(found[1], url.Values{}); r.StatusCode != http.StatusForbidden {
		t.Errorf("another stops it: %s", r.Status)
	}
	_, page = b.post(found[1], url.Values{})
	has(t, page, `class="reply answered"`, "it was stopped")
	if strings.Contains(page, "/stop") {
		t.Error("what is stopped can be stopped")
	}
}
