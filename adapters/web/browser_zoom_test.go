package web

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestBrowserAtFourHundredPercent: a window of 1280 by 1024 that is zoomed to 400 % has
// 320 by 256 pixels. Nothing sticks over the text there, and nothing moves for who wants
// that so.
func TestBrowserAtFourHundredPercent(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 320, 256)
	do(t, ctx, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
		})
		return chromedp.Void{}, err
	})
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".after"))
	for _, path := range []string{eval[string](t, ctx, "location.pathname"), "/recent", "/documents"} {
		do(t, ctx, chromedp.Navigate(w.server.URL+path), chromedp.WaitVisible("main"))
		picture(t, ctx, "zoom-"+path[1:2])
		if width := eval[int](t, ctx, "document.documentElement.scrollWidth"); width > 320 {
			t.Errorf("%s is %d pixels wide", path, width)
		}
		const stuck = `[...document.querySelectorAll("main *, header")].filter((e) => ["sticky", "fixed"].includes(getComputedStyle(e).position)).length`
		if n := eval[int](t, ctx, stuck); n > 0 {
			t.Errorf("%s: %d parts stay over the text", path, n)
		}
		const moving = `document.getAnimations().filter((a) => a.playState === "running").length`
		if n := eval[int](t, ctx, moving); n > 0 {
			t.Errorf("%s: %d parts move", path, n)
		}
	}
	calm(t, ctx)
}
