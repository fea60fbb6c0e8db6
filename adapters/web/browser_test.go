package web

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// chromium starts a real browser, or skips the test where there is none.
func chromium(t *testing.T, width, height int) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("there is no Chromium to look at the pages with (Debian's package chromium has it)")
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox,
		chromedp.WindowSize(width, height))
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	do(t, ctx, chromedp.EmulateViewport(int64(width), int64(height)))
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// do runs actions in the browser.
func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// eval returns what a script gives.
func eval[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// picture keeps a picture of the page in the folder FOOTNOTE_PICTURES, for
// people to look at.
func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("FOOTNOTE_PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestBrowserAsksAndOpensTheSource(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 1100, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"))
	picture(t, ctx, "home")
	do(t, ctx, chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"))
	if text := eval[string](t, ctx, `document.querySelector(".answer").textContent`); !strings.Contains(text, "80") {
		t.Errorf("the answer is %q", text)
	}
	picture(t, ctx, "answer")
	do(t, ctx, chromedp.Click(".chip"), chromedp.WaitVisible(".peek blockquote"))
	picture(t, ctx, "peek")
	do(t, ctx, chromedp.Click(".peek .title"), chromedp.WaitVisible("#cited"))
	picture(t, ctx, "source")
}
