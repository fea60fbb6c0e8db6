package web

import (
	"context"
	"fmt"
	"html/template"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"footnote/adapters/web/status"
	"footnote/bot"

	"footnote/retrieval/utterance"
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
	var options []chromedp.EmulateViewportOption
	if width < 600 { // a phone
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	do(t, ctx, chromedp.EmulateViewport(int64(width), int64(height), options...), func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch})
		return chromedp.Void{}, err
	})
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
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

// watch notes in each page what the policy forbade and what failed.
const watch = `window.troubles = [];
addEventListener("securitypolicyviolation", (e) => troubles.push(e.violatedDirective + " " + e.blockedURI));
addEventListener("error", (e) => troubles.push(e.message));
addEventListener("unhandledrejection", (e) => troubles.push(String(e.reason)));`

// calm fails the test if the page has had any trouble.
func calm(t *testing.T, ctx context.Context) {
	t.Helper()
	if list := eval[[]string](t, ctx, "troubles"); len(list) > 0 {
		t.Errorf("the page had trouble: %q", list)
	}
}

func TestBrowserAsksAndOpensTheSource(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 1000, 760)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"))
	picture(t, ctx, "home")
	do(t, ctx, chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"))
	if text := eval[string](t, ctx, `document.querySelector(".answer").textContent`); !strings.Contains(text, "80") {
		t.Errorf("the answer is %q", text)
	}
	if path := eval[string](t, ctx, "location.pathname"); !strings.HasPrefix(path, "/c/") {
		t.Errorf("the conversation has the address %s", path)
	}
	picture(t, ctx, "answer")
	id := strings.TrimPrefix(eval[string](t, ctx, `document.querySelector(".turn").id`), "q-")
	kept, err := w.service.Recall(t.Context(), id, bot.Viewer{Asker: "web/local", Place: bot.Place{Platform: Platform}})
	if err != nil {
		t.Fatal(err)
	}
	hover := func(selector string) {
		eval[bool](t, ctx, fmt.Sprintf(`document.querySelector(%q).dispatchEvent(new MouseEvent("mouseover", {bubbles: true}))`, selector))
	}
	hover(".chip")
	do(t, ctx, chromedp.WaitVisible(".peek .shown"))
	hover(".question")
	do(t, ctx, chromedp.WaitNotPresent(".peek"))
	do(t, ctx, chromedp.Click(".chip"), chromedp.WaitVisible(".peek .shown"))
	picture(t, ctx, "peek")
	calm(t, ctx)
	do(t, ctx, chromedp.KeyEvent("\x1b"), chromedp.WaitNotPresent(".peek"))
	do(t, ctx, chromedp.Click(".chip"), chromedp.Click(".peek .title"), chromedp.WaitVisible("#cited"))
	picture(t, ctx, "source")
	got := eval[string](t, ctx, `Array.from(document.querySelectorAll("mark"), (m) => m.textContent).join("")`)
	if want := kept.Reply.Answer.Citations[0].Excerpt; got != want {
		t.Errorf("highlighted is\n%q\nwant\n%q", got, want)
	}
	if !eval[bool](t, ctx, `(({top, bottom}) => top < innerHeight && bottom > 0)(document.querySelector("#cited").getBoundingClientRect())`) {
		t.Error("the cited text isn't in sight")
	}
	d, err := w.service.Document(t.Context(), bot.Viewer{}, kept.Reply.Answer.Citations[0].Document)
	if err != nil {
		t.Fatal(err)
	}
	if got := eval[string](t, ctx, `Array.from(document.querySelectorAll(".text p, .text td, .text pre"), (p) => p.textContent).join("")`); got != d.Text {
		t.Errorf("the page shows\n%q\nof the document\n%q", got, d.Text)
	}
	calm(t, ctx)

	do(t, ctx, chromedp.Click(".crumb a"), chromedp.WaitVisible(".reply.answered"))
	do(t, ctx, chromedp.Click(`.rate [value=down]`), chromedp.WaitVisible("form.comment"))
	do(t, ctx, chromedp.SendKeys(".comment input", "which year?\r"), chromedp.WaitNotPresent(".comment input[value='which year?']"))
	calm(t, ctx)
}

