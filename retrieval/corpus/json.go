package corpus

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"footnote/retrieval"
)

// jsonReader reads JSON lines, and JSON arrays of the same records: each
// object with a text is a document. Other JSON is one document of its values.
type jsonReader struct{}

func (jsonReader) sniff(in *input) bool {
	head := bytes.TrimLeft(bytes.TrimPrefix(in.data[:min(len(in.data), 4096)], []byte("\xEF\xBB\xBF")), " \t\r\n")
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return false
	}
	switch strings.ToLower(path.Ext(in.name)) {
	case ".json", ".jsonl", ".ndjson", ".geojson":
		return true
	case "":
	default:
		return false
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return json.Valid(line) && len(line) > 2
}

func (r jsonReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	data := bytes.TrimSpace(bytes.TrimPrefix(in.data, []byte("\xEF\xBB\xBF")))
	if len(data) == 0 {
		return in.refuseInput("it holds no text")
	}
	first, _, several := bytes.Cut(data, []byte("\n"))
	switch {
	case data[0] == '{' && (several && json.Valid(bytes.TrimSpace(first)) || !several && isRecord(data)):
		return r.readLines(ctx, in, data, emit)
	case data[0] == '[':
		var records []json.RawMessage
		if err := json.Unmarshal(data, &records); err != nil {
			return in.failInput(err, "it is not valid JSON")
		}
		if len(records) > 0 && isRecord(records[0]) {
			return r.readRecords(ctx, in, records, emit)
		}
	}
	return r.readValues(in, data, emit)
}

// readLines reads one record a line. Bad lines are named at the end; the good
// ones are documents.
func (jsonReader) readLines(ctx context.Context, in *input, data []byte, emit func(*retrieval.Document) error) error {
	b := bundle{in: in, emit: emit}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if err := ctx.Err(); err != nil {
			return err
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if err := b.addRecord(line, n); err != nil {
			return err
		}
	}
	return b.finishBundle("line")
}

func (jsonReader) readRecords(ctx context.Context, in *input, records []json.RawMessage, emit func(*retrieval.Document) error) error {
	b := bundle{in: in, emit: emit}
	for i, record := range records {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := b.addRecord(record, i+1); err != nil {
			return err
		}
	}
	return b.finishBundle("record")
}

// bundle emits the records of a file and remembers which were bad.
type bundle struct {
	in    *input
	emit  func(*retrieval.Document) error
	ids   map[string]bool
	bad   []string
	first error
	good  int
}

// addRecord emits the document of a record, the n-th one. A bad record is kept
// for finishBundle's report.
func (b *bundle) addRecord(data []byte, n int) error {
	d, err := b.in.makeRecord(data)
	if err != nil {
		b.first = cmp.Or(b.first, err)
		b.bad = append(b.bad, strconv.Itoa(n))
		return nil
	}
	if d.Text == "" {
		return nil
	}
	if b.ids == nil {
		b.ids = make(map[string]bool)
	}
	if d.ID == "" {
		d.ID = strconv.Itoa(n)
	}
	for own, k := d.ID, 2; b.ids[d.ID]; k++ {
		d.ID = fmt.Sprintf("%s-%d", own, k)
	}
	b.ids[d.ID] = true
	d.ID = b.in.id + "#" + d.ID
	b.good++
	return b.emit(d)
}

func (b *bundle) finishBundle(unit string) error {
	const named = 5
	switch {
	case len(b.bad) > 0:
		list := strings.Join(b.bad[:min(len(b.bad), named)], ", ")
		if len(b.bad) > named {
			list += fmt.Sprintf(" and %d more", len(b.bad)-named)
		}
		return b.in.failInput(b.first, "not valid JSON at %s %s; the other %ss were read", unit, list, unit)
	case b.good == 0:
		return b.in.refuseInput("none of its records has a text")
	}
	return nil
}

// isRecord reports whether data is a JSON object with a text.
func isRecord(data []byte) bool {
	var object map[string]json.RawMessage
	if json.Unmarshal(data, &object) != nil {
		return false
	}
	return slices.ContainsFunc(textKeys, func(k string) bool { return object[k] != nil })
}

var textKeys = []string{"text", "body", "content", "contents", "abstract", "passage", "article"}

// makeRecord turns one JSON object into a document. Its ID is the record's own,
// in one line, or "" if the record names none.
func (in *input) makeRecord(data []byte) (*retrieval.Document, error) {
	var object map[string]any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&object); err != nil {
		return nil, err
	}
	d := in.newDocument("application/json")
	d.ID = cleanLine(oneLine(cmp.Or(formatScalar(object["_id"]), formatScalar(object["id"]), formatScalar(object["docid"]))))
	for _, key := range textKeys {
		if text := canonicalText(formatScalar(object[key])); text != "" {
			d.Text = text
			break
		}
	}
	readObject(d, object)
	if d.Text == "" {
		d.Text = canonicalText(d.Title)
	}
	return d, nil
}

// readObject takes the facts from an object and from its "metadata".
func readObject(d *retrieval.Document, object map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		switch value := object[key].(type) {
		case map[string]any:
			if key == "metadata" || key == "meta" {
				readObject(d, value)
			}
		default:
			setFact(d, key, formatScalar(value))
		}
	}
}

// formatScalar prints a JSON string, number or list of them.
func formatScalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		var parts []string
		for _, item := range v {
			if s := formatScalar(item); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	}
	return ""
}

// readValues makes any JSON readable: a line "key: value" for each value.
func (jsonReader) readValues(in *input, data []byte, emit func(*retrieval.Document) error) error {
	var value any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&value); err != nil {
		return in.failInput(err, "it is not valid JSON")
	}
	var b strings.Builder
	if !flattenJSON(&b, nil, value) {
		return in.failInput(nil, "it holds more than %d MB of text; split it", maxValues>>20)
	}
	d := in.newDocument("application/json")
	if d.Text = canonicalText(b.String()); d.Text == "" {
		return in.refuseInput("it holds no text")
	}
	if object, ok := value.(map[string]any); ok {
		readObject(d, object)
	}
	return emit(d)
}

// maxPath bounds what is shown of the keys above a value, bytes: a file may be
// nested thousands deep.
const maxPath = 200

// maxValues bounds the text of a file of values, bytes: a key stands before each
// value of its list, so that it may be many times the file.
const maxValues = 128 << 20

// flattenJSON writes a line for each value. It returns false once that is too
// much.
func flattenJSON(b *strings.Builder, path []byte, value any) bool {
	switch v := value.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			inner := path
			if len(inner) < maxPath {
				if len(inner) > 0 {
					inner = append(inner, '.')
				}
				inner = append(inner, key[:min(len(key), maxPath)]...)
			}
			if !flattenJSON(b, inner, v[key]) {
				return false
			}
		}
	case []any:
		for _, item := range v {
			if !flattenJSON(b, path, item) {
				return false
			}
		}
	case nil:
	default:
		if len(path) > 0 {
			b.Write(path)
			b.WriteString(": ")
		}
		fmt.Fprintln(b, v)
	}
	return b.Len() <= maxValues
}
