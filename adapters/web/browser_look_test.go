package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// markInSight reports whether the sentence that answers is within the pane, on the page as
// it looks.
const markInSight = `(({top, bottom}) => top > document.querySelector(".bar").getBoundingClientRect().bottom && bottom < innerHeight)(document.querySelector(".layer .strong").getBoundingClientRect())`

// TestBrowserShowsThePage: the page that is cited stands beside the answer as it looks,
// scrolled to what the answer says, and its text can be selected.
func TestBrowserShowsThePage(t *testing.T) {
	for _, width := range []int{1280, 320} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			_, change := withPainter(t)
			w := newWorld(t, report(), change)
			ctx := chromium(t, width, 800)
			do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", passengers+"\r"), chromedp.WaitVisible(".reply.answered .chip"),
				chromedp.Click(".card .title"), chromedp.WaitVisible(".pane .layer .strong"))
			picture(t, ctx, fmt.Sprintf("look-%d", width))
			if !eval[bool](t, ctx, markInSight) {
				t.Error("what the answer says isn't in sight")
			}
			got := eval[string](t, ctx, `(() => { const line = [...document.querySelectorAll(".layer text")].find((l) => l.textContent.includes("48,120")); getSelection().selectAllChildren(line); return getSelection().toString(); })()`)
			if !strings.Contains(got, "48,120 passengers") {
				t.Errorf("selected is %q", got)
			}
			// The letters that are selected lie over those that are seen.
			if !eval[bool](t, ctx, `(() => { const mark = document.querySelector(".layer .strong").getBoundingClientRect(); const text = getSelection().getRangeAt(0).getBoundingClientRect(); return Math.abs(mark.left - text.left) < 8 && Math.abs(mark.right - text.right) < 30; })()`) {
				t.Error("what is selected lies elsewhere")
			}
			if n := eval[int](t, ctx, "document.documentElement.scrollWidth"); n > width {
				t.Errorf("it is %d pixels wide", n)
			}
			calm(t, ctx)
			do(t, ctx, chromedp.Click(`.pane .look a[rel="next"]`), chromedp.WaitVisible(`.pane .look img[alt^="Page 3"]`))
			do(t, ctx, chromedp.Click(".pane .close"), chromedp.WaitNotVisible("dialog.pane"))
			opensInTheDark(t, ctx, ".card .title", ".pane .layer .strong", fmt.Sprintf("look-%d-dark", width))
		})
	}
}

// TestBrowserFallsBackToTheText: a page that can't be drawn gives way to its text.
func TestBrowserFallsBackToTheText(t *testing.T) {
	painter, change := withPainter(t)
	painter.Painter = noPainter{}
	w := newWorld(t, report(), change)
	ctx := chromium(t, 1280, 800)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", passengers+"\r"), chromedp.WaitVisible(".reply.answered .chip"),
		chromedp.Click(".card .title"), chromedp.WaitVisible("dialog.pane #said"), chromedp.WaitNotVisible(".pane .look"))
	keepsInSight(t, ctx, ".pane #said")
}

// TestBrowserGivesTheRoomBackAtOnce: once the pane is closed nothing moves any more, so
// that what is pressed next is where it was seen.
func TestBrowserGivesTheRoomBackAtOnce(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 1280, 800)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"))
	for _, closing := range []string{
		`document.querySelector(".pane .close").click()`,
		`document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}))`,
	} {
		do(t, ctx, chromedp.Click(".chip"), chromedp.WaitVisible("dialog.pane #said"))
		if got := eval[string](t, ctx, `(() => { `+closing+`; return document.body.className + "/" + document.querySelectorAll(".card[aria-current]").length + "/" + document.activeElement.className; })()`); got != "/0/chip" {
			t.Errorf("after %s it is %q", closing, got)
		}
		// Opened again before the dialog's event has come, it keeps its room.
		eval[bool](t, ctx, `document.querySelector(".chip").click(), true`)
		do(t, ctx, chromedp.WaitVisible("dialog.pane[open] #said"))
		beside, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`new Promise((done) => setTimeout(() => done(document.body.classList.contains("beside")), 50))`, chromedp.EvalAwaitPromise))
		if err != nil || !beside {
			t.Errorf("the pane covers the page (%v)", err)
		}
		do(t, ctx, chromedp.KeyEvent("\x1b"), chromedp.WaitNotVisible("dialog.pane"))
	}
	calm(t, ctx)
}
