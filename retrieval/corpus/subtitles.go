package corpus

import (
	"context"
	"fmt"
	"html"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"footnote/retrieval"
)

// subtitleReader reads WebVTT and SubRip: what is said, joined to sentences
// and paragraphs, each speaker named where they begin. The times of cues are
// left out of the text; in a long recording a heading marks every fifth
// minute, so that a citation says where to listen.
type subtitleReader struct{}

const (
	timeMarks     = 5 * time.Minute
	longRecording = 10 * time.Minute
	paragraphGap  = 3 * time.Second // a pause that ends a paragraph
	paragraphSize = 600             // bytes, from which on a sentence's end ends it
)

var cueTimes = regexp.MustCompile(`^\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`)

func (subtitleReader) sniff(in *input) bool {
	if isBinary(in.data) {
		return false
	}
	head := decodeText(in.data[:min(len(in.data), 2048)], "")
	if strings.HasPrefix(head, "WEBVTT") {
		return true
	}
	switch strings.ToLower(path.Ext(in.name)) {
	case ".md", ".html", ".json", ".csv":
		return false
	}
	n := 0
	for line := range eachLine(head) {
		if n++; cueTimes.MatchString(line) {
			return true
		}
		if n == 4 || strings.Trim(line, "0123456789 \t") != "" {
			return false
		}
	}
	return false
}

// cue is what is said at a time.
type cue struct {
	start, end time.Duration
	speaker    string
	text       string
}

func (subtitleReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	cues := parseCues(decodeText(in.data, ""))
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(cues) == 0 {
		return in.refuseInput("there is nothing said in it")
	}
	d := in.newDocument("text/vtt")
	s := speech{long: cues[len(cues)-1].end > longRecording}
	for _, c := range cues {
		s.addCue(c)
	}
	s.endSpeech()
	s.p.finishText(d)
	return emit(d)
}

// parseCues reads the cues of either format. Blocks without times are notes,
// styles and the header.
func parseCues(text string) []cue {
	var cues []cue
	open := false
	for line := range eachLine(text + "\n\n") {
		line = strings.TrimSpace(line)
		if m := cueTimes.FindStringSubmatch(line); m != nil {
			cues = append(cues, cue{start: cueTime(m[1:5]), end: cueTime(m[5:9])})
			open = true
			continue
		}
		if line == "" {
			open = false
		}
		if !open {
			continue
		}
		c := &cues[len(cues)-1]
		for _, said := range splitVoices(line) {
			if said.speaker != "" && c.text != "" && said.speaker != c.speaker {
				cues = append(cues, cue{start: c.start, end: c.end})
				c = &cues[len(cues)-1]
			}
			if said.speaker != "" {
				c.speaker = said.speaker
			}
			c.text = strings.TrimSpace(c.text + " " + said.text)
		}
	}
	said := cues[:0]
	for i, c := range cues {
		// Captions that roll repeat the line before.
		if c.text == "" || i > 0 && len(said) > 0 && said[len(said)-1].text == c.text && said[len(said)-1].speaker == c.speaker {
			continue
		}
		said = append(said, c)
	}
	return said
}

func cueTime(m []string) time.Duration {
	var n [4]int
	for i, s := range m {
		n[i], _ = strconv.Atoi(s)
	}
	return time.Duration(n[0])*time.Hour + time.Duration(n[1])*time.Minute + time.Duration(n[2])*time.Second + time.Duration(n[3])*time.Millisecond
}

var (
	voiceTag = regexp.MustCompile(`<v(?:\.[^\s>]*)?\s+([^>]*)>`)
	cueTags  = regexp.MustCompile(`</?[a-zA-Z][^>]*>|<\d[\d:.]*>|\{\\[^}]*\}`)
)

// splitVoices splits a line of a cue by who speaks and drops its markup.
func splitVoices(line string) []cue {
	marks := voiceTag.FindAllStringSubmatchIndex(line, -1)
	text := func(from, to int) string {
		return oneLine(html.UnescapeString(cueTags.ReplaceAllString(line[from:to], "")))
	}
	if len(marks) == 0 {
		return []cue{{text: text(0, len(line))}}
	}
	var out []cue
	if before := text(0, marks[0][0]); before != "" {
		out = append(out, cue{text: before})
	}
	for i, m := range marks {
		end := len(line)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		out = append(out, cue{speaker: oneLine(html.UnescapeString(line[m[2]:m[3]])), text: text(m[1], end)})
	}
	return out
}

// speech joins cues.
type speech struct {
	p       plainText
	long    bool
	marked  int // time marks set
	last    cue
	current strings.Builder
}

func (s *speech) addCue(c cue) {
	switch {
	case c.speaker != s.last.speaker, c.start-s.last.end > paragraphGap, strings.HasPrefix(c.text, "- "),
		s.current.Len() > paragraphSize && endsSpeech(s.current.String()):
		s.endSpeech()
	}
	if mark := int(c.start / timeMarks); s.long && mark >= s.marked && (s.current.Len() == 0 || endsSpeech(s.current.String())) {
		s.endSpeech()
		at := time.Duration(mark) * timeMarks
		s.p.addHeading(2, fmt.Sprintf("%d:%02d:00", int(at.Hours()), int(at.Minutes())%60))
		s.marked = mark + 1
	}
	if s.current.Len() == 0 {
		if c.speaker != "" {
			s.current.WriteString(c.speaker + ": ")
		}
	} else {
		s.current.WriteByte(' ')
	}
	s.current.WriteString(c.text)
	s.last = c
}

func (s *speech) endSpeech() {
	s.p.addParagraph(s.current.String())
	s.current.Reset()
}

// endsSpeech reports whether text, which isn't empty, ends with the end of a
// sentence.
func endsSpeech(text string) bool {
	return strings.ContainsAny(text[len(text)-1:], `.?!"`) || strings.HasSuffix(text, "…") || strings.HasSuffix(text, "。")
}
