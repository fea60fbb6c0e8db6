package corpus

import (
	"fmt"
	"maps"
	"slices"
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

// readFrontMatter takes the facts from a YAML block, and returns what else it says in
// words, such as a description, as lines. A block that is not valid, because of a
// colon in a title or of what a template engine fills in, is read line by line.
func readFrontMatter(d *retrieval.Document, matter string) []string {
	var fields map[string]any
	if !isPlainYAML(matter) || yaml.Unmarshal([]byte(matter), &fields) != nil {
		return readFields(d, matter)
	}
	var said []string
	set := func(key, value string) { said = setFactOrSay(d, said, key, value) }
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		switch v := fields[key].(type) {
		case []any:
			var parts []string
			for _, item := range v {
				switch item.(type) {
				case []any, map[string]any, nil:
				default:
					parts = append(parts, fmt.Sprint(item))
				}
			}
			set(key, strings.Join(parts, ", "))
		case map[string]any, nil:
		default:
			set(key, fmt.Sprint(v))
		}
	}
	return said
}

// setFactOrSay sets a fact, or adds a line for what is none and is said in words.
func setFactOrSay(d *retrieval.Document, said []string, key, value string) []string {
	if !setFact(d, key, value) && hasWords(value) {
		return append(said, key+": "+value)
	}
	return said
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

// readFields takes the facts from lines "key: value", which may be in quotes, and
// returns what else they say in words.
func readFields(d *retrieval.Document, matter string) (said []string) {
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
			said = setFactOrSay(d, said, key, value)
		}
	}
	return said
}