func TestBrowserFollowUpsAndSuggestions(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.Click(".suggestions button"), chromedp.WaitVisible(".reply .label"),
		chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".turn:nth-child(2) .after"),
		chromedp.SendKeys("#question", "and in 2016?\r"), chromedp.WaitVisible(".turn:nth-child(3) .after"))
	if text := eval[string](t, ctx, `document.querySelector(".turn:nth-child(3) .understood").textContent`); !strings.Contains(text, "2016") {
		t.Errorf("understood as %q", text)
	}
	do(t, ctx, chromedp.Reload(), chromedp.WaitVisible(".turn:nth-child(3) .after"))
	calm(t, ctx)
}

// TestBrowserGreets: the questions in a reply can be pressed, and the ones at the start
// are gone once something is asked.
func TestBrowserGreets(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	w.service.Read = func(text string) utterance.Utterance {
		u := utterance.Utterance{Text: text, Question: text}
		if text == "hallo" {
			u.Kind, u.Question = utterance.Greeting, ""
		}
		return u
	}
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", "hallo\r"), chromedp.WaitVisible(".reply.guide .suggestions button"))
	if text := eval[string](t, ctx, `document.querySelector(".reply.guide").textContent`); !strings.Contains(text, "Hallo!") {
		t.Errorf("the greeting is %q", text)
	}
	if n := eval[int](t, ctx, `document.querySelectorAll(".suggestions:not(.in-turn), .reply.guide .rate").length`); n > 0 {
		t.Errorf("%d of what doesn't belong there is there", n)
	}
	picture(t, ctx, "greeting")
	do(t, ctx, chromedp.Click(".reply.guide .suggestions button"), chromedp.WaitVisible(".turn:nth-child(2) .reply.answered"))
	calm(t, ctx)
}

// checked is a text of which the documents support the first sentence,
// contradict the second and don't have the third.
const checked = "Morocco dismantled 80 trafficking networks in 2017. It dismantled 95 trafficking networks in 2017. The king of Norway likes skiing."

func TestBrowserFindsPassagesAndChecksAText(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.Click(".kinds label:nth-of-type(2)"),
		chromedp.SendKeys("#question", "migration policy\r"), chromedp.WaitVisible(".reply.found .card"))
	picture(t, ctx, "found")
	if got := eval[string](t, ctx, `document.querySelector("[name=kind]:checked").value`); got != "ask" {
		t.Errorf("what follows is asked as %q", got)
	}
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.Click(".kinds label:nth-of-type(3)"),
		chromedp.SendKeys("#question", checked+"\r"),
		chromedp.WaitVisible(".reply.claims .claim"))
	picture(t, ctx, "claims")
	if got := eval[[]string](t, ctx, `Array.from(document.querySelectorAll(".claim"), (c) => c.className)`); len(got) != 3 ||
		got[0] != "claim contradicted" || got[1] != "claim not-found" || got[2] != "claim supported" {
		t.Errorf("the claims are %q", got)
	}
	calm(t, ctx)
}

