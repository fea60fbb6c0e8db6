package corpus

import (
	"slices"
	"strings"

	"footnote/retrieval"
)

const (
	// longestRow is how long an object may be to stand in one line, bytes.
	longestRow = 1000
	// longestRecord is that of one that is a document of its own: what is longer reads
	// better with a line for each of its values.
	longestRecord = 400
)

// formatRow returns the members of an object as a row of a table, each with its name.
// Its values are of one thing, so what is asked of it and what names it stand together.
// ok is false where it holds other objects, a text of its own or a question, or
// is longer than so many bytes.
func (o jsonObject) formatRow(longest int) (row string, ok bool) {
	var fields []string
	size := 0
	for _, m := range o {
		switch value := m.value.(type) {
		case jsonObject:
			return "", false
		case []any:
			if isListOfNumbers(value) || slices.ContainsFunc(value, isNested) {
				return "", false
			}
		case string:
			if slices.Contains(textKeys, m.key) && m.key != "description" || strings.Contains(strings.TrimSpace(value), "\n") || strings.HasSuffix(strings.TrimSpace(value), "?") {
				return "", false
			}
		}
		text := oneLine(formatScalar(m.value))
		if size += len(m.key) + len(text); size > longest {
			return "", false
		}
		if text != "" && !isEncoded(text) {
			fields = append(fields, oneLine(m.key)+": "+text)
		}
	}
	return retrieval.JoinCells(fields), true
}

// isNested reports whether a value holds others.
func isNested(value any) bool {
	switch value.(type) {
	case jsonObject, []any:
		return true
	}
	return false
}
