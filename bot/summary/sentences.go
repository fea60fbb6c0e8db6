package summary

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"footnote/retrieval"
)

// draft is a sentence as the model wrote it.
type draft struct {
	text  string // without the marks
	cites []int  // numbers of excerpts, in order, each once
}

// cutter cuts a text that is still being written into sentences.
type cutter struct {
	rest string
}

// addPiece takes the next piece of the text and returns the sentences that are
// complete: those after which the words of another have begun, so that all
// their marks are known.
func (c *cutter) addPiece(piece string) []draft {
	c.rest += piece
	ready, spans := c.splitSentences()
	last := len(spans) - 1
	for last > 0 && parseDraft(ready[spans[last].Start:spans[last].End]).text == "" {
		last--
	}
	if last < 1 {
		return nil
	}
	c.rest = ready[spans[last].Start:]
	return draftsOf(ready, spans[:last])
}

// finishText returns what is left.
func (c *cutter) finishText() []draft {
	ready, spans := c.splitSentences()
	c.rest = ""
	return draftsOf(ready, spans)
}

// splitSentences finds the sentences of what is left. Marks that stand behind a full
// stop are moved before it, where they belong to their sentence, and end it
// however the text goes on.
func (c *cutter) splitSentences() (string, []retrieval.Span) {
	text := marksAfterStop.ReplaceAllStringFunc(c.rest, func(found string) string {
		parts := marksAfterStop.FindStringSubmatch(found)
		return " " + oneLine(parts[2]) + parts[1] + " "
	})
	text = markedEnd.ReplaceAllString(text, "$1\n\n")
	return text, retrieval.Sentences(text)
}

const marks = `(?:\s*(?:\[(?:excerpts?\s*)?\^?\d[\d\s,;–-]*\]|【\d[^】]*】))`

var (
	// A colon of a time or a dot in a number is followed by no mark.
	marksAfterStop = regexp.MustCompile(`([.!?。！？؟।]+["'”’»)]*)(` + marks + `+)`)
	markedEnd      = regexp.MustCompile(`(` + marks + `[.!?。！？؟।]+["'”’»)]*)\s+`)
	anyMark        = regexp.MustCompile(`(?i)` + marks)
	digits         = regexp.MustCompile(`\d+`)
	// A mark that is still being written.
	openMark = regexp.MustCompile(`\s*[\[【][^\]】]*$`)
)

func draftsOf(text string, spans []retrieval.Span) []draft {
	var found []draft
	for _, s := range spans {
		d := parseDraft(text[s.Start:s.End])
		switch {
		case d.text == "" && len(d.cites) > 0 && len(found) > 0:
			// Marks on a line of their own belong to what is above.
			last := &found[len(found)-1]
			last.cites = mergeNumbers(last.cites, d.cites)
		case d.text != "":
			found = append(found, d)
		}
	}
	return found
}

// parseDraft takes the marks and the markup out of a sentence.
func parseDraft(text string) draft {
	var d draft
	for _, mark := range anyMark.FindAllString(text, -1) {
		// Some models write 【2†source】; only the first number is the excerpt's.
		if strings.HasPrefix(strings.TrimSpace(mark), "【") {
			mark = digits.FindString(mark)
		}
		for _, number := range digits.FindAllString(mark, -1) {
			if n, err := strconv.Atoi(number); err == nil {
				d.cites = mergeNumbers(d.cites, []int{n})
			}
		}
	}
	text = anyMark.ReplaceAllString(text, "")
	d.text = plainText(openMark.ReplaceAllString(text, ""))
	return d
}

func mergeNumbers(list, more []int) []int {
	for _, n := range more {
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

var (
	link     = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	emphasis = regexp.MustCompile("(\\*\\*|__|`+|~~)")
	leader   = regexp.MustCompile(`^\s*(?:#{1,6}|[-*•>]|\d{1,2}[.)])\s+`)
	htmlTag  = regexp.MustCompile(`</?[a-zA-Z][^>]*>`)
)

// plainText strips markup: an answer is plain sentences.
func plainText(text string) string {
	text = link.ReplaceAllString(text, "$1")
	text = htmlTag.ReplaceAllString(text, "")
	text = emphasis.ReplaceAllString(text, "")
	text = leader.ReplaceAllString(text, "")
	return oneLine(text)
}