func TestBrowserKeyboardOnly(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"))
	if got := eval[string](t, ctx, "document.activeElement.id"); got != "question" {
		t.Fatalf("the page begins with the focus on %q", got)
	}
	do(t, ctx, chromedp.KeyEvent(asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"))
	// tab presses the key until the focus is on what the selector names.
	tab := func(selector string) {
		t.Helper()
		for range 40 {
			if eval[bool](t, ctx, fmt.Sprintf("document.activeElement.matches(%q)", selector)) {
				return
			}
			do(t, ctx, chromedp.KeyEvent("\t"))
		}
		t.Fatalf("no key leads to %s", selector)
	}
	do(t, ctx, chromedp.Reload(), chromedp.WaitVisible(".reply.answered .chip"))
	eval[bool](t, ctx, "document.activeElement.blur(), true")
	tab(".chip")
	do(t, ctx, chromedp.WaitVisible(".peek"), chromedp.KeyEvent("\x1b"), chromedp.WaitNotPresent(".peek"), chromedp.KeyEvent("\r"), chromedp.WaitVisible(".peek"))
	tab(".peek .title")
	do(t, ctx, chromedp.KeyEvent("\r"), chromedp.WaitVisible("#cited"))
	calm(t, ctx)
}

func TestBrowserWithoutScript(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 900, 900)
	off := func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return chromedp.Void{}, err
	}
	do(t, ctx, off, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked), chromedp.Click(".send"),
		chromedp.WaitVisible(".reply.answered .chip"), chromedp.Click(".card .title"), chromedp.WaitVisible("#cited"))
}

const arabic = `تقرير الميناء

يبلغ عدد السفن التي رست في ميناء طنجة خلال عام 2019 نحو 412 سفينة. وقالت إدارة الميناء إن الرقم ارتفع عن العام السابق.
`

