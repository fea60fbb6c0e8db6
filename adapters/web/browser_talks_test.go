package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestBrowserKeepsConversations(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 768, 700)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".after"),
		chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", "Who won the chess olympiad in Ulaanbaatar?\r"), chromedp.WaitVisible(".after"),
		chromedp.Navigate(w.server.URL+"/recent"), chromedp.Click(".talks li:nth-child(2) .menu summary"), chromedp.WaitVisible(".menu-body"))
	picture(t, ctx, "talks-menu")
	do(t, ctx, chromedp.Click(".menu[open] [name=pin]"), chromedp.WaitVisible("h2.kind"))
	if got := eval[string](t, ctx, `document.querySelector(".talks a").textContent`); got != asked {
		t.Errorf("pinned is %q", got)
	}
	do(t, ctx, chromedp.Click(".talks .menu summary"), chromedp.WaitVisible(".menu[open] .bad"), chromedp.Click(".menu[open] .bad"), chromedp.WaitVisible(".undo button"))
	picture(t, ctx, "talks-undo")
	if got := eval[string](t, ctx, `document.querySelector("main").textContent`); strings.Contains(got, asked) {
		t.Error("what is deleted is still listed")
	}
	do(t, ctx, chromedp.Click(".undo button"), chromedp.WaitVisible("h2.kind"))
	do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Click(".talks .menu summary"), chromedp.WaitVisible(".menu-body"))
	picture(t, ctx, "talks-phone")
	if width := eval[int](t, ctx, "document.documentElement.scrollWidth"); width > 320 {
		t.Errorf("the list is %d pixels wide", width)
	}
	do(t, ctx, chromedp.KeyEvent("\x1b"), chromedp.WaitNotPresent(".menu[open]"))
	calm(t, ctx)
}

func TestBrowserForgetsAndRemembers(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".after"))
	eval[bool](t, ctx, `document.querySelector(".turn form[data-gone] button").click(), true`)
	do(t, ctx, chromedp.WaitVisible(".inline button"))
	picture(t, ctx, "forgotten")
	eval[bool](t, ctx, `document.querySelector(".inline button").click(), true`)
	do(t, ctx, chromedp.WaitVisible(".after"))
	calm(t, ctx)
}

// dropped has a file dropped on the page.
const dropped = `(() => {
	const t = new DataTransfer();
	t.items.add(new File([%s], "report.txt", {type: "text/plain"}));
	document.querySelector(".turns").dispatchEvent(new DragEvent("dragover", {dataTransfer: t, bubbles: true, cancelable: true}));
	document.querySelector(".turns").dispatchEvent(new DragEvent("drop", {dataTransfer: t, bubbles: true, cancelable: true}));
	return true;
})()`

func TestBrowserChecksADroppedFile(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 1280, 800)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"))
	eval[bool](t, ctx, strings.Replace(dropped, "%s", "`"+longText(70)+"`", 1))
	do(t, ctx, chromedp.WaitVisible("#file"))
	picture(t, ctx, "check-dropped")
	do(t, ctx, chromedp.Click(".send"), chromedp.WaitVisible(".progress"))
	picture(t, ctx, "check-progress")
	do(t, ctx, chromedp.WaitVisible("table.claims"))
	picture(t, ctx, "check-table")
	do(t, ctx, chromedp.Click(".claim.contradicted .title"), chromedp.WaitVisible("dialog.pane #cited"))
	picture(t, ctx, "check-beside")
	do(t, ctx, chromedp.KeyEvent("\x1b"), chromedp.WaitNotPresent("body.beside"), chromedp.Click(".whole"), chromedp.WaitVisible(".counts-nav"))
	picture(t, ctx, "check-page")
	darken(t, ctx)
	do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Reload(), chromedp.WaitVisible(".claim.contradicted"))
	picture(t, ctx, "check-phone")
	if width := eval[int](t, ctx, "document.documentElement.scrollWidth"); width > 320 {
		t.Errorf("the table is %d pixels wide", width)
	}
	calm(t, ctx)
}
