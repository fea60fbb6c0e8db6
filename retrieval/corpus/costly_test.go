package corpus

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestCostlyFiles reads small files that took minutes or gigabytes: what they
// say is read, in the time and the memory of any file.
func TestCostlyFiles(t *testing.T) {
	const header = "From: a@example.org\nMessage-Id: <1@example.org>\n"
	repeat := strings.Repeat
	var merges strings.Builder
	merges.WriteString("a0: &a0\n  x: 1\n")
	for i := range 40 {
		fmt.Fprintf(&merges, "a%d: &a%d\n  <<: [*a%d, *a%d]\n", i+1, i+1, i, i)
	}
	var tags strings.Builder
	for i := range 400 {
		fmt.Fprintf(&tags, "<b id=%d>", i)
	}
	matter := func(yaml string) string { return "---\ntitle: Boats\n" + yaml + "\n---\nThe boat is green." }
	for name, c := range map[string]struct{ file, text string }{
		"lists in YAML":        {"a.md", matter("a: " + repeat("[", 200_000))},
		"maps in YAML":         {"a.md", matter(repeat("a: {", 50_000))},
		"items in YAML":        {"a.md", matter(repeat("- ", 200_000))},
		"merged maps in YAML":  {"a.md", matter(merges.String())},
		"many keys in YAML":    {"a.md", matter(repeat("k: v\n", 100_000))},
		"quotes":               {"a.md", repeat(">", 300_000) + " The boat is green."},
		"quotes apart":         {"a.md", repeat("> ", 300_000) + "The boat is green."},
		"lists":                {"a.md", repeat("- ", 300_000) + "The boat is green."},
		"numbered lists":       {"a.md", repeat("1. ", 300_000) + "The boat is green."},
		"links never closed":   {"a.md", repeat("[a](", 300_000) + "The boat is green."},
		"links in many lines":  {"a.md", repeat("[a](\n", 300_000) + "The boat is green."},
		"links in no table":    {"a.md", "|a|b|\n|-|\n" + repeat("|[a](\n", 200_000) + "The boat is green."},
		"links below a table":  {"a.md", "|a|b|\n|-|-|\n# b\n" + repeat("|[a](\n", 200_000) + "The boat is green."},
		"links below code":     {"a.md", "    |a|b|\n    |-|-|\n" + repeat("|[a](\n", 200_000) + "The boat is green."},
		"links below HTML":     {"a.md", "<!--\n\n|a|b|\n|-|-|\n|-->\n" + repeat("|[a](\n", 200_000) + "The boat is green."},
		"links in no list":     {"a.md", "a\n" + repeat("    - [a](\n", 200_000) + "The boat is green."},
		"a table of one line":  {"a.md", "|" + repeat("a|", 9000) + "\n|" + repeat("-|", 9000) + "\n" + repeat("|b|\n", 2000) + "The boat is green."},
		"rows left short":      {"a.md", "|" + repeat("a|", 400) + "\n|" + repeat("-|", 400) + "\n" + repeat("b\n", 60_000) + "The boat is green."},
		"keys in JSON":         {"a.json", repeat(`{"`+repeat("k", 1000)+`":`, 9000) + `"The boat is green."` + repeat("}", 9000)},
		"tags never closed":    {"a.html", "<html><body><p>" + tags.String() + repeat("<p>x", 20_000) + "<p>The boat is green."},
		"closed in a comment":  {"a.html", "<html><body><p>" + strings.ReplaceAll(tags.String(), ">", "><!--</b>-->") + repeat("<p>x", 20_000) + "<p>The boat is green."},
		"others closed":        {"a.html", "<html><body><p>" + strings.ReplaceAll(tags.String(), ">", "></i>") + repeat("<p>x", 20_000) + "<p>The boat is green."},
		"such tags in a feed":  {"a.rss", "<?xml version='1.0'?><rss><channel><item><description><![CDATA[" + tags.String() + repeat("<p>x", 20_000) + "<p>The boat is green.]]></description></item></channel></rss>"},
		"a folded header":      {"a.eml", header + "X: a\n" + repeat(" b\n", 1_000_000) + "\nThe boat is green."},
		"a header's parameter": {"a.eml", header + "Content-Type: text/plain; " + repeat("name*1*=utf-8''a; ", 100_000) + "\n\nThe boat is green."},
	} {
		documents, problem := readBytes(t, c.file, []byte(c.text), Options{})
		if problem != nil || len(documents) != 1 || !strings.Contains(documents[0].Text, "The boat is green.") {
			t.Errorf("%s: %d documents, %v", name, len(documents), problem)
		}
	}
}

