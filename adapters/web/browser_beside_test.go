package web

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"footnote/bot"
)

// darken has the browser prefer dark pages.
func darken(t *testing.T, ctx context.Context) {
	do(t, ctx, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
		})
		return chromedp.Void{}, err
	})
}

// inSight reports whether all of an element stands within the window.
const inSight = `(({top, bottom, left, right}) => top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth)(document.querySelector(%q).getBoundingClientRect())`

// keepsInSight checks that elements stand within the window.
func keepsInSight(t *testing.T, ctx context.Context, selectors ...string) {
	t.Helper()
	for _, selector := range selectors {
		if !eval[bool](t, ctx, fmt.Sprintf(inSight, selector)) {
			t.Errorf("%s isn't in sight", selector)
		}
	}
}

// opensInTheDark checks that a document looks right where pages are dark.
func opensInTheDark(t *testing.T, ctx context.Context, opener, shown, name string) {
	t.Helper()
	darken(t, ctx)
	do(t, ctx, chromedp.Click(opener), chromedp.WaitVisible(shown))
	picture(t, ctx, name)
	calm(t, ctx)
}

// TestBrowserBesideTheAnswer: where there is room, the document stands at the right of
// the answer, scrolled to the sentence that answers, with the way to the next citation.
func TestBrowserBesideTheAnswer(t *testing.T) {
	files := sample(t)
	maps.Copy(files, differing())
	w := newWorld(t, files, nil)
	ctx := chromium(t, 1280, 800)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"),
		chromedp.SendKeys("#question", leave+"\r"), chromedp.WaitVisible(".reply .card:nth-child(2)"),
		chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".turn:nth-child(2) .reply.answered .chip"))
	id := strings.TrimPrefix(eval[string](t, ctx, `document.querySelector(".turn:nth-child(2)").id`), "q-")
	kept, err := w.service.Recall(t.Context(), id, bot.Viewer{Asker: "web/local", Place: bot.Place{Platform: Platform}})
	if err != nil {
		t.Fatal(err)
	}
	answer := kept.Reply.Answer

	eval[bool](t, ctx, `document.querySelector(".turn:nth-child(2) .chip").dispatchEvent(new MouseEvent("mouseover", {bubbles: true}))`)
	if n := eval[int](t, ctx, `document.querySelectorAll(".peek").length`); n > 0 {
		t.Error("a copy is laid over the card")
	}
	if !eval[bool](t, ctx, `document.querySelector(".turn:nth-child(2) .card").classList.contains("here")`) {
		t.Error("the card isn't marked")
	}
	do(t, ctx, chromedp.Click(".turn:nth-child(2) .chip"), chromedp.WaitVisible("dialog.pane #said"))
	picture(t, ctx, "beside-1280")
	if got := eval[string](t, ctx, `Array.from(document.querySelectorAll(".pane mark.said"), (m) => m.textContent).join("")`); !strings.HasPrefix(got, answer.Sentences[0].Text) {
		t.Errorf("marked more is %q, want %q", got, answer.Sentences[0].Text)
	}
	if got := eval[string](t, ctx, `Array.from(document.querySelectorAll(".pane mark"), (m) => m.textContent).join("")`); got != answer.Citations[0].Excerpt {
		t.Errorf("marked is %q, want %q", got, answer.Citations[0].Excerpt)
	}
	keepsInSight(t, ctx, ".pane #said", ".pane h1", ".pane .doors a", ".turn:nth-child(2) .answer p", ".pane .close")
	if !eval[bool](t, ctx, `document.querySelector(".turn:nth-child(2) .answer").getBoundingClientRect().right <= document.querySelector(".pane").getBoundingClientRect().left`) {
		t.Error("the document covers the answer")
	}
	if path := eval[string](t, ctx, "location.pathname"); !strings.HasPrefix(path, "/c/") {
		t.Errorf("the page was left for %s", path)
	}
	if got := eval[string](t, ctx, `document.querySelector(".card[aria-current] .title").textContent`); got != answer.Citations[0].Title {
		t.Errorf("set off is %q", got)
	}
	if got := eval[string](t, ctx, `document.activeElement.id`); got != "said" {
		t.Errorf("the focus is on %q", got)
	}
	calm(t, ctx)

	// Another document, its further parts and citations stay in the pane.
	do(t, ctx, chromedp.Click(".turn:nth-child(1) .card .title"), chromedp.WaitVisible(`.pane .steps a[rel="next"]`))
	first := eval[string](t, ctx, `document.querySelector(".pane .where").textContent`)
	do(t, ctx, chromedp.Click(`.pane .steps a[rel="next"]`), chromedp.WaitVisible(`.pane .steps a[rel="prev"]`))
	if got := eval[string](t, ctx, `document.querySelector(".pane .where").textContent`); got == first || !strings.Contains(got, "Citation") {
		t.Errorf("the next citation is %q", got)
	}
	// A dialog tells the page a moment after it is gone.
	do(t, ctx, chromedp.KeyEvent("\x1b"), chromedp.WaitNotVisible("dialog.pane"), chromedp.WaitNotPresent("body.beside"))
	if n := eval[int](t, ctx, `document.querySelectorAll("body.beside, .card[aria-current]").length`); n > 0 {
		t.Error("something is still set off")
	}
	opensInTheDark(t, ctx, ".turn:nth-child(2) .chip", "dialog.pane #said", "beside-1280-dark")
}

