package corpus

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"footnote/retrieval"
)

// jsonWriter makes documents of what is read of a JSON file: of its records one
// each, of all that is in none of them one of values.
type jsonWriter struct {
	ctx  context.Context
	in   *input
	emit func(*retrieval.Document) error

	ids    map[string]bool
	good   int   // documents
	bad    []int // numbers of records that were no JSON
	first  error // of the first one
	damage error // what ended the file early

	facts   retrieval.Document // that the file states
	values  strings.Builder
	written int    // bytes of values in all
	parts   int    // documents of them
	numbers int    // of the array that is being read
	isChat  bool   // what stands beside its messages is of use to programs only
	table   string // key of the array whose rows are being written
}

func newJSONWriter(ctx context.Context, in *input, emit func(*retrieval.Document) error) *jsonWriter {
	return &jsonWriter{ctx: ctx, in: in, emit: emit, ids: make(map[string]bool)}
}

// dropHead drops the values beside the messages of a chat.
func (w *jsonWriter) dropHead() {
	w.isChat = true
	w.values.Reset()
}

func (w *jsonWriter) isEmpty() bool { return w.good == 0 && w.values.Len() == 0 }

func (w *jsonWriter) noteBad(n int, err error) {
	w.first = cmp.Or(w.first, err)
	w.bad = append(w.bad, n)
}

// addElement adds the n-th element of an array, or of the lines, which is an
// object where it says much. key is that of the array.
func (w *jsonWriter) addElement(key string, value any, n int) error {
	object, ok := value.(jsonObject)
	if !ok {
		return w.addTree([]byte(key), value)
	}
	if object.isChat() {
		return w.addChat(object, n)
	}
	if !object.isRecord() {
		return w.addRow(key, object)
	}
	d := w.in.makeRecord(w.ctx, object)
	if d.Text == "" {
		return nil
	}
	if d.ID == "" {
		d.ID = strconv.Itoa(n)
		if key != "" {
			d.ID = cleanLine(oneLine(key)) + "-" + d.ID
		}
	}
	return w.emitRecord(d)
}

// emitRecord emits a document whose ID is the one that it has in the file.
func (w *jsonWriter) emitRecord(d *retrieval.Document) error {
	for own, k := d.ID, 2; w.ids[d.ID]; k++ {
		d.ID = fmt.Sprintf("%s-%d", own, k)
	}
	w.ids[d.ID] = true
	d.ID = w.in.id + "#" + d.ID
	w.good++
	return w.emit(d)
}

// addRow adds an object that says little as a row of a table: its values are of
// one thing.
func (w *jsonWriter) addRow(key string, o jsonObject) error {
	row, ok := o.formatRow(longestRow)
	if !ok {
		return w.addTree([]byte(key), o)
	}
	if row == "" {
		return nil
	}
	if key != w.table {
		w.table = key
		w.values.WriteByte('\n')
		if err := w.addLine(oneLine(key) + ":"); err != nil {
			return err
		}
	}
	return w.addLine(row)
}

// addTree adds the values of what was parsed as a whole.
func (w *jsonWriter) addTree(path []byte, value any) error {
	switch value := value.(type) {
	case jsonObject:
		for _, m := range value {
			if err := w.addTree(joinKey(path[:len(path):len(path)], m.key), m.value); err != nil {
				return err
			}
		}
		return nil
	case []any:
		for _, item := range value {
			if err := w.addTree(path, item); err != nil {
				return err
			}
		}
		w.endNumbers(path)
		return nil
	}
	return w.addValue(path, value)
}

// mostNumbers is how many numbers of an array are written. The rest of a long one,
// such as the points of a coast, says nothing to who reads it.
const mostNumbers = 100

// addValue adds a line of a value below its keys.
func (w *jsonWriter) addValue(path []byte, value any) error {
	switch v := value.(type) {
	case nil:
		return nil
	case json.Number:
		if w.numbers++; w.numbers > mostNumbers {
			return nil
		}
	case string:
		w.numbers = 0
		if isEncoded(v) {
			return nil
		}
	}
	line := formatScalar(value)
	if len(path) > 0 {
		line = string(path) + ": " + line
	}
	return w.addLine(line)
}

// endNumbers ends an array: how many of its numbers were left out is said.
func (w *jsonWriter) endNumbers(path []byte) {
	if more := w.numbers - mostNumbers; more > 0 {
		fmt.Fprintf(&w.values, "%s: and %d more numbers\n", path, more)
	}
	w.numbers = 0
}

// maxValues bounds the text of a file of values, bytes: a key stands before each
// value of its list, so that it may be many times the file.
const maxValues = 128 << 20

// addLine adds a line of values. Many lines are a document each time that they
// are enough for one.
func (w *jsonWriter) addLine(line string) error {
	if w.written += len(line) + 1; w.written > maxValues {
		return w.in.failInput(nil, "it holds more than %d MB of text; split it", maxValues>>20)
	}
	w.values.WriteString(line)
	w.values.WriteByte('\n')
	if w.values.Len() >= longDocument/2 {
		return w.emitValues()
	}
	return nil
}

// emitValues emits the values that there are as a document.
func (w *jsonWriter) emitValues() error {
	d := w.in.newDocument("application/json")
	if !w.isChat {
		d.Text = canonicalText(w.values.String())
	}
	w.values = strings.Builder{}
	if d.Text == "" {
		return nil
	}
	d.Title, d.Author, d.Publisher, d.URL, d.Published, d.Language =
		w.facts.Title, w.facts.Author, w.facts.Publisher, w.facts.URL, w.facts.Published, w.facts.Language
	if w.parts++; w.parts > 1 {
		d.ID = partID(d.ID, w.parts)
	}
	w.good++
	return w.emit(d)
}

// addFact takes a member of the outermost object as a fact of the file, if it is
// one.
func (w *jsonWriter) addFact(key string, value any) { setFact(&w.facts, key, formatScalar(value)) }

// finishFile emits the values and says what was bad.
func (w *jsonWriter) finishFile(unit string) error {
	if err := w.emitValues(); err != nil {
		return err
	}
	const named = 5
	switch {
	case w.damage != nil:
		return w.in.failInput(w.damage, "it is not valid JSON to its end; what comes before the damage was read")
	case len(w.bad) > 0:
		var list []string
		for _, n := range w.bad[:min(len(w.bad), named)] {
			list = append(list, strconv.Itoa(n))
		}
		s := strings.Join(list, ", ")
		if len(w.bad) > named {
			s += fmt.Sprintf(" and %d more", len(w.bad)-named)
		}
		return w.in.failInput(w.first, "not valid JSON at %s %s; the other %ss were read", unit, s, unit)
	case w.good == 0:
		return w.in.refuseInput("it holds no text")
	}
	return nil
}
