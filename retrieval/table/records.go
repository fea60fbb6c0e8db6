package table

import (
	"slices"
	"strings"

	"footnote/retrieval"
)

// readRecords makes a table of rows whose cells name their columns themselves, as those
// of sheets do: "host: web-01 | owner: Ada".
func readRecords(run []line) (Table, bool) {
	var records []record
	for _, l := range run {
		r := record{span: l.span()}
		for _, cell := range retrieval.SplitCells(l.text) {
			name, value, ok := cutName(cell)
			if !ok {
				return Table{}, false
			}
			r.add(name, value)
		}
		records = append(records, r)
	}
	return tableOf(records)
}

// record is what one row says, by the names of its columns.
type record struct {
	span     retrieval.Span
	document string
	names    []string
	values   map[string]string
}

// add adds a value. One that is said again is a further one.
func (r *record) add(name, value string) {
	if r.values == nil {
		r.values = make(map[string]string)
	}
	if before, ok := r.values[name]; ok {
		r.values[name] = before + ", " + value
		return
	}
	r.names = append(r.names, name)
	r.values[name] = value
}

// cutName cuts "name: value". A name is short and has no sentence in it.
func cutName(s string) (name, value string, ok bool) {
	const longest = 60 // bytes of a column's name
	name, value, ok = strings.Cut(s, ": ")
	if !ok {
		name, ok = strings.CutSuffix(s, ":")
	}
	name = strings.TrimSpace(name)
	return name, strings.TrimSpace(value), ok && name != "" && len(name) <= longest && !strings.ContainsAny(name, "?!;")
}

// tableOf makes a table of records. Most of its columns must be in most of them.
func tableOf(records []record) (Table, bool) {
	if len(records) < fewestRows {
		return Table{}, false
	}
	var t Table
	said := make(map[string]int)
	for _, r := range records {
		for i, name := range r.names {
			if said[name]++; said[name] == 1 {
				at := len(t.Head)
				if i > 0 {
					at = slices.Index(t.Head, r.names[i-1]) + 1
				}
				t.Head = slices.Insert(t.Head, at, name)
			}
		}
	}
	common := 0
	for _, n := range said {
		if 2*n > len(records) {
			common++
		}
	}
	if common < 2 || 3*common < len(t.Head) {
		return Table{}, false
	}
	for _, r := range records {
		row := Row{Span: r.span, Document: r.document}
		for _, name := range t.Head {
			row.Cells = append(row.Cells, r.values[name])
		}
		t.Rows = append(t.Rows, row)
	}
	return t, true
}

// readFields makes tables of the records of a data file, which stand below each other with
// a line for each field: "items.name: Lamp". A record begins where its first field comes
// again. What stands between its fields without a name is its title.
func readFields(text string) []Table {
	var list []Table
	var records []record
	var pending []string // lines without a name
	add := func() {
		if t, ok := tableOf(records); ok {
			t.Name, t.Head = cutPath(t.Head)
			list = append(list, t)
		}
		records = nil
	}
	kind := ""
	for l := range eachLine(text) {
		name, value, ok := cutField(l.text)
		if !ok {
			if l.text != "" {
				pending = append(pending, l.text)
			}
			continue
		}
		of, _, _ := strings.Cut(name, ".")
		if of != kind {
			add()
			kind = of
		}
		last := len(records) - 1
		if last < 0 || records[last].names[0] == name {
			if len(records) == mostRows {
				return nil
			}
			records = append(records, record{span: l.span()})
			last++
		} else if len(pending) > 0 {
			records[last].add(kind+"."+titleField, strings.Join(pending, " "))
		}
		records[last].add(name, value)
		records[last].span.End = l.span().End
		pending = nil
	}
	add()
	return list
}

// titleField names what a record says without a name.
const titleField = "title"

// cutField cuts a line that names a field of a record of several: "items.name: Lamp".
func cutField(s string) (name, value string, ok bool) {
	const longest = 120 // bytes of a path
	name, value, ok = strings.Cut(s, ": ")
	if !ok {
		name, ok = strings.CutSuffix(s, ":")
	}
	of, field, nested := strings.Cut(name, ".")
	return name, strings.TrimSpace(value), ok && nested && of != "" && field != "" && len(name) <= longest && !strings.ContainsAny(name, " ?!;/")
}

// cutPath takes off what all names begin with: "items" of items.price.
func cutPath(names []string) (path string, rest []string) {
	path = names[0][:strings.LastIndexByte(names[0], '.')+1]
	for _, name := range names {
		for !strings.HasPrefix(name, path) {
			path = path[:strings.LastIndexByte(strings.TrimSuffix(path, "."), '.')+1]
		}
	}
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = strings.TrimPrefix(name, path)
	}
	return strings.TrimSuffix(path, "."), list
}

// ReadBundle makes a table of the records of a data file that are documents of their
// own. It returns false where they are no records of one kind.
func ReadBundle(documents []*retrieval.Document) (Table, bool) {
	var records []record
	for _, d := range documents {
		r, ok := documentRecord(d)
		if !ok {
			continue
		}
		records = append(records, r)
	}
	t, ok := tableOf(records)
	if ok {
		t.Name, t.Head = cutPath(t.Head)
	}
	return t, ok
}

// documentRecord reads a whole document as a record. What stands in it without a name is
// its title.
func documentRecord(d *retrieval.Document) (record, bool) {
	r := record{document: d.ID, span: retrieval.Span{End: len(d.Text)}}
	for l := range eachLine(d.Text) {
		name, value, ok := cutName(l.text)
		switch {
		case l.text == "":
		case !ok && len(r.names) > 0 && r.values[titleField] != "":
			return record{}, false // prose
		case !ok:
			r.add(titleField, l.text)
		default:
			r.add(name, value)
		}
	}
	return r, len(r.names) > 1
}
