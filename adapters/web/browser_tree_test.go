package web

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// heard are the roles of what a screen reader stops at or names.
var heard = []string{
	"alert", "article", "banner", "blockquote", "button", "cell", "columnheader", "combobox", "dialog", "DisclosureTriangle", "form", "group", "heading",
	"link", "list", "log", "main", "navigation", "progressbar", "radio", "region", "row", "search", "status", "table", "textbox",
}

// tree is what a screen reader gets of a page, in its order: a line for what it stops at,
// with the role and the name.
func tree(t *testing.T, ctx context.Context) string {
	t.Helper()
	all, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) (accessibility.GetFullAXTreeResult, error) {
		return cdp.Call(ctx, target, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	})
	if err != nil {
		t.Fatal(err)
	}
	nodes := make(map[accessibility.NodeID]*accessibility.Node)
	for _, n := range all.Nodes {
		nodes[n.NodeID] = n
	}
	var write func(id accessibility.NodeID, depth int) string
	write = func(id accessibility.NodeID, depth int) string {
		n := nodes[id]
		if n == nil {
			return ""
		}
		role, below, line := valueOf(n.Role), depth, ""
		if !n.Ignored && slices.Contains(heard, role) {
			line, below = strings.Repeat("  ", depth)+role, depth+1
		}
		inner := ""
		for _, child := range n.ChildIDs {
			inner += write(child, below)
		}
		if line == "" {
			return inner
		}
		if role != "cell" || inner == "" { // else what is in it says its name again
			line = strings.TrimRight(line+" "+valueOf(n.Name), " ")
		}
		return line + "\n" + inner
	}
	if len(all.Nodes) == 0 {
		return ""
	}
	return write(all.Nodes[0].NodeID, 0)
}

func valueOf(v *accessibility.Value) (s string) {
	if v != nil {
		_ = json.Unmarshal([]byte(v.Value), &s) // what is no text has no name
	}
	return s
}

// TestBrowserScreenReaderOrder holds what a screen reader gets against files.
func TestBrowserScreenReaderOrder(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 900, 900)
	check := func(name string) {
		t.Helper()
		path, got := filepath.Join("testdata", "trees", name+".txt"), tree(t, ctx)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(path); err != nil || string(want) != got {
			t.Errorf("%s is heard differently (run with -update and review the difference): %v\n%s", name, err, got)
		}
	}
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"))
	check("home")
	do(t, ctx, chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .after"))
	check("answer")
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.Click(".kinds label:nth-of-type(3)"), chromedp.SendKeys("#question", checked+"\r"),
		chromedp.WaitVisible(".claim.contradicted"), chromedp.EmulateViewport(320, 640), chromedp.WaitVisible(".claim.contradicted"))
	check("check-on-a-phone")
}
