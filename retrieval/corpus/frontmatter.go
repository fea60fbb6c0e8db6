package corpus

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"footnote/retrieval"
)

// frontMatter splits the YAML block between lines of three dashes off.
func frontMatter(source string) (matter, body string) {
	rest, ok := strings.CutPrefix(source, "---\n")
	if !ok {
		return "", source
	}
	for at := 0; at < len(rest); {
		line, _, _ := strings.Cut(rest[at:], "\n")
		end := min(at+len(line)+1, len(rest))
		if mark := strings.TrimRight(line, " \t"); mark == "---" || mark == "..." {
			return rest[:at], rest[end:]
		}
		at = end
	}
	return "", source
}

// readFrontMatter takes the facts from a YAML block. One that is not valid,
// because of a colon in a title or of what a template engine fills in, is read
// line by line.
func readFrontMatter(d *retrieval.Document, matter string) {
	var fields map[string]any
	if !isPlainYAML(matter) || yaml.Unmarshal([]byte(matter), &fields) != nil {
		readFields(d, matter)
		return
	}
	for key, value := range fields {
		switch v := value.(type) {
		case []any:
			var parts []string
			for _, item := range v {
				switch item.(type) {
				case []any, map[string]any, nil:
				default:
					parts = append(parts, fmt.Sprint(item))
				}
			}
			setFact(d, key, strings.Join(parts, ", "))
		case map[string]any, nil:
		default:
			setFact(d, key, fmt.Sprint(v))
		}
	}
}

// What is read as YAML. The parser takes memory and time by the square of the
// depth and by the power of the number of aliases.
const (
	maxYAML        = 64 << 10
	maxYAMLDepth   = 50
	maxYAMLAliases = 16
)

// isPlainYAML reports whether a YAML block costs no more to parse than facts of
// a document do.
func isPlainYAML(matter string) bool {
	if len(matter) > maxYAML || strings.Count(matter, "*") > maxYAMLAliases {
		return false
	}
	open := 0
	for line := range strings.Lines(matter) {
		content := strings.TrimLeft(line, " -?\t")
		if len(line)-len(content) > maxYAMLDepth {
			return false
		}
		for _, c := range []byte(content) {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open--
			}
			if open > maxYAMLDepth {
				return false
			}
		}
	}
	return true
}

// readFields takes the facts from lines "key: value", which may be in quotes.
func readFields(d *retrieval.Document, matter string) {
	for line := range strings.Lines(matter[:min(len(matter), maxYAML)]) {
		key, value, found := strings.Cut(line, ":")
		if !found || strings.TrimLeft(key, " \t-#") != key {
			continue
		}
		value = strings.TrimSpace(value)
		if n := len(value); n > 1 && value[0] == value[n-1] && (value[0] == '"' || value[0] == '\'') {
			value = value[1 : n-1]
		}
		if value != "" && !strings.ContainsAny(value[:1], "[{|>&*") {
			setFact(d, key, value)
		}
	}
}
