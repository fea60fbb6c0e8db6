package summary

import (
	"encoding/json"
	"strconv"
	"strings"
)

// sentencesSchema is what a model writes by that is asked for JSON. It has no more than all
// servers take: no bounds, and nothing that may be left out.
const sentencesSchema = `{"type":"object","properties":{"sentences":{"type":"array","items":{"type":"object",` +
	`"properties":{"sentence":{"type":"string"},"excerpts":{"type":"array","items":{"type":"integer"}}},` +
	`"required":["sentence","excerpts"],"additionalProperties":false}}},"required":["sentences"],"additionalProperties":false}`

// reshaper makes of a model's JSON, which is still being written, the text that it would
// have written otherwise: sentences with marks. What is no JSON it passes on as it is.
type reshaper struct {
	text   string // all that came
	at     int    // where what hasn't been read of it begins
	shaped bool
	plain  bool
	found  int
}

// addPiece takes the next piece and returns what it adds to the text.
func (r *reshaper) addPiece(piece string) string {
	if r.plain {
		return piece
	}
	r.text += piece
	if !r.shaped {
		began := strings.TrimLeft(r.text, " \t\r\n")
		if rest, ok := strings.CutPrefix(began, "```"); ok { // ```json
			began = strings.TrimLeft(strings.TrimPrefix(rest, "json"), " \t\r\n")
		}
		switch {
		case began == "" || strings.HasPrefix("```json", strings.TrimSpace(r.text)):
			return ""
		case began[0] != '{':
			r.plain = true
			return r.text
		}
		r.shaped = true
		r.at = len(r.text) - len(began) + 1 // what stands in it are the sentences
	}
	var b strings.Builder
	for {
		from, to, ok := nextObject(r.text[r.at:])
		if !ok {
			return b.String()
		}
		b.WriteString(r.tellSentence(r.text[r.at+from : r.at+to]))
		r.at += to
	}
}

// finishText returns what the text ends with: that there is no answer, if the JSON says so.
func (r *reshaper) finishText() string {
	var whole struct{ Sentences *[]json.RawMessage }
	if r.shaped && r.found == 0 && json.NewDecoder(strings.NewReader(strings.TrimLeft(r.text, "`json \t\r\n"))).Decode(&whole) == nil && whole.Sentences != nil && len(*whole.Sentences) == 0 {
		return noAnswer
	}
	if !r.shaped && !r.plain {
		return r.text
	}
	return ""
}

// tellSentence writes a sentence with its marks, on a line of its own.
func (r *reshaper) tellSentence(object string) string {
	var s struct {
		Sentence string
		Excerpts []int
	}
	if json.Unmarshal([]byte(object), &s) != nil || strings.TrimSpace(s.Sentence) == "" {
		return ""
	}
	r.found++
	var b strings.Builder
	b.WriteString(oneLine(s.Sentence))
	for _, n := range s.Excerpts {
		b.WriteString(" [" + strconv.Itoa(n) + "]")
	}
	return b.String() + "\n\n"
}

// nextObject finds the bytes of the next whole JSON object in a text.
func nextObject(text string) (from, to int, ok bool) {
	from = -1
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			if depth++; depth == 1 {
				from = i
			}
		case c == '}' && depth > 0:
			if depth--; depth == 0 {
				return from, i + 1, true
			}
		}
	}
	return 0, 0, false
}