func TestBrowserRightToLeft(t *testing.T) {
	w := newWorld(t, oneFile("تقارير/ميناء.txt", arabic), nil)
	ctx := chromium(t, 700, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", "كم عدد السفن التي رست في ميناء طنجة عام 2019؟\r"), chromedp.WaitVisible(".reply.answered .chip"))
	picture(t, ctx, "arabic")
	for _, selector := range []string{".question", ".answer p", "blockquote"} {
		if got := eval[string](t, ctx, fmt.Sprintf("getComputedStyle(document.querySelector(%q)).direction", selector)); got != "rtl" {
			t.Errorf("%s runs %s", selector, got)
		}
	}
	do(t, ctx, chromedp.Click(".card .title"), chromedp.WaitVisible("#cited"))
	picture(t, ctx, "arabic-source")
	if got := eval[string](t, ctx, `getComputedStyle(document.querySelector("#cited")).direction`); got != "rtl" {
		t.Errorf("the document runs %s", got)
	}
}

func TestBrowserRunsNothingOfADocument(t *testing.T) {
	w := newWorld(t, oneFile("reports/x.txt", hostile), nil)
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", "What is the zorbium quota? <img src=x onerror=document.title='owned'>\r"), chromedp.WaitVisible(".reply .card"))
	calm(t, ctx)
	do(t, ctx, chromedp.Click(".card .title"), chromedp.WaitVisible("#cited"))
	calm(t, ctx)
	if title := eval[string](t, ctx, "document.title"); title == "owned" {
		t.Error("a script of the document ran")
	}
	if n := eval[int](t, ctx, `document.querySelectorAll("main img, main script, main iframe, main b").length`); n > 0 {
		t.Errorf("markup of the document made %d elements", n)
	}
}

func TestBrowserOnAPhone(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 320, 640)
	fits := func(name string) {
		t.Helper()
		picture(t, ctx, name)
		if width := eval[int](t, ctx, "document.documentElement.scrollWidth"); width > 320 {
			t.Errorf("%s is %d pixels wide", name, width)
		}
	}
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"))
	fits("phone-home")
	do(t, ctx, chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"))
	fits("phone-answer")
	do(t, ctx, chromedp.Click(".chip"), chromedp.WaitVisible(".peek"))
	fits("phone-peek")
	do(t, ctx, chromedp.Click(".peek .title"), chromedp.WaitVisible("#cited"))
	fits("phone-source")
	do(t, ctx, chromedp.Navigate(w.server.URL+"/documents"), chromedp.WaitVisible(".list"))
	fits("phone-documents")
}

// TestBrowserIsAccessible lets axe look for what keeps people out, by the rules
// of WCAG 2.2 A and AA.
func TestBrowserIsAccessible(t *testing.T) {
	folder := os.Getenv("FOOTNOTE_WEB_NODE")
	if folder == "" {
		t.Skip("FOOTNOTE_WEB_NODE doesn't name the folder that testdata/node/setup.sh has filled with axe")
	}
	axe, err := os.ReadFile(filepath.Join(folder, "node_modules/axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	files := sample(t)
	maps.Copy(files, differing())
	w := newWorld(t, files, nil)
	body, err := os.ReadFile("status/testdata/busy.html")
	if err != nil {
		t.Fatal(err)
	}
	w.server.Config.Handler = w.web.Handler(Doors{
		Guard: guard, Who: who, StatusStyle: status.Style,
		Status: func(context.Context) (template.HTML, error) { return template.HTML(body), nil },
	})
	ctx := chromium(t, 900, 900)
	type violation struct {
		ID, Help string
		Nodes    []struct{ HTML string }
	}
	check := func(name string) {
		t.Helper()
		picture(t, ctx, "axe-"+name)
		do(t, ctx, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
			_, err := chromedp.Evaluate[any](string(axe)+"; null")(ctx, target)
			return chromedp.Void{}, err
		})
		list, err := chromedp.Run(ctx, chromedp.Evaluate[[]violation](
			`axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((r) => r.violations.map((v) => ({ID: v.id, Help: v.help, Nodes: v.nodes.map((n) => ({HTML: n.html}))})))`,
			chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range list {
			t.Errorf("%s: %s: %s: %+v", name, v.ID, v.Help, v.Nodes)
		}
	}
	for _, scheme := range []string{"light", "dark"} {
		do(t, ctx, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
			_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
				Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
			})
			return chromedp.Void{}, err
		})
		do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"))
		check(scheme + "-home")
		do(t, ctx, chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .chip"))
		do(t, ctx, chromedp.SendKeys("#question", "Who won the chess olympiad in Ulaanbaatar?\r"), chromedp.WaitVisible(".turn:nth-child(2) .after"))
		check(scheme + "-answer")
		do(t, ctx, chromedp.Click(".chip"), chromedp.WaitVisible(".peek"))
		check(scheme + "-peek")
		do(t, ctx, chromedp.Click(".peek .title"), chromedp.WaitVisible("#cited"))
		check(scheme + "-source")
		do(t, ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"),
			chromedp.WaitVisible(".reply.answered .chip"), chromedp.Click(".chip"), chromedp.WaitVisible("dialog.pane #said"))
		check(scheme + "-beside")
		do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Reload(), chromedp.WaitVisible(".take summary"), chromedp.Click(".take summary"),
			chromedp.Click(".card .title"), chromedp.WaitVisible("dialog.pane #said"))
		check(scheme + "-sheet")
		do(t, ctx, chromedp.EmulateViewport(900, 900))
		do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.Click(".kinds label:nth-of-type(2)"),
			chromedp.SendKeys("#question", "migration policy\r"), chromedp.WaitVisible(".reply.found .card"),
			chromedp.Click(".rate [value=down]"), chromedp.WaitVisible("form.comment"))
		check(scheme + "-found")
		do(t, ctx, chromedp.Navigate(eval[string](t, ctx, `document.querySelector(".after a").href`)), chromedp.WaitVisible("main h1"))
		check(scheme + "-further")
		do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.Click(".kinds label:nth-of-type(3)"), chromedp.SendKeys("#question", checked+"\r"),
			chromedp.WaitVisible(".claim.supported"), chromedp.WaitVisible(".claim.contradicted"), chromedp.WaitVisible(".claim.not-found"))
		check(scheme + "-claims")
		do(t, ctx, chromedp.Reload(), chromedp.WaitVisible(".claim.contradicted"))
		check(scheme + "-claims-again")
		do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", leave+"\r"), chromedp.WaitVisible(".reply .differing"))
		check(scheme + "-differing")
		for _, path := range []string{"/documents", "/recent", "/nowhere", "/status"} {
			do(t, ctx, chromedp.Navigate(w.server.URL+path), chromedp.WaitVisible("main"))
			check(scheme + strings.ReplaceAll(path, "/", "-"))
		}
	}
}
