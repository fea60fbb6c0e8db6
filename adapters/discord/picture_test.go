package discord

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
)

// part is what a picture shows of a component.
type part struct {
	Type       int    `json:"type"`
	Content    string `json:"content"`
	Label      string `json:"label"`
	Color      int    `json:"accent_color"`
	Style      int    `json:"style"`
	Components []part `json:"components"`
	Accessory  *part  `json:"accessory"`
}

// draw renders a component as HTML, about as Discord does.
func (p part) draw() string {
	var inner strings.Builder
	for _, c := range p.Components {
		inner.WriteString(c.draw())
	}
	switch p.Type {
	case 1:
		return "<nav>" + inner.String() + "</nav>"
	case 2:
		sign := ""
		if p.Style == 5 {
			sign = " ↗"
		}
		return "<button>" + contract.AsHTML(p.Label) + sign + "</button>"
	case 9:
		return "<section><div>" + inner.String() + "</div>" + p.Accessory.draw() + "</section>"
	case 10:
		return drawMarkdown(p.Content)
	case 14:
		return "<hr>"
	case 17:
		return fmt.Sprintf("<main style='border-left-color:#%06x'>%s</main>", p.Color, inner.String())
	}
	return ""
}

var (
	boldText  = regexp.MustCompile(`\*\*(.+?)\*\*`)
	linkText  = regexp.MustCompile(`\[([^\]]+)\]\(&lt;[^)]*&gt;\)`)
	escaped   = regexp.MustCompile(`\\([^A-Za-z0-9\s])`)
	protected = regexp.MustCompile(`\x00([0-9]+);`)
)

// drawMarkdown renders as much of Discord's Markdown as the messages use.
func drawMarkdown(s string) string {
	var out strings.Builder
	for i, piece := range strings.Split(s, "```") {
		if i%2 == 1 {
			out.WriteString("<pre>" + contract.AsHTML(strings.TrimPrefix(piece, "\n")) + "</pre>")
			continue
		}
		for line := range strings.SplitSeq(strings.Trim(piece, "\n"), "\n") {
			line = escaped.ReplaceAllStringFunc(line, func(m string) string { return fmt.Sprintf("\x00%d;", []rune(m)[1]) })
			tag := "p"
			switch {
			case strings.HasPrefix(line, "> "):
				tag, line = "blockquote", line[2:]
			case strings.HasPrefix(line, "-# "):
				tag, line = "small", line[3:]
			}
			line = boldText.ReplaceAllString(linkText.ReplaceAllString(contract.AsHTML(line), "<a>$1</a>"), "<b>$1</b>")
			line = protected.ReplaceAllStringFunc(line, func(m string) string {
				var r rune
				_, _ = fmt.Sscanf(m, "\x00%d;", &r)
				return contract.AsHTML(string(r))
			})
			fmt.Fprintf(&out, `<%s dir="auto">%s</%[1]s>`, tag, line)
		}
	}
	return out.String()
}

const pictureStyle = `html{background:#313338}body{margin:0;padding:16px 20px;font:16px/1.375 "gg sans","Noto Sans",Arial,sans-serif;color:#dbdee1;background:#313338}
article{display:grid;grid-template-columns:40px 1fr;gap:14px;margin-bottom:14px}
article>span{width:40px;height:40px;border-radius:50%;background:#5865f2;color:#fff;font-weight:700;display:grid;place-items:center}
article>span.person{background:#3ba55d}
h1{font-size:16px;margin:0;color:#f2f3f5}h1 small{display:inline;color:#949ba4;font-weight:400;font-size:12px;margin-left:8px}h1 em{font:700 10px sans-serif;background:#5865f2;color:#fff;border-radius:3px;padding:1px 4px;margin-left:6px}
p{margin:0 0 2px}mark{background:#3c4270;color:#c9cdfb;padding:0 2px;border-radius:3px}a{color:#00a8fc}
main{background:#2b2d31;border:1px solid #3f4147;border-left:4px solid;border-radius:8px;padding:12px 14px;margin-top:6px;max-width:600px}
section{display:grid;grid-template-columns:1fr auto;gap:12px;align-items:start;margin-top:10px}
blockquote{margin:0;padding-left:10px;border-left:4px solid #4e5058}small{display:block;color:#949ba4;font-size:13px}
pre{background:#1e1f22;border:1px solid #1e1f22;border-radius:4px;padding:8px;margin:6px 0;font:14px/1.3 Consolas,"DejaVu Sans Mono",monospace}
nav{margin-top:12px}button{font:500 14px Arial,sans-serif;color:#fff;background:#4e5058;border:0;border-radius:8px;padding:8px 14px;margin-right:8px}`

// photograph draws a question and the golden message that replies to it, and returns what is
// seen.
func photograph(t *testing.T, golden, picture, question string, height int) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "rendered", golden+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var messages []struct{ Components []part }
	if err := json.Unmarshal(data, &messages); err != nil {
		t.Fatal(err)
	}
	asked := `<article><span class="person">A</span><div><h1>Ada<small>Today at 9:41</small></h1><p dir="auto"><mark>@footnote</mark> ` + contract.AsHTML(question) + `</p></div></article>`
	var body strings.Builder
	for _, m := range messages {
		for _, c := range m.Components {
			body.WriteString(c.draw())
		}
	}
	return contract.Photograph(t, picture, pictureStyle,
		asked+`<article><span>F</span><div><h1>footnote<em>APP</em><small>Today at 9:41</small></h1>`+body.String()+`</div></article>`, 760, height)
}

// TestPictureOfAnAnswer draws the golden message "pictured", of which the README has a picture.
func TestPictureOfAnAnswer(t *testing.T) {
	seen := photograph(t, "pictured", "discord", contract.PicturedQuestion, 320)
	for _, want := range []string{"32 GB", "[1] Plans and prices", "[2] Changing a plan", "More sources", "Context"} {
		if !strings.Contains(seen, want) {
			t.Errorf("the picture doesn't show %q: %s", want, seen)
		}
	}
}

// TestPicturesOfSituations draws what answers look like in other situations.
func TestPicturesOfSituations(t *testing.T) {
	for name, s := range contract.Situations("R1") {
		t.Run(name, func(t *testing.T) {
			seen := photograph(t, name, "discord-"+name, s.Question, 760)
			for _, want := range s.Shows {
				if !strings.Contains(seen, want) {
					t.Errorf("the picture doesn't show %q: %s", want, seen)
				}
			}
		})
	}
}
