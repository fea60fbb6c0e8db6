package main

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

// screen is what is known of where output goes. Its methods make styled text;
// without colour they return it as it is.
type screen struct {
	terminal bool
	color    bool
	width    int // columns to fill
}

// newScreen looks at an output. color is settings.Color.
func newScreen(w io.Writer, color string) screen {
	s := screen{width: widthElsewhere}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		s.terminal = true
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			s.width = min(columns, widestText)
		}
	}
	switch color {
	case "always":
		s.color = true
	case "auto": // https://no-color.org
		s.color = s.terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return s
}

// Select Graphic Rendition codes, ECMA-48.
const (
	sgrBold      = "1"
	sgrDim       = "2"
	sgrUnderline = "1;4"
	sgrGreen     = "1;32"
	sgrYellow    = "1;33"
	sgrRed       = "1;31"
	sgrCyan      = "36"
)

func (s screen) style(sgr, text string) string {
	if !s.color || sgr == "" || text == "" {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}

// marked returns a line with its marks highlighted.
func (s screen) marked(line line) string {
	var b strings.Builder
	at := 0
	for _, mark := range line.marks {
		b.WriteString(line.text[at:mark[0]])
		b.WriteString(s.style(sgrUnderline, line.text[mark[0]:mark[1]]))
		at = mark[1]
	}
	b.WriteString(line.text[at:])
	return b.String()
}

// block writes clean text wrapped between an indent and the screen's edge,
// each line in the given style. first is put before the first line instead of
// the indent, which has its width.
func (s screen) block(b *strings.Builder, first, indent, sgr, text string) {
	for i, line := range wrap(marked{text: text}, s.width-len(indent)) {
		if i == 0 {
			b.WriteString(first)
		} else {
			b.WriteString(indent)
		}
		b.WriteString(s.style(sgr, line.text))
		b.WriteByte('\n')
	}
}
