package corpus

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"footnote/retrieval"
)

// jsonReader reads JSON lines, JSON arrays, and other JSON. An object that says
// something in words is a document, a chat is one for each of its threads or days;
// all else is one document of values. No string is lost: what names no fact is
// text. Files are read as they are parsed, so that their size costs no memory.
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

// smallJSON is how many bytes of JSON may be looked at as a whole: a record of a
// document, or the head of a chat.
const smallJSON = 8 << 20

func (r jsonReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	data := bytes.TrimSpace(bytes.TrimPrefix(in.data, []byte("\xEF\xBB\xBF")))
	if len(data) == 0 {
		return in.refuseInput("it holds no text")
	}
	w := newJSONWriter(ctx, in, emit)
	if first, _, several := bytes.Cut(data, []byte("\n")); data[0] == '{' && several && json.Valid(bytes.TrimSpace(first)) {
		return r.readLines(w, data)
	}
	return r.readDocument(w, data)
}

// readLines reads one record a line. Bad lines are named at the end; the good
// ones are documents.
func (jsonReader) readLines(w *jsonWriter, data []byte) error {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		value, err := parseJSON(line)
		if err != nil {
			w.noteBad(n, err)
			continue
		}
		if err := w.addElement("", value, n); err != nil {
			return err
		}
	}
	return w.finishFile("line")
}

// readDocument reads one JSON value. What comes before damage in it is read.
func (jsonReader) readDocument(w *jsonWriter, data []byte) error {
	if data[0] == '{' && len(data) <= smallJSON {
		if object, err := parseJSON(data); err == nil {
			if o, ok := object.(jsonObject); ok && (o.isRecord() || o.isConversation()) && !o.hasMessages() && o.object("chats").list("list") == nil {
				if err := w.addElement("", o, 1); err != nil {
					return err
				}
				return w.finishFile("record")
			}
		}
	}
	s := newJSONStream(w.ctx, data)
	err := w.walkDocument(s)
	switch {
	case err == nil:
	case w.ctx.Err() != nil:
		return w.ctx.Err()
	case !s.isBroken(err):
		return err
	case w.isEmpty():
		return w.in.failInput(err, "it is not valid JSON")
	default:
		w.damage = err
	}
	return w.finishFile("record")
}

// walkDocument reads the value that the stream holds, member by member.
func (w *jsonWriter) walkDocument(s *jsonStream) error {
	switch s.peek() {
	case '[':
		if err := w.walkArray(s, "", nil); err != nil {
			return err
		}
	case '{':
		if err := w.walkObject(s); err != nil {
			return err
		}
	default:
		if err := w.walkValue(s, nil); err != nil {
			return err
		}
	}
	return s.expectEnd()
}

// walkObject reads the outermost object: arrays of objects in it element by
// element, all else as values.
func (w *jsonWriter) walkObject(s *jsonStream) error {
	if _, err := s.token(); err != nil {
		return err
	}
	var head jsonObject // what came before
	for s.more() {
		key, err := s.key()
		if err != nil {
			return err
		}
		switch s.peek() {
		case '[':
			err = w.walkArray(s, key, head)
		case '{':
			if key == "chats" { // all that Telegram has of somebody
				err = w.walkObject(s)
				break
			}
			start := s.offset()
			err = w.walkValue(s, []byte(key))
			if raw := s.data[start:s.offset()]; err == nil && len(raw) < smallHead {
				if value, err := parseJSON(bytes.TrimLeft(raw, " \t\r\n,:")); err == nil {
					head = append(head, jsonMember{key, value})
				}
			}
		default:
			var value any
			if value, err = s.scalar(); err == nil {
				head = append(head, jsonMember{key, value})
				w.addFact(key, value)
				err = w.addValue([]byte(key), value)
			}
		}
		if err != nil {
			return err
		}
	}
	_, err := s.token()
	return err
}

// smallHead bounds an object beside the messages of a chat, bytes.
const smallHead = 64 << 10

// walkArray reads the elements of an array, each on its own. key is that of the
// array in the outermost object, head what stands before it there.
func (w *jsonWriter) walkArray(s *jsonStream, key string, head jsonObject) error {
	if _, err := s.token(); err != nil {
		return err
	}
	var chat *chat
	path := []byte(key)
	for n := 1; s.more(); n++ {
		if n%1000 == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		if s.peek() != '{' {
			if err := w.walkValue(s, path); err != nil {
				return err
			}
			continue
		}
		raw, err := s.raw()
		if err != nil {
			return err
		}
		if len(raw) == len("{}") {
			continue
		}
		value, err := parseJSON(raw)
		if err != nil {
			return err
		}
		object := value.(jsonObject)
		if n == 1 {
			if chat = w.findChat(head, key, object); chat != nil {
				w.dropHead()
			}
		}
		if chat != nil {
			err = chat.addRecord(object)
		} else {
			err = w.addElement(key, object, n)
		}
		if err != nil {
			return err
		}
	}
	if _, err := s.token(); err != nil {
		return err
	}
	w.endNumbers(path)
	if chat != nil {
		return chat.finishChat()
	}
	return nil
}

// walkValue writes the values of what the stream holds next, however large and
// deep it is.
func (w *jsonWriter) walkValue(s *jsonStream, path []byte) error {
	type level struct {
		length int  // of the path above
		object bool // else it is an array
	}
	var open []level
	for n := 0; ; n++ {
		if n%1000 == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		for len(open) > 0 && !s.more() {
			if _, err := s.token(); err != nil {
				return err
			}
			if last := open[len(open)-1]; !last.object {
				w.endNumbers(path)
			}
			path, open = path[:open[len(open)-1].length], open[:len(open)-1]
			if len(open) == 0 {
				return nil
			}
		}
		above := len(path)
		if len(open) > 0 && open[len(open)-1].object {
			key, err := s.key()
			if err != nil {
				return err
			}
			path = joinKey(path, key)
		}
		switch s.peek() {
		case '{', '[':
			object := s.peek() == '{'
			if _, err := s.token(); err != nil {
				return err
			}
			open = append(open, level{above, object})
		default:
			value, err := s.scalar()
			if err != nil {
				return err
			}
			if err := w.addValue(path, value); err != nil {
				return err
			}
			path = path[:above]
			if len(open) == 0 {
				return nil
			}
		}
	}
}

// maxPath bounds what is shown of the keys above a value, bytes: a file may be
// nested thousands deep.
const maxPath = 200

// joinKey returns a path with one more key, up to where it is long enough.
func joinKey(path []byte, key string) []byte {
	if len(path) >= maxPath {
		return path
	}
	if len(path) > 0 {
		path = append(path, '.')
	}
	return append(path, key[:min(len(key), maxPath)]...)
}

// formatScalar prints a JSON string, number or list of them.
func formatScalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return fmt.Sprint(v)
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
