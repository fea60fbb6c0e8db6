package corpus

import (
	"encoding/json"
	"html"
	"strings"
)

// readLinkedData returns the facts of the JSON-LD blocks of a page under their
// names in schema.org. What describes an article counts before what describes
// a page, a site or a company.
func readLinkedData(blocks []string) map[string]string {
	facts := make(map[string]string)
	var objects []map[string]any
	for _, block := range blocks {
		var value any
		if json.Unmarshal([]byte(unwrapJSON(block)), &value) == nil {
			objects = linkedObjects(objects, value, 0)
		}
	}
	for _, rank := range []func(string) bool{isArticleType, isPageType} {
		for _, o := range objects {
			if !rank(formatScalar(o["@type"])) {
				continue
			}
			for _, key := range []string{"headline", "datePublished", "inLanguage", "url"} {
				keepFact(facts, key, formatScalar(o[key]))
			}
			keepFact(facts, "author", linkedName(o["author"]))
			keepFact(facts, "publisher", linkedName(o["publisher"]))
		}
	}
	return facts
}

func keepFact(facts map[string]string, key, value string) {
	if facts[key] == "" && value != "" {
		facts[key] = html.UnescapeString(value)
	}
}

// unwrapJSON drops what pages wrap their JSON in, and raw line ends, which JSON
// forbids in strings but pages have.
func unwrapJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}} {
		s = strings.TrimSuffix(strings.TrimPrefix(s, wrap[0]), wrap[1])
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, strings.TrimSuffix(strings.TrimSpace(s), ";"))
}

// linkedObjects adds the objects of value and of the graph it may be.
func linkedObjects(objects []map[string]any, value any, depth int) []map[string]any {
	const deepest = 4
	switch v := value.(type) {
	case []any:
		if depth < deepest {
			for _, item := range v {
				objects = linkedObjects(objects, item, depth+1)
			}
		}
	case map[string]any:
		objects = append(objects, v)
		if depth < deepest {
			for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
				objects = linkedObjects(objects, v[key], depth+1)
			}
		}
	}
	return objects
}

// linkedName returns the names of a person, an organisation or a list of them.
func linkedName(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case map[string]any:
		return formatScalar(v["name"])
	case []any:
		var names []string
		for _, item := range v {
			if name := linkedName(item); name != "" {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// isArticleType reports whether a schema.org type is one of texts that somebody
// wrote.
func isArticleType(t string) bool {
	return strings.Contains(t, "Article") || strings.Contains(t, "Posting") || strings.Contains(t, "Report") ||
		strings.Contains(t, "Recipe") || strings.Contains(t, "Book") || strings.Contains(t, "CreativeWork")
}

// isPageType reports whether a schema.org type is one of pages.
func isPageType(t string) bool { return strings.Contains(t, "Page") }
