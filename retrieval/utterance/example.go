package utterance

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Example is a message as somebody wrote it, with what it is.
type Example struct {
	Language string
	Text     string
	Kind     Kind
	// Pieces of Text in order, none overlapping. What lies in none is Social.
	Pieces []Piece
	// HeldOut keeps the example out of fitting, so that it can judge.
	HeldOut bool
}

// Piece is the bytes [Start, End) of a message and what they are for.
type Piece struct {
	Start, End int
	Label      Label
}

var labelLetters = map[byte]Label{'o': Social, 's': Setting, 'q': Asked}

// kindNames are the kinds as files of examples name them.
var kindNames = [kindCount]string{"asking", "greeting", "thanks", "help", "identity", "listing", "summarizing", "about", "pointing", "chatter"}

// String returns the kind's name.
func (k Kind) String() string { return kindNames[k] }

// heldOutEvery is how many examples one is held out of.
const heldOutEvery = 5

// ReadExamples reads a file of examples of one language: the section "# messages"
// has messages with their pieces in braces, {o …}, {s …} and {q …} for Social,
// Setting and Asked; "# plain" has questions that are whole as they are; "# kinds" has
// a kind, a tab and a message. Newlines are written \n. Every fifth line of a section
// is held out. name is for errors.
func ReadExamples(name, language string, r io.Reader) ([]Example, error) {
	var list []Example
	section, n := "", 0
	lines := bufio.NewScanner(r)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" {
			continue
		}
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			section, n = strings.Fields(heading)[0], 0
			continue
		}
		e := Example{Language: language}
		var err error
		switch section {
		case "messages":
			err = e.parsePieces(line)
		case "plain":
			e.Text = unescape(line)
			e.Pieces = []Piece{{0, len(e.Text), Asked}}
		case "kinds":
			err = e.parseKind(line)
		default:
			err = fmt.Errorf("no section %q; there are messages, plain and kinds", section)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, number, err)
		}
		n++
		e.HeldOut = n%heldOutEvery == 0
		list = append(list, e)
	}
	return list, lines.Err()
}

func (e *Example) parseKind(line string) error {
	name, text, ok := strings.Cut(line, "\t")
	if !ok {
		return fmt.Errorf("%q has no tab between a kind and a message", line)
	}
	for k, known := range kindNames {
		if known == strings.TrimSpace(name) {
			e.Kind = Kind(k)
			return e.parsePieces(text)
		}
	}
	return fmt.Errorf("%q is no kind of message; they are %s", name, strings.Join(kindNames[:], ", "))
}

// parsePieces reads a message with pieces in braces.
func (e *Example) parsePieces(line string) error {
	var text strings.Builder
	for line != "" {
		open := strings.IndexByte(line, '{')
		if open < 0 {
			text.WriteString(unescape(line))
			break
		}
		text.WriteString(unescape(line[:open]))
		end := endOfPiece(line[open:])
		if end < 0 || open+2 >= len(line) {
			return fmt.Errorf("a piece isn't closed: %s", line[open:])
		}
		label, ok := labelLetters[line[open+1]]
		if !ok || line[open+2] != ' ' {
			text.WriteByte('{') // of somebody's code
			line = line[open+1:]
			continue
		}
		piece := unescape(line[open+3 : open+end])
		start := text.Len()
		text.WriteString(piece)
		if strings.TrimSpace(piece) != "" {
			e.Pieces = append(e.Pieces, Piece{start, text.Len(), label})
		}
		line = line[open+end+1:]
	}
	e.Text = text.String()
	return nil
}

// endOfPiece returns where the brace closes that s begins with, -1 if nowhere.
func endOfPiece(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func unescape(s string) string { return strings.ReplaceAll(s, `\n`, "\n") }

// labelsOf returns the labels of a message's tokens as an example has them.
func (e *Example) labelsOf(m *message) []Label {
	labels := make([]Label, len(m.tokens))
	for i, t := range m.tokens {
		for _, p := range e.Pieces {
			if p.Start <= t.start && t.start < p.End {
				labels[i] = p.Label
			}
		}
	}
	return labels
}