// TestBrowserSheet: on a phone the document comes as a sheet, which the way back closes.
func TestBrowserSheet(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 320, 640)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"),
		chromedp.Click(".card .title"), chromedp.WaitVisible("dialog.pane #said"))
	picture(t, ctx, "sheet-320")
	keepsInSight(t, ctx, ".pane .close", ".pane h1")
	if !eval[bool](t, ctx, `(({top, bottom}) => top > document.querySelector(".pane .bar").getBoundingClientRect().bottom && top < innerHeight)(document.querySelector("#said").getBoundingClientRect())`) {
		t.Error("the sentence isn't in sight")
	}
	if width := eval[int](t, ctx, "document.documentElement.scrollWidth"); width > 320 {
		t.Errorf("it is %d pixels wide", width)
	}
	path := eval[string](t, ctx, "location.pathname")
	eval[bool](t, ctx, "history.back(), true")
	do(t, ctx, chromedp.WaitNotVisible("dialog.pane"))
	if got := eval[string](t, ctx, "location.pathname"); got != path {
		t.Errorf("the way back leads to %s", got)
	}
	do(t, ctx, chromedp.Click(".card .title"), chromedp.WaitVisible("dialog.pane"), chromedp.Click(".pane .close"), chromedp.WaitNotVisible("dialog.pane"))
	if got := eval[string](t, ctx, "location.pathname"); got != path {
		t.Errorf("closing leads to %s", got)
	}
	opensInTheDark(t, ctx, ".card .title", "dialog.pane", "sheet-320-dark")
}

// TestBrowserInBetween: where there isn't room for both, a document is a page.
func TestBrowserInBetween(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 768, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"),
		chromedp.Click(".card .title"), chromedp.WaitVisible("#said"))
	picture(t, ctx, "source-768")
	if path := eval[string](t, ctx, "location.pathname"); path != "/source" {
		t.Errorf("the document is at %s", path)
	}
	keepsInSight(t, ctx, "#said", ".about h1")
	calm(t, ctx)
}

// TestBrowserZoomed: at 400 % the box to ask in doesn't cover the answer.
func TestBrowserZoomed(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.EmulateViewport(320, 256), chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"))
	eval[bool](t, ctx, `document.querySelector(".answer p").scrollIntoView({block: "start"}), true`)
	if covered := eval[bool](t, ctx, `(({left, top}) => !document.elementFromPoint(left + 5, top + 5).closest(".answer"))(document.querySelector(".answer p").getBoundingClientRect())`); covered {
		t.Error("the answer is covered")
	}
	if got := eval[string](t, ctx, `getComputedStyle(document.querySelector(".ask")).position`); got != "static" {
		t.Errorf("the box is %s", got)
	}
}

// TestBrowserTellsTheTimeHere: times are those of the reader's clock; without a script
// they say that they are not.
func TestBrowserTellsTheTimeHere(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	_, page := w.browser("").get("/documents")
	has(t, page, "24 November 2026, 12:00 UTC")
	ctx := chromium(t, 900, 900)
	do(t, ctx, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Asia/Tokyo"})
		return chromedp.Void{}, err
	})
	do(t, ctx, chromedp.Navigate(w.server.URL+"/documents"), chromedp.WaitVisible("time"))
	if got := eval[string](t, ctx, `document.querySelector("time").textContent`); !strings.Contains(got, "21:00") || !strings.Contains(got, "GMT+9") {
		t.Errorf("it is %q there", got)
	}
	calm(t, ctx)
}
