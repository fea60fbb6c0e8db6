package corpus

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
)

// textKeys are the keys of what a record is about: their values stand first and
// need no name.
var textKeys = []string{"text", "body", "content", "contents", "abstract", "passage", "article", "markdown", "md", "html", "description", "message"}

// idKeys are the keys of a record's name.
var idKeys = []string{"_id", "id", "docid"}

// isRecord reports whether an object is worth a document of its own: it has a
// text, or says something in words.
func (o jsonObject) isRecord() bool {
	for _, m := range o {
		s, ok := m.value.(string)
		switch {
		case slices.Contains(textKeys, m.key) && canonicalText(formatScalar(m.value)) != "":
			return true
		case ok && webURL(s) == "" && hasSentence(s):
			return true
		}
	}
	return false
}

// hasSentence reports whether a string says something: four words, or ten letters
// of a script that keeps no words apart.
func hasSentence(s string) bool {
	words, letters := 0, 0
	for word := range strings.FieldsSeq(s) {
		if strings.ContainsFunc(word, unicode.IsLetter) {
			words++
		}
		if words >= 4 {
			return true
		}
		for _, r := range word {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
				letters++
			}
		}
		if letters >= 10 {
			return true
		}
	}
	return false
}

// makeRecord turns an object into a document. Its ID is the record's own, in one
// line, or "" if the record names none.
func (in *input) makeRecord(ctx context.Context, o jsonObject) *retrieval.Document {
	d := in.newDocument("application/json")
	d.ID = cleanLine(oneLine(cmp.Or(o.text(idKeys[0]), o.text(idKeys[1]), o.text(idKeys[2]))))
	rest := takeFacts(d, o)
	r := recordText{ctx: ctx}
	if row, ok := rest.formatRow(longestRecord); ok && len(rest) > 1 {
		r.p.addRow(row)
		rest = nil
	}
	for _, key := range textKeys {
		i := slices.IndexFunc(rest, func(m jsonMember) bool { return m.key == key })
		if i >= 0 && canonicalText(formatScalar(rest[i].value)) != "" {
			r.addProse(formatScalar(rest[i].value))
			rest = slices.Delete(rest, i, i+1)
			break
		}
	}
	r.addMembers(nil, rest, 1)
	r.p.finishText(d)
	if d.Text == "" {
		d.Text = canonicalText(d.Title)
	}
	return d
}

// takeFacts sets the facts that an object states, in itself or in its metadata,
// and returns the members that are none.
func takeFacts(d *retrieval.Document, o jsonObject) (rest jsonObject) {
	for _, m := range o {
		switch value := m.value.(type) {
		case jsonObject:
			if m.key == "metadata" || m.key == "meta" {
				value = takeFacts(d, value)
			} else if name := value.text("name", "display_name", "displayName", "login"); name != "" && takeFact(d, m.key, name) {
				continue // an author, with what else is known of one
			}
			if len(value) > 0 {
				rest = append(rest, jsonMember{m.key, value})
			}
		default:
			if slices.Contains(idKeys, m.key) || takeFact(d, m.key, formatScalar(value)) {
				continue
			}
			rest = append(rest, m)
		}
	}
	return rest
}

// takeFact sets a fact where it isn't known. It reports whether the document
// knows it now, so that it need not stand in its text.
func takeFact(d *retrieval.Document, key, value string) bool {
	if value == "" {
		return false
	}
	var probe retrieval.Document
	if !setFact(&probe, key, value) {
		return false
	}
	setFact(d, key, value)
	for _, f := range [][2]*string{
		{&probe.Title, &d.Title}, {&probe.Author, &d.Author}, {&probe.Publisher, &d.Publisher},
		{&probe.URL, &d.URL}, {&probe.Published, &d.Published}, {&probe.Language, &d.Language},
	} {
		if *f[0] != "" {
			return *f[0] == *f[1]
		}
	}
	return false
}

// recordText writes the members of a record as text.
type recordText struct {
	ctx context.Context
	p   plainText
}

// addMembers writes members, those of objects in them below the path of their
// keys. level is that of headings.
func (r *recordText) addMembers(path []byte, o jsonObject, level int) {
	const deepest = 100
	if level > deepest {
		return
	}
	for _, m := range o {
		r.addMember(path, m, level)
	}
}

func (r *recordText) addMember(path []byte, m jsonMember, level int) {
	switch value := m.value.(type) {
	case nil:
	case string:
		r.addString(path, m.key, value, level)
	case jsonObject:
		r.addMembers(joinKey(slices.Clip(path), m.key), value, level+1)
	case []any:
		if line := formatScalar(value); line != "" && !isListOfNumbers(value) {
			r.addLabelled(path, m.key, line)
		}
		rows := false
		for _, item := range value {
			switch item := item.(type) {
			case jsonObject:
				if row, ok := item.formatRow(longestRow); ok && len(item) > 1 {
					if !rows {
						r.addLabelled(path, m.key, "")
					}
					rows = true
					r.p.addRow(row)
					continue
				}
				r.p.endList()
				r.addMembers(joinKey(slices.Clip(path), m.key), item, level+1)
			case []any:
				r.addMember(path, jsonMember{m.key, item}, level+1)
			}
		}
	default:
		r.addLabelled(path, m.key, formatScalar(value))
	}
}

// addString writes a string: a heading of a part, a text, or a value with its key.
func (r *recordText) addString(path []byte, key, value string, level int) {
	isTitle := key == "title" || key == "heading" || key == "headline" || key == "subject"
	switch {
	case strings.TrimSpace(value) == "" || isEncoded(value):
	case isTitle && len(path) > 0:
		r.p.endList()
		r.p.addHeading(min(level, 6), value)
	case slices.Contains(textKeys, key):
		r.addProse(value)
	case strings.Contains(strings.TrimSpace(value), "\n"):
		r.addLabelled(path, key, "")
		r.addProse(value)
	default:
		r.addLabelled(path, key, value)
	}
}

// addLabelled writes a line of a key and its value.
func (r *recordText) addLabelled(path []byte, key, value string) {
	label := string(joinKey(slices.Clip(path), key))
	r.p.addLine(label + ": " + value)
}

// addProse writes a text, which may be a piece of a web page.
func (r *recordText) addProse(text string) {
	r.p.endList()
	if looksLikeMarkup(text) {
		if root, err := parseHTML(r.ctx, text); err == nil {
			writeHTML(&r.p, root, nil)
			r.p.endList()
			return
		}
	}
	r.p.addParagraph(text)
}

// looksLikeMarkup reports whether a string is HTML: it begins with a tag and
// closes one.
func looksLikeMarkup(text string) bool {
	text = strings.TrimSpace(text)
	second, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text, "<"))
	return strings.HasPrefix(text, "<") && (unicode.IsLetter(second) || second == '!') && strings.Contains(text, "</")
}

// isEncoded reports whether a string is no text but bytes: base64, or an address
// that holds data.
func isEncoded(s string) bool { return strings.HasPrefix(s, "data:") || hasBase64(s) }

// isListOfNumbers reports whether a list is one of numbers that say nothing one by
// one, such as the vectors of a model.
func isListOfNumbers(list []any) bool {
	const few = 16
	numbers := 0
	for _, item := range list {
		if _, ok := item.(json.Number); ok {
			numbers++
		}
	}
	return numbers > few
}
