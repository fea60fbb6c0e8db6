package web

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"footnote/adapters/web/api"
)

// mcpRequest is a request of the protocol by hand.
func mcpRequest(method string, params map[string]any) map[string]any {
	return map[string]any{"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
}

func mcpCall(tool string, arguments map[string]any) map[string]any {
	return mcpRequest("tools/call", map[string]any{"name": tool, "arguments": arguments})
}

// bearing sends a token with each request.
type bearing string

func (b bearing) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+string(b))
	return http.DefaultTransport.RoundTrip(r)
}

func (w *world) mcpOverHTTP(token string) *mcp.ClientSession {
	w.t.Helper()
	return w.connect(&mcp.StreamableClientTransport{Endpoint: w.server.URL + "/mcp", HTTPClient: &http.Client{Transport: bearing(token)}})
}

func (w *world) connect(t mcp.Transport) *mcp.ClientSession {
	w.t.Helper()
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(w.t.Context(), t, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = session.Close() })
	return session
}

// TestMCP by the SDK's client, over HTTP and over a pipe.
func TestMCP(t *testing.T) {
	w, doors := newPrograms(t, sample(t), nil)
	t.Run("HTTP", func(t *testing.T) { useMCP(t, w.mcpOverHTTP("agent"+everything)) })
	t.Run("pipe", func(t *testing.T) {
		in, toServer := io.Pipe()
		fromServer, out := io.Pipe()
		ended := make(chan error, 1)
		go func() {
			ended <- doors.ServeMCP(context.Background(), api.Caller{Asker: "web/mcp"}, in, out)
		}()
		session := w.connect(&mcp.IOTransport{Reader: fromServer, Writer: toServer})
		useMCP(t, session)
		_ = toServer.Close()
		if err := <-ended; err != nil {
			t.Errorf("the server ends with %v", err)
		}
	})
}

func useMCP(t *testing.T, session *mcp.ClientSession) {
	t.Helper()
	call := func(tool string, arguments any, data any) (text string, links []string, failed bool) {
		t.Helper()
		r, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
		if err != nil {
			t.Fatalf("%s: %v", tool, err)
		}
		for _, c := range r.Content {
			switch c := c.(type) {
			case *mcp.TextContent:
				text += c.Text
			case *mcp.ResourceLink:
				links = append(links, c.URI)
			}
		}
		if data != nil {
			raw, err := json.Marshal(r.StructuredContent)
			if err == nil {
				err = json.Unmarshal(raw, data)
			}
			if err != nil {
				t.Fatalf("%s: %v", tool, err)
			}
		}
		return text, links, r.IsError
	}
	tools, err := session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range tools.Tools {
		names = append(names, tool.Name)
	}
	if slices.Sort(names); !slices.Equal(names, []string{"ask", "check", "read", "search"}) {
		t.Errorf("the tools are %v", names)
	}
	var a restAnswer
	text, links, _ := call("ask", map[string]any{"question": asked}, &a)
	const document = "news/morocco-80-networks.txt"
	if !strings.Contains(text, "80") || !strings.Contains(text, " [1]") || !strings.Contains(text, "\n> ") || a.Outcome != "answered" ||
		!slices.Contains(links, "footnote://documents/"+document) {
		t.Errorf("ask: %v %+v:\n%s", links, a, text)
	}
	var found restFound
	if text, _, _ := call("search", map[string]any{"query": "trafficking networks", "limit": 2}, &found); len(found.Results) != 2 || !strings.Contains(text, "\n> ") {
		t.Errorf("search: %+v:\n%s", found, text)
	}
	var checked restChecked
	if text, _, _ := call("check", map[string]any{"text": "Moroccan authorities dismantled 50 trafficking networks in 2017."}, &checked); len(checked.Claims) != 1 || checked.Claims[0].Verdict != "contradicted" || !strings.Contains(text, "**") {
		t.Errorf("check: %+v:\n%s", checked, text)
	}
	var piece struct {
		Text               string
		Start, End, Length int
	}
	c := a.Citations[0]
	if text, _, _ := call("read", map[string]any{"document": c.Document, "start": c.Start, "length": c.End - c.Start}, &piece); piece.Text != c.Excerpt || !strings.HasPrefix(text, c.Excerpt) || piece.End != c.End {
		t.Errorf("read: %+v:\n%s", piece, text)
	}
	if text, _, failed := call("read", map[string]any{"document": "none.txt"}, nil); !failed || !strings.Contains(text, "absent") {
		t.Errorf("reading what isn't there: %v %s", failed, text)
	}
	if _, _, failed := call("ask", map[string]any{"question": " "}, nil); !failed {
		t.Error("asking nothing fails in no way")
	}

	listed := 0
	for r, err := range session.Resources(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		if listed++; r.Name == document && (r.URI != "footnote://documents/"+document || r.Title == "" || r.MIMEType != "text/plain") {
			t.Errorf("a resource is %+v", r)
		}
	}
	if listed != 14 {
		t.Errorf("%d resources are listed", listed)
	}
	read, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: links[0]})
	if err != nil || len(read.Contents) != 1 || !strings.Contains(read.Contents[0].Text, "80 trafficking networks") {
		t.Errorf("read %+v, %v", read, err)
	}
	if _, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: "footnote://documents/none.txt"}); err == nil {
		t.Error("a resource that isn't there can be read")
	}
	templates, err := session.ListResourceTemplates(t.Context(), nil)
	if err != nil || len(templates.ResourceTemplates) != 1 {
		t.Errorf("templates: %+v, %v", templates, err)
	}
}

// TestMCPScopes: a token has the tools that its scopes name.
func TestMCPScopes(t *testing.T) {
	w, _ := newPrograms(t, sample(t), nil)
	session := w.mcpOverHTTP("agent search")
	tools, err := session.ListTools(t.Context(), nil)
	if err != nil || len(tools.Tools) != 1 || tools.Tools[0].Name != "search" {
		t.Errorf("the tools are %+v, %v", tools, err)
	}
	if r, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "ask", Arguments: map[string]any{"question": asked}}); err == nil && !r.IsError {
		t.Errorf("a tool that isn't there answers %+v", r)
	}
	if r, err := session.ListResources(t.Context(), nil); err == nil && len(r.Resources) > 0 {
		t.Errorf("resources are listed without the scope: %+v", r)
	}
	if r, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: "footnote://documents/news/morocco-80-networks.txt"}); err == nil {
		t.Errorf("a resource is read without the scope: %+v", r)
	}
}

// TestMCPNames: names of files that mean something in addresses stay names.
func TestMCPNames(t *testing.T) {
	files := sample(t)
	for _, name := range []string{"odd/a b#1?x=%41&é.txt", "odd/100%.txt"} {
		files[name] = files["news/morocco-80-networks.txt"]
	}
	w, _ := newPrograms(t, files, nil)
	session := w.mcpOverHTTP("agent read")
	n := 0
	for r, err := range session.Resources(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(r.Name, "odd/") {
			continue
		}
		n++
		if read, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: r.URI}); err != nil || !strings.Contains(read.Contents[0].Text, "80 trafficking") {
			t.Errorf("%s at %s: %v", r.Name, r.URI, err)
		}
	}
	if n != 2 {
		t.Errorf("%d of them are listed", n)
	}
}
