package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"footnote/retrieval"
)

// laidOut is a document with all shapes.
const laidOut = `Fees of the harbour

The fees stand in this table:

Ship	Fee	Since
Ferry	120 crowns	1 May 2019
Tug	35 crowns	3 June 2020

To pay them:

1. Fill in the form.
2. Sign it
   on both sides.
- Or ask the harbour master.

for i := range ships {
	pay(ships[i], fee[i]);
}

The end.
`

func shapesOf(list []block) (shapes []string) {
	for _, b := range list {
		shapes = append(shapes, b.Shape)
	}
	return shapes
}

func TestShapesKeepTheText(t *testing.T) {
	d := &retrieval.Document{Text: laidOut}
	for start := range laidOut {
		end := min(start+60, len(laidOut))
		list := shapeBlocks(cutBlocks(d, 0, len(laidOut), start, end))
		if all, cited := joined(list); all != laidOut || cited != laidOut[start:end] {
			t.Fatalf("[%d,%d): %q, cited %q", start, end, all, cited)
		}
		first := 0
		for _, b := range list {
			runs, cells := b.Runs, ""
			for _, row := range b.Rows {
				for _, cell := range row {
					cells += textOf(cell)
				}
			}
			if b.Rows != nil && cells != textOf(runs) {
				t.Fatalf("the cells are %q of %q", cells, textOf(runs))
			}
			for _, r := range runs {
				if r.First {
					first++
				}
			}
		}
		if first != 1 {
			t.Fatalf("[%d,%d): %d first runs", start, end, first)
		}
	}
	got := strings.Join(shapesOf(shapeBlocks(cutBlocks(d, 0, len(laidOut), 0, 0))), " ")
	if want := "  table  item item item code  "; got != want {
		t.Errorf("shapes %q, want %q", got, want)
	}
}

func TestBrowserShowsADocumentAsItLooks(t *testing.T) {
	w := newWorld(t, oneFile("fees.txt", laidOut), nil)
	ctx := chromium(t, 1280, 800)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", "What fee does a tug pay?\r"), chromedp.WaitVisible(".reply .card"),
		chromedp.Click(".card .title"), chromedp.WaitVisible("dialog.pane .text table"))
	picture(t, ctx, "shape-beside")
	if got := eval[string](t, ctx, `Array.from(document.querySelectorAll(".text p, .text td, .text pre"), (p) => p.textContent).join("")`); got != strings.TrimSpace(laidOut) {
		t.Errorf("the page shows\n%q\nof the document\n%q", got, laidOut)
	}
	if rows := eval[int](t, ctx, `document.querySelectorAll(".text tr").length`); rows != 3 {
		t.Errorf("%d rows", rows)
	}
	do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Reload(), chromedp.WaitVisible(".card .title"))
	do(t, ctx, chromedp.Navigate(eval[string](t, ctx, `document.querySelector(".card .title").href`)), chromedp.WaitVisible(".text table"))
	picture(t, ctx, "shape-phone")
	if width := eval[int](t, ctx, "document.documentElement.scrollWidth"); width > 320 {
		t.Errorf("the document is %d pixels wide", width)
	}
	calm(t, ctx)
}

// dues is a document whose table answers.
const dues = `# Harbour dues

All dues are in crowns, for each call, and are paid before the ship leaves.

| Ship | up to 20 m | up to 60 m | over 60 m | Since |
|---|---|---|---|---|
| Ferry | 120 | 310 | 640 | 1 May 2019 |
| Tug | 35 | 80 | 145 | 3 June 2020 |
| Fishing boat | 20 | 55 | 110 | 3 June 2020 |
| Yacht | 45 | 130 | 290 | 1 April 2022 |
| Tanker | 400 | 900 | 2,150 | 1 January 2024 |

## How to pay

1. Fill in the form at the harbour office.
2. Pay in cash or by card.
3. Keep the receipt on board until you leave.

The harbour master may waive the dues of a ship in distress.
`

// TestBrowserShowsATableBesideItsAnswer: the row that answers is marked in the table.
func TestBrowserShowsATableBesideItsAnswer(t *testing.T) {
	w := newWorld(t, oneFile("rules/dues.md", dues), nil)
	ctx := chromium(t, 1280, 760)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", "What does a tanker over 60 m pay?\r"), chromedp.WaitVisible(".reply .card"),
		chromedp.Click(".card .title"), chromedp.WaitVisible("dialog.pane .text table"))
	picture(t, ctx, "table-beside")
	if got := eval[string](t, ctx, `Array.from(document.querySelectorAll(".pane td mark.said"), (m) => m.textContent.trim()).join(" ")`); got != "Tanker 400 900 2,150 1 January 2024" {
		t.Errorf("marked is %q", got)
	}
	calm(t, ctx)
}
