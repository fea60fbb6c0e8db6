package corpus

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
)

// jsonObject is an object with its members in the order of the file. Values are
// string, json.Number, bool, nil, []any and jsonObject.
type jsonObject []jsonMember

type jsonMember struct {
	key   string
	value any
}

// get returns the value of the first of some keys that the object has, nil if it
// has none.
func (o jsonObject) get(keys ...string) any {
	for _, key := range keys {
		for _, m := range o {
			if m.key == key && m.value != nil {
				return m.value
			}
		}
	}
	return nil
}

// text returns the string or number of the first of some keys, "" if there is none.
func (o jsonObject) text(keys ...string) string { return formatScalar(o.get(keys...)) }

// object returns the object of a key, nil if there is none.
func (o jsonObject) object(key string) jsonObject {
	object, _ := o.get(key).(jsonObject)
	return object
}

// list returns the array of a key, nil if there is none.
func (o jsonObject) list(key string) []any {
	list, _ := o.get(key).([]any)
	return list
}

// has reports whether the object has all of some keys.
func (o jsonObject) has(keys ...string) bool {
	for _, key := range keys {
		if o.get(key) == nil {
			return false
		}
	}
	return true
}

// parseJSON parses a value, keeping the order of members.
func parseJSON(data []byte) (any, error) {
	if !json.Valid(data) {
		var v any
		return nil, json.Unmarshal(data, &v) // which says where
	}
	s := newJSONStream(context.Background(), data)
	return s.value()
}

// value parses what comes next as a whole. Validity has been checked, and with it
// the depth.
func (s *jsonStream) value() (any, error) {
	switch s.peek() {
	case '{':
		if _, err := s.token(); err != nil {
			return nil, err
		}
		object := jsonObject{}
		for s.more() {
			key, err := s.key()
			if err != nil {
				return nil, err
			}
			value, err := s.value()
			if err != nil {
				return nil, err
			}
			object = append(object, jsonMember{key, value})
		}
		_, err := s.token()
		return object, err
	case '[':
		if _, err := s.token(); err != nil {
			return nil, err
		}
		list := []any{}
		for s.more() {
			value, err := s.value()
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		_, err := s.token()
		return list, err
	}
	return s.scalar()
}

// jsonStream reads JSON piece by piece.
type jsonStream struct {
	data []byte
	d    *json.Decoder
}

func newJSONStream(ctx context.Context, data []byte) *jsonStream {
	s := &jsonStream{data: data, d: json.NewDecoder(&contextReader{ctx, bytes.NewReader(data)})}
	s.d.UseNumber()
	return s
}

var errNotJSON = errors.New("there is more, or less, than one value")

func (s *jsonStream) token() (json.Token, error) {
	t, err := s.d.Token()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return t, err
}

func (s *jsonStream) more() bool { return s.d.More() }

func (s *jsonStream) offset() int { return int(s.d.InputOffset()) }

// peek returns the first byte of the value that comes next, 0 if none does.
func (s *jsonStream) peek() byte {
	rest := s.data[min(s.offset(), len(s.data)):]
	for _, c := range rest {
		switch c {
		case ' ', '\t', '\r', '\n', ',', ':':
		default:
			return c
		}
	}
	return 0
}

// key reads the key of a member.
func (s *jsonStream) key() (string, error) {
	t, err := s.token()
	if err != nil {
		return "", err
	}
	key, ok := t.(string)
	if !ok {
		return "", errNotJSON
	}
	return key, nil
}

// scalar reads a string, number, bool or nil.
func (s *jsonStream) scalar() (any, error) {
	t, err := s.token()
	if _, ok := t.(json.Delim); ok && err == nil {
		return nil, errNotJSON
	}
	return t, err
}

// raw reads a value without looking into it. It holds until the next call.
func (s *jsonStream) raw() ([]byte, error) {
	var raw skippedJSON
	err := s.d.Decode(&raw)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	end := s.offset()
	return s.data[end-raw.size : end], nil
}

// skippedJSON takes a value without keeping it: it stands in the data.
type skippedJSON struct{ size int }

// UnmarshalJSON implements json.Unmarshaler.
func (r *skippedJSON) UnmarshalJSON(data []byte) error {
	r.size = len(data)
	return nil
}

// expectEnd fails if anything follows the value that was read.
func (s *jsonStream) expectEnd() error {
	if s.peek() != 0 {
		return errNotJSON
	}
	return nil
}

// isBroken reports whether an error is one of the data, not of who reads it.
func (s *jsonStream) isBroken(err error) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, errNotJSON)
}