// TestJSONThatMultiplies gives up a list whose key is repeated too often.
func TestJSONThatMultiplies(t *testing.T) {
	data := `{"` + strings.Repeat("k", 200) + `":[` + strings.Repeat(`"1",`, 700_000) + `1]}`
	documents, problem := readBytes(t, "a.json", []byte(data), Options{FileTime: 5 * time.Minute})
	if problem == nil || !strings.Contains(problem.Reason, "more than 128 MB of text") {
		t.Errorf("%d documents, %v", len(documents), problem)
	}
}

// TestKeysInJSONAreBounded, dots between them included.
func TestKeysInJSONAreBounded(t *testing.T) {
	const depth = 5000
	d := one(t, "a.json", []byte(strings.Repeat(`{"k":`, depth)+`"The boat is green."`+strings.Repeat("}", depth)))
	if n := len(d.Text); n > 2*maxPath+50 || !strings.HasPrefix(d.Text, "k.k.k") {
		t.Errorf("%d bytes: %.300q", n, d.Text)
	}
}

// TestFrontMatterThatIsNotYAML takes the facts from what templates and people
// write, and reads the text in any case.
func TestFrontMatterThatIsNotYAML(t *testing.T) {
	d := one(t, "a.md", []byte("---\ntitle: Boats: a history\nauthor: 'Jane Doe'\ndate: {{ now }}\ntags: [a, b\n---\n# Green boats\n\nThe boat is green."))
	if d.Title != "Boats: a history" || d.Author != "Jane Doe" || d.Published != "" || !strings.HasSuffix(d.Text, "\n\nThe boat is green.") {
		t.Errorf("title %q, author %q, published %q: %q", d.Title, d.Author, d.Published, d.Text)
	}
}

// TestPicturesInMarkdown leaves out what pictures consist of.
func TestPicturesInMarkdown(t *testing.T) {
	picture := "data:image/png;base64," + strings.Repeat("iVBORw0KGgo", 25_000) + "="
	d := one(t, "a.md", []byte("# Boats\n\n![green]("+picture+")\n\n    "+picture+"\n\nThe boat is green.\n\n[image1]: <"+picture+">\n"))
	if len(d.Text) > 100 || !strings.HasSuffix(d.Text, "The boat is green.") || len(d.Headings) != 1 {
		t.Errorf("%.200q", d.Text)
	}
}

// TestScriptsMakeNoTree reads the page around a long script that compares: what
// looks there like a tag that is never closed is none.
func TestScriptsMakeNoTree(t *testing.T) {
	script := "<script>" + strings.Repeat("for(i=0;i<b;i++)a[i]<u&&f();", 2000) + "</script>"
	d := one(t, "a.html", []byte("<html><head><title>Boats</title>"+script+"<meta name=author content='Jane Doe'></head><body><nav>Home</nav><svg><path/></svg>"+script+
		"<p>The boat is green.</p></body></html>"))
	if d.Text != "The boat is green." || d.Author != "Jane Doe" || d.Title != "Boats" {
		t.Errorf("%q by %q: %q", d.Title, d.Author, d.Text)
	}
}

// TestLongTablesAndLists reads them as what they are, however long.
func TestLongTablesAndLists(t *testing.T) {
	for name, long := range map[string]string{
		"table": "| Name | Port |\n|:---|---|\n" + strings.Repeat("| The **good** ship | [Bergen](http://a.example) |\n", 8000),
		"list":  strings.Repeat("- The **good** ship sails [to](http://a.example) Bergen\n", 8000),
	} {
		d := one(t, "a.md", []byte("# Ships\n\n"+long+"\n# End\n\nThe boat is green.\n"))
		if len(d.Headings) != 2 || strings.Contains(d.Text, "**") || strings.Count(d.Text, "The good ship") != 8000 {
			t.Errorf("%s: %d headings, %.100q", name, len(d.Headings), d.Text)
		}
	}
}
