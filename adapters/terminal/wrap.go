package terminal

import (
	"strings"

	"github.com/rivo/uniseg"
)

// wrapMarked breaks clean text into lines of at most width columns, at the places
// that Unicode (UAX #14) allows and, in words longer than a line, between
// characters. Its own lines stay lines; runs of blank ones become one. Each
// line comes with the marks on it.
func wrapMarked(m marked, width int) []line {
	width = max(width, 8)
	var lines []line
	start, end, used := 0, 0, 0 // the open line and its columns
	flush := func(next int) {
		line := line{cutMarked(m, start, end), start}
		if line.text != "" || len(lines) > 0 && lines[len(lines)-1].text != "" {
			lines = append(lines, line)
		}
		start, end, used = next, next, 0
	}
	at, state := 0, -1
	for rest := m.text; rest != ""; {
		var segment string
		var must bool
		segment, rest, must, state = uniseg.FirstLineSegmentInString(rest, state)
		word := strings.TrimRight(segment, " \n")
		columns := uniseg.StringWidth(word)
		if used > 0 && used+columns > width {
			flush(at)
		}
		for columns > width {
			n := fittingPrefix(word, width)
			end = at + n
			flush(end)
			at, word, segment = end, word[n:], segment[n:]
			columns = uniseg.StringWidth(word)
		}
		end = at + len(word)
		at += len(segment)
		used += columns + len(segment) - len(word)
		// The last segment always "must" break.
		if must && strings.HasSuffix(segment, "\n") {
			flush(at)
		}
	}
	flush(at)
	for len(lines) > 0 && lines[len(lines)-1].text == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// line is a line of wrapped text.
type line struct {
	marked
	start int // offset in the text that was wrapped
}

// fittingPrefix returns how many bytes of s take up to width columns, at least one
// character.
func fittingPrefix(s string, width int) int {
	n, used, state := 0, 0, -1
	for rest := s; rest != ""; {
		var cluster string
		var columns int
		cluster, rest, columns, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used += columns; n > 0 && used > width {
			break
		}
		n += len(cluster)
	}
	return n
}

// cutMarked returns m.text[start:end], less white space at its end, with its marks.
func cutMarked(m marked, start, end int) marked {
	out := marked{text: strings.TrimRight(m.text[start:end], " ")}
	for _, mark := range m.marks {
		from, to := max(mark[0]-start, 0), min(mark[1]-start, len(out.text))
		if from < to {
			out.marks = append(out.marks, [2]int{from, to})
		}
	}
	return out
}
