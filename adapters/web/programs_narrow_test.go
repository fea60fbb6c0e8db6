package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"footnote/bot/inbox"
)

// narrowings are what programs may narrow a request down to, with what is answered then and
// what isn't.
var narrowings = []struct {
	fields map[string]any
	says   string
	left   []string
}{
	{map[string]any{"since": "2022-01-01"}, "28 days", []string{"25 days"}},
	{map[string]any{"until": "2022-01-01"}, "25 days", []string{"28 days"}},
	{map[string]any{"collections": []string{"old", "nowhere"}}, "25 days", []string{"28 days"}},
	{map[string]any{"collection": "new", "collections": []string{"nowhere"}}, "28 days", []string{"25 days"}},
	{map[string]any{"types": []string{"text", "pdf"}, "since": "2022-01-01"}, "28 days", []string{"25 days"}},
	{map[string]any{"types": []string{"pdf"}}, "", []string{"25 days", "28 days"}},
	{map[string]any{"publishers": []string{"Nobody"}}, "", []string{"25 days", "28 days"}},
}

// TestProgramsNarrowDown: questions, searches, checks and lists of REST, and the tools of
// MCP, are answered from the documents that are meant.
func TestProgramsNarrowDown(t *testing.T) {
	w, _ := newPrograms(t, differing(), nil)
	const token = "report" + everything
	session := w.mcpOverHTTP(token)
	for _, c := range narrowings {
		meets := func(reply string) bool {
			return strings.Contains(reply, c.says) && !slices.ContainsFunc(c.left, func(s string) bool { return strings.Contains(reply, s) })
		}
		for path, body := range map[string]map[string]any{
			"ask": {"question": leave}, "search": {"query": leave}, "check": {"text": "Employees get days of annual leave."},
		} {
			maps.Copy(body, c.fields)
			status, _, rest := w.call(token, "POST", "/api/v1/"+path, body)
			if status != http.StatusOK || !meets(rest) {
				t.Errorf("%s of %v: %d %s", path, c.fields, status, rest)
			}
			r, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: path, Arguments: body})
			if err != nil {
				t.Fatalf("%s of %v: %v", path, c.fields, err)
			}
			data, err := json.Marshal(r.StructuredContent)
			if err != nil {
				t.Fatal(err)
			}
			if r.IsError || !meets(string(data)) {
				t.Errorf("tool %s of %v: %s", path, c.fields, data)
			}
		}
	}
	for query, want := range map[string]int{
		"": 4, "?collection=old&collection=nowhere": 1, "?since=2022-01-01": 1, "?until=2022-01-01": 1,
		"?type=text&type=pdf": 4, "?type=pdf": 0, "?publisher=Nobody": 0, "?collection=old&since=2022-01-01": 0,
	} {
		if list := decode[struct{ Total int }](w, token, "GET", "/api/v1/documents"+query, nil); list.Total != want {
			t.Errorf("documents%s are %d, want %d", query, list.Total, want)
		}
	}
}

// TestProgramsAreToldWhatNarrowsNothingDown: what can't be meant is refused, with the field
// and what it must be, instead of being left out.
func TestProgramsAreToldWhatNarrowsNothingDown(t *testing.T) {
	w, _ := newPrograms(t, differing(), nil)
	const token = "report" + everything
	for _, c := range []struct {
		fields map[string]any
		query  string
		want   []string
	}{
		{map[string]any{"types": []string{"spreadsheet"}}, "type=spreadsheet", []string{"types", "spreadsheet", "table"}},
		{map[string]any{"since": "last year"}, "since=last+year", []string{"since", "last year", "2024-01-31"}},
		{map[string]any{"until": "2024-02-30"}, "until=2024-02-30", []string{"until", "2024-02-30"}},
		{map[string]any{"publishers": []string{strings.Repeat("a", 501)}}, "publisher=" + strings.Repeat("a", 501), []string{"publishers", "500"}},
		{map[string]any{"collections": strings.Split(strings.Repeat("a,", 301), ",")}, strings.Repeat("collection=a&", 301), []string{"collections", "300"}},
	} {
		body := map[string]any{"question": leave}
		maps.Copy(body, c.fields)
		for at, call := range map[string]func() (int, http.Header, string){
			"ask":       func() (int, http.Header, string) { return w.call(token, "POST", "/api/v1/ask", body) },
			"documents": func() (int, http.Header, string) { return w.call(token, "GET", "/api/v1/documents?"+c.query, nil) },
		} {
			status, _, reply := call()
			if status != http.StatusUnprocessableEntity {
				t.Errorf("%s: %d %s", at, status, reply)
			}
			for _, part := range c.want {
				has(t, reply, part)
			}
		}
	}
}

// TestProgramsNarrowingAddsNoRights: a token that names a collection that isn't open to it
// is replied to as if there were none.
func TestProgramsNarrowingAddsNoRights(t *testing.T) {
	files := fstest.MapFS{
		"other/pier.txt":    {Data: []byte("The pier of the harbour is 300 metres long and made of oak.\n")},
		"closed/merger.txt": {Data: []byte("The price of the merger with Quillonby is 417 crowns. It is paid in June.\n")},
	}
	w, _ := newPrograms(t, files, func(_ *Options, i *inbox.Options) { i.Policy = onlyFor{"mara", "closed"} })
	replies := make(map[string]string)
	for _, among := range []string{"closed", "nowhere"} {
		status, _, reply := w.call("joe"+everything, "POST", "/api/v1/ask", map[string]any{"question": "What is the price of the merger with Quillonby?", "collections": []string{among}})
		var told struct {
			ID, Conversation string
			Error            struct{ Request string }
		}
		if err := json.Unmarshal([]byte(reply), &told); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(reply, "417") {
			t.Errorf("%s: the reply tells what is closed: %s", among, reply)
		}
		for _, id := range []string{told.ID, told.Conversation, told.Error.Request} { // which are each request's own
			if id != "" {
				reply = strings.ReplaceAll(reply, id, "-")
			}
		}
		replies[among] = fmt.Sprint(status, elapsedMS.ReplaceAllString(reply, ""))
		if list := decode[struct{ Total int }](w, "joe"+everything, "GET", "/api/v1/documents?collection="+among, nil); list.Total != 0 {
			t.Errorf("%s: %d documents are listed", among, list.Total)
		}
	}
	if replies["closed"] != replies["nowhere"] {
		t.Errorf("a collection that is there replies\n%s\none that isn't\n%s", replies["closed"], replies["nowhere"])
	}
}

var elapsedMS = regexp.MustCompile(`"elapsed_ms":[0-9.e-]+`)
