package web

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// speakIn has the browser prefer a language.
func speakIn(t *testing.T, ctx context.Context, language string) {
	do(t, ctx, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		agent, err := chromedp.Evaluate[string]("navigator.userAgent")(ctx, target)
		if err == nil {
			_, err = cdp.Call(ctx, target, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: agent, AcceptLanguage: language})
		}
		return chromedp.Void{}, err
	})
}

func TestBrowserSpeaksArabicInTheDark(t *testing.T) {
	w := newWorld(t, oneFile("تقارير/ميناء.txt", arabic), nil)
	ctx := chromium(t, 1280, 800)
	speakIn(t, ctx, "ar")
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"))
	if got := eval[string](t, ctx, `getComputedStyle(document.body).direction`); got != "rtl" {
		t.Errorf("the page runs %s", got)
	}
	do(t, ctx, chromedp.Click(".display summary"), chromedp.WaitVisible(".display .menu-body"))
	picture(t, ctx, "tongue-ar-menu")
	light := eval[string](t, ctx, `getComputedStyle(document.body).backgroundColor`)
	eval[bool](t, ctx, `(() => { const s = document.querySelector("[name=theme]"); s.value = "dark"; s.dispatchEvent(new Event("change", {bubbles: true})); return true; })()`)
	if dark := eval[string](t, ctx, `getComputedStyle(document.body).backgroundColor`); dark == light {
		t.Error("the switch shows nothing")
	}
	do(t, ctx, chromedp.Click(".display button"), chromedp.WaitVisible(`html[data-theme="dark"] #question`),
		chromedp.SendKeys("#question", "كم عدد السفن التي رست في ميناء طنجة عام 2019؟\r"), chromedp.WaitVisible(".reply.answered .chip"),
		chromedp.Click(".chip"), chromedp.WaitVisible("dialog.pane #said"))
	picture(t, ctx, "tongue-ar-beside")
	do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Navigate(w.server.URL+"/recent"), chromedp.WaitVisible(".talks"))
	picture(t, ctx, "tongue-ar-phone")
	if width := eval[int](t, ctx, "document.documentElement.scrollWidth"); width > 320 {
		t.Errorf("the page is %d pixels wide", width)
	}
	calm(t, ctx)
}
