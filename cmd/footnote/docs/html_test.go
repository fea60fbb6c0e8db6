package docs

import (
	"strings"
	"testing"
)

// TestHTML: every page is shown, with links that lead within the page in the browser.
func TestHTML(t *testing.T) {
	_, all, _ := HTML("")
	for _, topic := range Topics() {
		title, body, ok := HTML(topic.Name)
		text := string(body)
		if !ok || title == "" || !strings.Contains(text, "<h1") || strings.Contains(text, ".md\"") || strings.Contains(text, "<!--") {
			t.Errorf("%s: %q, %v:\n%.2000s", topic.Name, title, ok, text)
		}
		if !strings.Contains(string(all), `href="/help/`+topic.Name+`"`) {
			t.Errorf("%s isn't listed", topic.Name)
		}
	}
	if _, limits, _ := HTML("limits"); !strings.Contains(string(limits), `href="/help/slack"`) {
		t.Error("a link between pages is lost")
	}
	if _, settings, _ := HTML("settings"); !strings.Contains(string(settings), "<table>") {
		t.Error("a table is lost")
	}
	for _, name := range []string{"nothing", "../docs", "docs.go"} {
		if _, _, ok := HTML(name); ok {
			t.Errorf("there is a page %s", name)
		}
	}
}
