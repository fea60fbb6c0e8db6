package web

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"footnote/retrieval"
)

func TestFindAll(t *testing.T) {
	for _, c := range []struct {
		text, wanted string
		found        []string
	}{
		{"The Quay, the quay and the QUAY.", "quay", []string{"Quay", "quay", "QUAY"}},
		{"Cafe, café, CAFÉ, cafe\u0301s", "Café", []string{"Cafe", "café", "CAFÉ", "cafe"}},
		{"one\ntwo  three", " one two\tthree ", []string{"one\ntwo  three"}},
		{"aaaa", "aa", []string{"aa", "aa"}},
		{"防波堤の修繕費", "修繕", []string{"修繕"}},
		{"the ﬁrst ﬂoor", "fir", []string{"ﬁr"}},
		{"the ﬁrst", "f", []string{"ﬁ"}},
		{"anything", "", nil},
		{"anything", "   ", nil},
		{"", "a", nil},
	} {
		var found []string
		for _, s := range findAll(c.text, c.wanted) {
			found = append(found, c.text[s[0]:s[1]])
		}
		if !slices.Equal(found, c.found) {
			t.Errorf("%q in %q: %q, want %q", c.wanted, c.text, found, c.found)
		}
	}
	long := strings.Repeat("One paragraph about stones.\n\n", 3*findStep/30) + "The lamp is red."
	if got := findAll(long, "lamp"); len(got) != 1 || long[got[0][0]:got[0][1]] != "lamp" {
		t.Errorf("far down it is %v", got)
	}
	if n := len(findAll(strings.Repeat("a ", 2*mostFound), "a")); n != mostFound {
		t.Errorf("%d places", n)
	}
}

// TestFoundMarksKeepTheText: whatever is found where, the text is all there, once.
func TestFoundMarksKeepTheText(t *testing.T) {
	d := &retrieval.Document{Text: laidOut}
	for _, wanted := range []string{"e", "fee", "the", "120 crowns 1 may", laidOut[:40], "ships"} {
		for start := 0; start < len(laidOut); start += 7 {
			end := min(start+60, len(laidOut))
			for _, from := range []int{0, strings.Index(laidOut, "To pay")} {
				f := finding{spans: findAll(laidOut, wanted), N: 1}
				list := cutBlocks(d, from, len(laidOut), start, end)
				f.markFound(list, from)
				list = shapeBlocks(list)
				if all, cited := joined(list); all != laidOut[from:] || from == 0 && cited != laidOut[start:end] {
					t.Fatalf("%q [%d,%d): %q, cited %q", wanted, start, end, all, cited)
				}
				marked, here := "", 0
				for _, b := range list {
					for _, r := range b.Runs {
						if r.Found {
							marked += r.Text
						}
						if r.Here {
							here++
						}
					}
				}
				want := ""
				for _, s := range f.spans {
					want += laidOut[max(s[0], from):max(s[1], from)]
				}
				if marked != want || from == 0 && here != 1 {
					t.Fatalf("%q: found %q, want %q; %d beginnings", wanted, marked, want, here)
				}
			}
		}
	}
}

var hitLink = regexp.MustCompile(`<a rel="(?:prev|next)" href="(/source\?[^"]*find=[^"]*)"`)

