package web

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// described is the description of the interface as its address gives it.
type described struct {
	OpenAPI    string
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]any }
}

type operation struct {
	OperationID string
	RequestBody *struct {
		Content map[string]struct{ Schema map[string]any }
	}
	Responses map[string]struct {
		Content map[string]struct{ Schema map[string]any }
	}
}

// schema compiles a schema of the description.
func (d *described) schema(t *testing.T, s map[string]any) *jsonschema.Schema {
	t.Helper()
	document := map[string]any{"components": map[string]any{"schemas": d.Components.Schemas}}
	maps.Copy(document, s)
	data, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("https://example.com/schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("https://example.com/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func validate(s *jsonschema.Schema, text string) error {
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

// TestDescriptionHoldsForTheHandlers: what is described is there, what is there is
// described, and requests and replies are as their schemas say, which know no other
// fields.
func TestDescriptionHoldsForTheHandlers(t *testing.T) {
	w, doors := newPrograms(t, sample(t), nil)
	const token = "report" + everything
	d := decode[described](w, token, "GET", "/api/v1/openapi.json", nil)
	if !strings.HasPrefix(d.OpenAPI, "3.1") {
		t.Errorf("it is of version %q", d.OpenAPI)
	}
	var there, told []string
	for pattern := range doors.Handlers() {
		if method, path, ok := strings.Cut(pattern, " "); ok {
			there = append(there, method+" "+strings.ReplaceAll(path, "...}", "}"))
		}
	}
	for path, operations := range d.Paths {
		for method := range operations {
			told = append(told, strings.ToUpper(method)+" "+path)
		}
	}
	slices.Sort(there)
	slices.Sort(told)
	if !slices.Equal(there, told) {
		t.Errorf("there are\n%v\ndescribed are\n%v", there, told)
	}

	a := decode[restAnswer](w, token, "POST", "/api/v1/ask", map[string]any{"question": asked})
	used := make(map[string]bool)
	for _, c := range []struct {
		method, path, at string
		body             string
	}{
		{"POST", "/api/v1/ask", "", `{"question":"` + asked + `","collection":"news","language":"de","conversation":"c1"}`},
		{"POST", "/api/v1/ask", "", `{"question":"and in 2016?","conversation":"c1"}`},
		{"POST", "/api/v1/ask", "", `{"question":"` + asked + `","collections":["news","background"],"types":["text","web_page","table"],"publishers":["Quay"],"since":"2017-01-01","until":"2018-12-31"}`},
		{"POST", "/api/v1/ask", "", `{"question":"hello","stream":false}`},
		{"POST", "/api/v1/ask", "", `{"question":"flurbish wozzle"}`},
		{"POST", "/api/v1/search", "", `{"query":"trafficking netwroks","limit":3,"collection":"news"}`},
		{"POST", "/api/v1/check", "", `{"text":"Moroccan authorities dismantled 50 trafficking networks in 2017. Moroccan authorities dismantled 80 trafficking networks in 2017. The moon is made of old green cheese.","language":"en"}`},
		{"POST", "/api/v1/feedback", "", `{"answer":"` + a.ID + `","vote":"up","comment":"good"}`},
		{"GET", "/api/v1/answers/{id}", "/api/v1/answers/" + a.ID, ""},
		{"GET", "/api/v1/documents", "/api/v1/documents?q=a&limit=2&collection=news&type=text&since=2017-01-01", ""},
		{"GET", "/api/v1/documents/{id}", "/api/v1/documents/" + a.Citations[0].Document, ""},
		{"GET", "/api/v1/openapi.json", "", ""},
		{"POST", "/v1/chat/completions", "", `{"model":"footnote","messages":[{"role":"user","content":"` + asked + `"}],"temperature":0}`},
		{"GET", "/v1/models", "", ""},
		{"GET", "/v1/models/{model}", "/v1/models/footnote", ""},
	} {
		o := d.Paths[c.path][strings.ToLower(c.method)]
		used[o.OperationID] = true
		var body any
		if c.body != "" {
			body = c.body
			if err := validate(d.schema(t, o.RequestBody.Content["application/json"].Schema), c.body); err != nil {
				t.Errorf("%s %s %s: the description refuses the request: %v", c.method, c.path, c.body, err)
			}
		}
		at := c.at
		if at == "" {
			at = c.path
		}
		status, header, reply := w.call(token, c.method, at, body)
		if status == http.StatusNoContent {
			if _, ok := o.Responses["204"]; !ok {
				t.Errorf("%s isn't said to send nothing", c.path)
			}
			continue
		}
		if status != http.StatusOK || header.Get("Content-Type") != "application/json" {
			t.Errorf("%s %s: %d %s", c.method, c.path, status, reply)
			continue
		}
		if err := validate(d.schema(t, o.Responses["200"].Content["application/json"].Schema), reply); err != nil {
			t.Errorf("%s %s: the reply isn't as described: %v\n%s", c.method, c.path, err, reply)
		}
	}
	for path, operations := range d.Paths {
		for method, o := range operations {
			if !used[o.OperationID] {
				t.Errorf("%s %s was not tried", method, path)
			}
		}
	}
	// A field that is described is taken, and none else.
	for path, operations := range d.Paths {
		o, ok := operations["post"]
		if !ok || strings.HasPrefix(path, "/v1/") {
			continue
		}
		name := strings.TrimPrefix(o.RequestBody.Content["application/json"].Schema["$ref"].(string), "#/components/schemas/")
		for field := range d.Components.Schemas[name].(map[string]any)["properties"].(map[string]any) {
			if _, _, body := w.call(token, "POST", path, `{"`+field+`":null}`); strings.Contains(body, "unknown field") {
				t.Errorf("%s doesn't take %s", path, field)
			}
		}
		if _, _, body := w.call(token, "POST", path, `{"colour":1}`); !strings.Contains(body, "unknown field") {
			t.Errorf("%s takes a field that isn't described: %s", path, body)
		}
	}
	// So is each type of documents that is described; another one is refused.
	for _, kind := range append(d.Components.Schemas["DocumentType"].(map[string]any)["enum"].([]any), "spreadsheet") {
		status, _, reply := w.call(token, "POST", "/api/v1/search", map[string]any{"query": asked, "types": []any{kind}})
		if (status == http.StatusOK) != (kind != "spreadsheet") {
			t.Errorf("the type %v: %d %s", kind, status, reply)
		}
	}
	for _, bad := range []struct{ method, path, body string }{{"POST", "/api/v1/ask", "{"}, {"GET", "/api/v1/documents/none", ""}, {"GET", "/v1/models/x", ""}} {
		_, _, reply := w.call(token, bad.method, bad.path, bad.body)
		if err := validate(d.schema(t, map[string]any{"$ref": "#/components/schemas/Problem"}), reply); err != nil {
			t.Errorf("%s: the problem isn't as described: %v: %s", bad.path, err, reply)
		}
	}
}
