package contract

import (
	"context"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Photograph opens a body of HTML in a real browser, so wide, and returns the text that is
// to be seen there. In the folder FOOTNOTE_PICTURES, if that is set, it keeps a picture of
// it. Without a browser it skips the test.
func Photograph(t *testing.T, name, style, body string, width int) (text string) {
	t.Helper()
	var path string
	for _, command := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(command); err == nil && path == "" {
			path = p
		}
	}
	if path == "" {
		t.Skip("there is no Chromium to look at messages with (Debian's package chromium has it)")
	}
	file := filepath.Join(t.TempDir(), name+".html")
	document := `<!doctype html><html lang="en"><meta charset="utf-8"><title>` + html.EscapeString(name) + `</title><style>` + style + `</style><body>` + body + `</body></html>`
	if err := os.WriteFile(file, []byte(document), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.WindowSize(width, 900))
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, 8*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(int64(width), 900), chromedp.Navigate("file://"+file), chromedp.WaitVisible("body")); err != nil {
		t.Fatal(err)
	}
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string]("document.body.innerText"))
	if err != nil {
		t.Fatal(err)
	}
	dir := os.Getenv("FOOTNOTE_PICTURES")
	if dir == "" {
		return text
	}
	height, err := chromedp.Run(ctx, chromedp.Evaluate[int64]("Math.ceil(document.body.getBoundingClientRect().height)"))
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(int64(width), height)); err != nil {
		t.Fatal(err)
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
	return text
}

// AsHTML escapes a text, with its line breaks.
func AsHTML(s string) string { return strings.ReplaceAll(html.EscapeString(s), "\n", "<br>") }
