package contract

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Photograph returns the text of a body of HTML, without its tags. If the folder
// FOOTNOTE_PICTURES is set, it keeps there a picture of it in a real browser, of so many
// pixels: the README's pictures are made so.
func Photograph(t *testing.T, name, style, body string, width, height int) (text string) {
	t.Helper()
	text = strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(body, " "))), " ")
	dir := os.Getenv("FOOTNOTE_PICTURES")
	if dir == "" {
		return text
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), name+".html")
	document := `<!doctype html><html lang="en"><meta charset="utf-8"><title>` + html.EscapeString(name) + `</title><style>` + style + `</style><body>` + body + `</body></html>`
	if err := os.WriteFile(file, []byte(document), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"chromium", "chromium-browser", "google-chrome"} {
		path, err := exec.LookPath(command)
		if err != nil {
			continue
		}
		out, err := exec.CommandContext(t.Context(), path, "--headless", "--no-sandbox", "--hide-scrollbars", "--screenshot="+filepath.Join(dir, name+".png"),
			fmt.Sprintf("--window-size=%d,%d", width, height), "file://"+file).CombinedOutput()
		if err != nil {
			t.Fatalf("take the picture %s: %v\n%s", name, err, out)
		}
		return text
	}
	t.Skip("there is no Chromium to take pictures with (Debian's package chromium has it)")
	return text
}

var tags = regexp.MustCompile(`<[^>]*>`)

// AsHTML escapes a text, with its line breaks.
func AsHTML(s string) string { return strings.ReplaceAll(html.EscapeString(s), "\n", "<br>") }
