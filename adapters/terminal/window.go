package terminal

// excerptLines is how much of an excerpt an answer shows: enough to judge the
// sentence by, few enough to see several excerpts at once.
const excerptLines = 8

// focusWindow returns which lines [from, to) of an excerpt to show: those in focus
// with the lines around them, or else those with the most highlights.
func focusWindow(lines []line, focus [][2]int) (from, to int) {
	if len(lines) <= excerptLines {
		return 0, len(lines)
	}
	if len(focus) == 0 {
		from = mostMarked(lines)
		return from, from + excerptLines
	}
	from, to = len(lines), 0
	for i, l := range lines {
		for _, f := range focus {
			if l.start < f[1] && f[0] < l.start+len(l.text) {
				from, to = min(from, i), max(to, i+1)
			}
		}
	}
	if from >= to { // the focus is on white space
		return 0, excerptLines
	}
	// One line before for every two after: what follows explains more.
	for to-from < excerptLines {
		grown := to - from
		for range 2 {
			if to < len(lines) && to-from < excerptLines {
				to++
			}
		}
		if from > 0 && to-from < excerptLines {
			from--
		}
		if to-from == grown {
			break
		}
	}
	for from < to-1 && lines[from].text == "" {
		from++
	}
	for to-1 > from && lines[to-1].text == "" {
		to--
	}
	return from, to
}

// mostMarked returns where the first run of excerptLines lines with the most
// marks begins.
func mostMarked(lines []line) int {
	best, most, marks := 0, -1, 0
	for i, l := range lines {
		marks += len(l.marks)
		if i >= excerptLines {
			marks -= len(lines[i-excerptLines].marks)
		}
		if i >= excerptLines-1 && marks > most {
			best, most = i-excerptLines+1, marks
		}
	}
	return best
}
