package terminal

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

const (
	widestText     = 100 // columns; longer lines are hard to read
	widthElsewhere = 80  // columns where the output is no terminal
)

// Screen is what is known of where output goes. Its methods make styled text;
// without colour they return it as it is.
type Screen struct {
	Terminal bool
	Color    bool
	Width    int // columns to fill
}

// NewScreen looks at an output. color is settings.Color.
func NewScreen(w io.Writer, color string) Screen {
	s := Screen{Width: widthElsewhere}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		s.Terminal = true
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			s.Width = min(columns, widestText)
		}
	}
	switch color {
	case "always":
		s.Color = true
	case "auto": // https://no-color.org
		s.Color = s.Terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return s
}

// Styles: Select Graphic Rendition codes, ECMA-48.
const (
	Bold      = "1"
	Dim       = "2"
	Underline = "1;4"
	Green     = "1;32"
	Yellow    = "1;33"
	Red       = "1;31"
	Cyan      = "36"
)

// Style returns text in a style, a Select Graphic Rendition code.
func (s Screen) Style(sgr, text string) string {
	if !s.Color || sgr == "" || text == "" {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}

// styleMarked returns a line with its marks highlighted.
func (s Screen) styleMarked(line line) string {
	var b strings.Builder
	at := 0
	for _, mark := range line.marks {
		b.WriteString(line.text[at:mark[0]])
		b.WriteString(s.Style(Underline, line.text[mark[0]:mark[1]]))
		at = mark[1]
	}
	b.WriteString(line.text[at:])
	return b.String()
}

// Block writes clean text wrapped between an indent and the screen's edge,
// each line in the given style. first is put before the first line instead of
// the indent, which has its width.
func (s Screen) Block(b *strings.Builder, first, indent, sgr, text string) {
	for i, line := range wrapMarked(marked{text: text}, s.Width-len(indent)) {
		if i == 0 {
			b.WriteString(first)
		} else {
			b.WriteString(indent)
		}
		b.WriteString(s.Style(sgr, line.text))
		b.WriteByte('\n')
	}
}

// Aside returns a line that stands below what was asked for, set off from it.
func (s Screen) Aside(text string) string {
	if text == "" {
		return ""
	}
	var b strings.Builder
	b.WriteByte('\n')
	s.Block(&b, "", "", Dim, OneLine(text))
	return b.String()
}
