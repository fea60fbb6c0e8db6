package slack

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
)

// block is what a picture shows of a block or an element.
type block struct {
	Type     string          `json:"type"`
	Text     json.RawMessage `json:"text"`
	Title    json.RawMessage `json:"title"`
	Subtitle json.RawMessage `json:"subtitle"`
	Elements []block         `json:"elements"`
	Children []block         `json:"child_blocks"`
	Rows     [][]block       `json:"rows"`
	Columns  []struct {
		Align string `json:"align"`
	} `json:"column_settings"`
	Name  string          `json:"name"`
	URL   string          `json:"url"`
	Style json.RawMessage `json:"style"`
}

// saidIn returns the text of a string, or of an object that has one.
func saidIn(raw json.RawMessage) string {
	var s string
	var o struct{ Text string }
	if json.Unmarshal(raw, &s) != nil && json.Unmarshal(raw, &o) == nil {
		s = o.Text
	}
	return contract.AsHTML(s)
}

// draw renders a block as HTML, about as Slack does. Of containers the first is open.
func (b block) draw(open *bool) string {
	inner := func() string {
		var all strings.Builder
		for _, e := range b.Elements {
			all.WriteString(e.draw(open))
		}
		return all.String()
	}
	switch b.Type {
	case "rich_text":
		return inner()
	case "rich_text_section":
		return `<p dir="auto">` + inner() + "</p>"
	case "rich_text_quote":
		return `<blockquote dir="auto">` + inner() + "</blockquote>"
	case "rich_text_preformatted":
		return "<pre>" + inner() + "</pre>"
	case "rich_text_list":
		return "<ul>" + strings.NewReplacer(`<p dir="auto">`, `<li dir="auto">`, "</p>", "</li>").Replace(inner()) + "</ul>"
	case "raw_text":
		return saidIn(b.Text)
	case "text", "link":
		s := saidIn(b.Text)
		var style struct{ Bold, Italic bool }
		_ = json.Unmarshal(b.Style, &style)
		if style.Bold {
			s = "<b>" + s + "</b>"
		}
		if style.Italic {
			s = "<i>" + s + "</i>"
		}
		if b.Type == "link" {
			s = `<a>` + s + `</a>`
		}
		return s
	case "emoji":
		return map[string]string{"mag": "🔍", "scales": "⚖️", "warning": "⚠️", "no_entry_sign": "🚫"}[b.Name]
	case "table":
		var rows strings.Builder
		for n, row := range b.Rows {
			rows.WriteString("<tr>")
			for i, cell := range row {
				tag, align := "td", "left"
				if n == 0 {
					tag = "th"
				}
				if i < len(b.Columns) && b.Columns[i].Align != "" {
					align = b.Columns[i].Align
				}
				fmt.Fprintf(&rows, "<%s style='text-align:%s'>%s</%[1]s>", tag, align, cell.draw(open))
			}
			rows.WriteString("</tr>")
		}
		return "<table>" + rows.String() + "</table>"
	case "container":
		head := "<b><bdi>" + saidIn(b.Title) + "</bdi></b><small><bdi>" + saidIn(b.Subtitle) + "</bdi></small>"
		if *open {
			return "<section><header>▸ " + head + "</header></section>"
		}
		*open = true
		var inside strings.Builder
		for _, c := range b.Children {
			inside.WriteString(c.draw(open))
		}
		return "<section><header>▾ " + head + "</header>" + inside.String() + "</section>"
	case "actions", "context_actions":
		return "<nav>" + inner() + "</nav>"
	case "button":
		return "<button>" + saidIn(b.Text) + "</button>"
	}
	return saidIn(b.Text)
}

const pictureStyle = `body{margin:0;padding:16px 20px;font:15px/1.46 Lato,"Helvetica Neue",Arial,sans-serif;color:#1d1c1d;background:#fff}
article{display:grid;grid-template-columns:36px 1fr;gap:8px;margin-bottom:14px}
article>span{width:36px;height:36px;border-radius:8px;background:#4a154b;color:#fff;font-weight:900;display:grid;place-items:center}
article>span.person{background:#1264a3}
h1{font-size:15px;margin:0}h1 small{color:#616061;font-weight:400;font-size:12px;margin-left:6px}h1 em{font:700 10px sans-serif;background:#ddd;color:#616061;border-radius:2px;padding:1px 3px;margin-left:6px}
p{margin:2px 0 6px}mark{background:#e8f5fa;color:#1264a3;padding:0 2px;border-radius:3px}a{color:#1264a3}
section{border:1px solid #ddd;border-radius:8px;padding:8px 12px;margin:6px 0;max-width:600px}header small{color:#616061;margin-left:8px}
blockquote{margin:6px 0;padding-left:12px;border-left:4px solid #ddd}
table{border-collapse:collapse;margin:8px 0}td,th{border:1px solid #ddd;padding:4px 12px}th{background:#f8f8f8}td p,th p{margin:0}
pre{background:#f8f8f8;border:1px solid #ddd;border-radius:4px;padding:8px;margin:6px 0}
nav{margin:8px 0 4px}button{font:700 13px Arial,sans-serif;background:#fff;border:1px solid #bbb;border-radius:4px;padding:5px 11px;margin-right:8px}i{color:#616061;font-size:13px}`

// photograph draws a question and the golden message that replies to it, and returns what is
// seen.
func photograph(t *testing.T, golden, picture, question string, height int) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "rendered", golden+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var messages []struct{ Blocks []block }
	if err := json.Unmarshal(data, &messages); err != nil {
		t.Fatal(err)
	}
	asked := `<article><span class="person">A</span><div><h1>Ada<small>9:41 AM</small></h1><p dir="auto"><mark>@footnote</mark> ` + contract.AsHTML(question) + `</p></div></article>`
	var body strings.Builder
	open := false
	for _, m := range messages {
		for _, b := range m.Blocks {
			body.WriteString(b.draw(&open))
		}
	}
	return contract.Photograph(t, picture, pictureStyle,
		asked+`<article><span>F</span><div><h1>footnote<em>APP</em><small>9:41 AM</small></h1>`+body.String()+`</div></article>`, 760, height)
}

// TestPictureOfAnAnswer draws the golden message "pictured", of which the README has a picture.
func TestPictureOfAnAnswer(t *testing.T) {
	seen := photograph(t, "pictured", "slack", contract.PicturedQuestion, 530)
	for _, want := range []string{"32 GB", "[1] Plans and prices", "Price a month", "[2] Changing a plan", "More sources", "Context"} {
		if !strings.Contains(seen, want) {
			t.Errorf("the picture doesn't show %q: %s", want, seen)
		}
	}
}

// TestPicturesOfSituations draws what answers look like in other situations.
func TestPicturesOfSituations(t *testing.T) {
	for name, s := range contract.Situations("R1") {
		t.Run(name, func(t *testing.T) {
			seen := photograph(t, name, "slack-"+name, s.Question, 900)
			for _, want := range s.Shows {
				if !strings.Contains(seen, want) {
					t.Errorf("the picture doesn't show %q: %s", want, seen)
				}
			}
		})
	}
}