// TestFindsInLongDocuments: the part of a long document is shown in which the place is,
// without a script, from place to place and round.
func TestFindsInLongDocuments(t *testing.T) {
	var b strings.Builder
	b.WriteString("The lamp of the pier is green.\n\n")
	for i := range 5000 {
		fmt.Fprintf(&b, "Paragraph %d is about stones and how they are laid in a row.\n\n", i)
	}
	b.WriteString("The lamp of the quay is red.\n")
	w := newWorld(t, oneFile("long/stones.txt", b.String()), nil)
	browser := w.browser("")
	address := placeAddress("/source", place{document: "long/stones.txt"}, nil) + "&find="
	_, page := browser.get(address + url.QueryEscape("LAMP of"))
	has(t, page, "1 of 2", `<mark class="found current" id="found" tabindex="-1">lamp of</mark> the pier`, `name="hit" value="2"`)
	if strings.Contains(page, "quay is red") {
		t.Error("all of it is shown")
	}
	links := hitLink.FindAllStringSubmatch(page, -1)
	if len(links) != 2 {
		t.Fatalf("the links are %q", links)
	}
	_, page = browser.get(html.UnescapeString(links[1][1]))
	has(t, page, "2 of 2", "lamp of</mark> the quay", `name="hit" value="1"`)
	_, page = browser.get(address + "lamp&hit=2&was=lamp")
	has(t, page, "2 of 2", "lamp</mark> of the quay")
	_, page = browser.get(address + "lamp&hit=2&was=pier") // another text begins anew
	has(t, page, "1 of 2")
	_, page = browser.get(address + "zebra")
	has(t, page, "Not in this document", "The lamp of the pier is green.")
	for _, odd := range []string{"%3Cscript%3E", "a&hit=-3", "a&hit=99999999999999999999", strings.Repeat("x", 5000), "%00%ff"} {
		if r, page := browser.get(address + odd); r.StatusCode != http.StatusOK || strings.Contains(page, "<script>") {
			t.Errorf("%s: %s", odd, r.Status)
		}
	}
}

// TestBrowserFindsInADocument: from the keyboard alone, beside the answer.
func TestBrowserFindsInADocument(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 1280, 800)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"),
		chromedp.Click(".chip"), chromedp.WaitVisible("dialog.pane #said"))
	// The browser's protocol would type the key beside pressing it.
	eval[bool](t, ctx, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true, cancelable: true}))`)
	do(t, ctx, chromedp.WaitVisible(".pane #find"), chromedp.KeyEvent("Morocco\r"), chromedp.WaitVisible(".pane .found.current"))
	status := func() string {
		return eval[string](t, ctx, `document.querySelector(".pane .finder [role=status]").textContent`)
	}
	first := status()
	if got := eval[string](t, ctx, `document.querySelector(".pane .found.current").textContent`); got != "Morocco" {
		t.Errorf("found is %q", got)
	}
	keepsInSight(t, ctx, ".pane .found.current")
	picture(t, ctx, "find-1280")
	if got := eval[string](t, ctx, `document.activeElement.id`); got != "find" {
		t.Errorf("the focus is on %q", got)
	}
	if eval[int](t, ctx, `document.querySelectorAll(".card[aria-current]").length`) != 1 {
		t.Error("the card isn't set off any more")
	}
	wait := func(other string) {
		t.Helper()
		if _, err := chromedp.Run(ctx, chromedp.Poll[bool](fmt.Sprintf(`document.querySelector(".pane .finder [role=status]").textContent !== %q`, other))); err != nil {
			t.Fatal(err)
		}
	}
	do(t, ctx, chromedp.KeyEvent("\r"))
	wait(first)
	second := status()
	eval[bool](t, ctx, `document.querySelector("#find").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", shiftKey: true, bubbles: true, cancelable: true}))`)
	wait(second)
	if got := status(); got != first || got == second {
		t.Errorf("from %q to %q and back to %q", first, second, got)
	}
	calm(t, ctx)
	do(t, ctx, chromedp.KeyEvent("\x1b"), chromedp.WaitNotVisible("dialog.pane"))
	do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Navigate(w.server.URL+"/documents"), chromedp.Click(".list a"), chromedp.Click(".finder summary"),
		chromedp.SendKeys("#find", "the\r"), chromedp.WaitVisible(".found.current"))
	picture(t, ctx, "find-320")
	if width := eval[int](t, ctx, "document.documentElement.scrollWidth"); width > 320 {
		t.Errorf("it is %d pixels wide", width)
	}
	keepsInSight(t, ctx, ".found.current")
	calm(t, ctx)
}
