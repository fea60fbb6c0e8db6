package web

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
	"footnote/bot/inbox"
	"footnote/retrieval"
)

type restAnswer struct {
	bot.Answer
	Conversation, Understood string
	Guide                    *bot.Guide
}

type restFound struct {
	Results []bot.Citation
	Missing []string
}

type restChecked struct {
	ID     string
	Claims []struct {
		Text, Verdict             string
		Supporting, Contradicting []bot.Citation
		Conflicts                 []string
	}
}

func TestREST(t *testing.T) {
	w, _ := newPrograms(t, sample(t), nil)
	const token = "report" + everything

	a := decode[restAnswer](w, token, "POST", "/api/v1/ask", map[string]any{"question": asked})
	if a.Outcome != bot.Answered || !strings.Contains(a.Sentences[0].Text, "80") || a.Citations[0].Document != "news/morocco-80-networks.txt" || a.Conversation == "" {
		t.Fatalf("answered %+v", a)
	}
	next := decode[restAnswer](w, token, "POST", "/api/v1/ask", map[string]any{"question": "and in 2016?", "conversation": a.Conversation})
	if !strings.Contains(next.Understood, "2016") || !strings.Contains(next.Understood, "Morocco") {
		t.Errorf("a follow-up was understood as %q", next.Understood)
	}
	if again := decode[restAnswer](w, token, "GET", "/api/v1/answers/"+a.ID, nil); again.ID != a.ID || again.Sentences[0].Text != a.Sentences[0].Text || again.Conversation != a.Conversation {
		t.Errorf("opened again it is %+v", again)
	}
	if hi := decode[restAnswer](w, token, "POST", "/api/v1/ask", map[string]any{"question": "hello"}); hi.Guide == nil || hi.Guide.To != bot.ToGreeting {
		t.Errorf("a greeting is met with %+v", hi)
	}
	found := decode[restFound](w, token, "POST", "/api/v1/search", map[string]any{"query": "trafficking networks Morocco", "limit": 2})
	if len(found.Results) != 2 || found.Results[0].Score <= 0 || found.Results[0].Excerpt == "" {
		t.Errorf("found %+v", found)
	}
	checked := decode[restChecked](w, token, "POST", "/api/v1/check", map[string]any{"text": "Moroccan authorities dismantled 80 trafficking networks in 2017. Moroccan authorities dismantled 50 trafficking networks in 2017."})
	if len(checked.Claims) != 2 || checked.Claims[0].Verdict != "supported" || checked.Claims[1].Verdict != "contradicted" || len(checked.Claims[1].Conflicts) == 0 {
		t.Errorf("checked %+v", checked)
	}
	list := decode[struct {
		Documents []bot.Title
		Total     int
	}](w, token, "GET", "/api/v1/documents?limit=3&from=1", nil)
	if len(list.Documents) != 3 || list.Total != 14 {
		t.Errorf("listed %+v", list)
	}
	d := decode[retrieval.Document](w, token, "GET", "/api/v1/documents/"+a.Citations[0].Document, nil)
	if c := a.Citations[0]; d.ID != c.Document || d.Text[c.Start:c.End] != c.Excerpt {
		t.Errorf("the document isn't what was cited: %+v", d)
	}
	if status, _, body := w.call(token, "POST", "/api/v1/feedback", map[string]any{"answer": a.ID, "vote": "down", "comment": "old"}); status != http.StatusNoContent {
		t.Errorf("feedback: %d %s", status, body)
	}
	if r := w.ratings(); len(r) != 1 || r[0].Vote != bot.Down || r[0].Comment != "old" || r[0].Asker != "web/token/report" {
		t.Errorf("kept %+v", r)
	}
}

// TestRESTOnce: a request that is sent again is answered once.
func TestRESTOnce(t *testing.T) {
	w, _ := newPrograms(t, sample(t), nil)
	ids, conversations := make(map[string]bool), make(map[string]bool)
	for range 2 {
		_, _, body := w.call("report"+everything, "POST", "/api/v1/ask", map[string]any{"question": asked}, "Idempotency-Key", "k1")
		var a restAnswer
		if err := json.Unmarshal([]byte(body), &a); err != nil {
			t.Fatal(err)
		}
		ids[a.ID], conversations[a.Conversation] = true, true
	}
	if len(ids) != 1 || len(conversations) != 1 {
		t.Errorf("two answers: %v in %v", ids, conversations)
	}
}

// TestRESTShared: another's answer that is shared opens without a way into the
// conversation.
func TestRESTShared(t *testing.T) {
	w, _ := newPrograms(t, sample(t), nil)
	a := decode[restAnswer](w, "jane ask", "POST", "/api/v1/ask", map[string]any{"question": asked})
	jane := bot.Viewer{Asker: "web/token/jane", Place: bot.Place{Platform: Platform, Direct: true}}
	if err := w.service.Share(t.Context(), a.ID, jane, true, w.clock().AddDate(0, 0, 7)); err != nil {
		t.Fatal(err)
	}
	status, _, body := w.call("joe ask", "GET", "/api/v1/answers/"+a.ID, nil)
	if status != http.StatusOK || strings.Contains(body, "jane") || strings.Contains(body, a.Conversation) {
		t.Errorf("%d %s", status, body)
	}
}

// written is a bot.Summarizer that writes two sentences, and waits before the second.
type written chan struct{}

func (w written) Summarize(ctx context.Context, a bot.Answer, emit func(bot.Answer)) (bot.Answer, error) {
	a.Outcome, a.Summary = bot.Answered, &bot.Summary{Model: "scripted", Usage: &bot.Usage{PromptTokens: 7, CompletionTokens: 5}}
	a.Citations = a.Evidence[:1]
	a.Sentences = []bot.Sentence{{Text: "It dismantled 80 networks.", Citations: []int{1}}}
	emit(a)
	select {
	case <-w:
	case <-ctx.Done():
		return a, ctx.Err()
	}
	a.Sentences = append(a.Sentences[:1:1], bot.Sentence{Text: "That was in 2017.", Citations: []int{1}})
	return a, nil
}

// TestRESTStreams: an answer comes as it grows, and the last event has all of it.
func TestRESTStreams(t *testing.T) {
	model := make(written)
	w, _ := newPrograms(t, sample(t), func(_ *Options, o *inbox.Options) { o.Summarizer = model })
	r, err := http.NewRequestWithContext(t.Context(), "POST", w.server.URL+"/api/v1/ask", strings.NewReader(`{"question":"`+asked+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer report ask")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%s %v", response.Status, response.Header)
	}
	events := bufio.NewReader(response.Body)
	next := func() (name string, a restAnswer) {
		t.Helper()
		head, err1 := events.ReadString('\n')
		data, err2 := events.ReadString('\n')
		_, err3 := events.ReadString('\n')
		err := errors.Join(err1, err2, err3, json.Unmarshal([]byte(strings.TrimPrefix(data, "data: ")), &a))
		if err != nil {
			t.Fatalf("%v: %q %q", err, head, data)
		}
		return strings.TrimSpace(head), a
	}
	name, a := next()
	if name != "event: draft" || len(a.Sentences) != 1 || a.Conversation == "" {
		t.Errorf("first comes %s %+v", name, a)
	}
	close(model)
	for name == "event: draft" {
		name, a = next()
	}
	if name != "event: answer" || a.Outcome != bot.Answered || len(a.Sentences) != 2 {
		t.Errorf("last comes %s %+v", name, a)
	}
	if _, err := events.ReadByte(); err != io.EOF {
		t.Errorf("the stream goes on: %v", err)
	}
}

func TestRESTProblems(t *testing.T) {
	w, _ := newPrograms(t, sample(t), func(_ *Options, o *inbox.Options) { o.Limits.PerAsker = 1 })
	_, _, mine := w.call("jane ask", "POST", "/api/v1/ask", map[string]any{"question": asked})
	var a restAnswer
	if err := json.Unmarshal([]byte(mine), &a); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, token, method, path string
		body                      any
		status                    int
		code                      string
	}{
		{"no JSON", "a ask", "POST", "/api/v1/ask", "question=x", 400, "invalid_json"},
		{"nothing", "a ask", "POST", "/api/v1/ask", "", 400, "invalid_json"},
		{"a field that isn't known", "a ask", "POST", "/api/v1/ask", `{"question":"x","colour":"red"}`, 400, "invalid_json"},
		{"no question", "a ask", "POST", "/api/v1/ask", `{"question":" "}`, 422, "empty"},
		{"too long a question", "a ask", "POST", "/api/v1/ask", map[string]any{"question": strings.Repeat("x", 17<<10)}, 413, "too_long"},
		{"too long a body", "a ask", "POST", "/api/v1/ask", map[string]any{"question": strings.Repeat("x", 2<<20)}, 413, "too_long"},
		{"a conversation's name that leads elsewhere", "a ask", "POST", "/api/v1/ask", map[string]any{"question": "x", "conversation": "../jane/x"}, 400, "invalid_conversation"},
		{"a question without its scope", "a search read check", "POST", "/api/v1/ask", map[string]any{"question": asked}, 403, "insufficient_scope"},
		{"a search without its scope", "a ask read check", "POST", "/api/v1/search", map[string]any{"query": "x"}, 403, "insufficient_scope"},
		{"a check without its scope", "a ask search read", "POST", "/api/v1/check", map[string]any{"text": "x"}, 403, "insufficient_scope"},
		{"a list without its scope", "a ask search check", "GET", "/api/v1/documents", nil, 403, "insufficient_scope"},
		{"a document without its scope", "a ask search check", "GET", "/api/v1/documents/news/morocco-80-networks.txt", nil, 403, "insufficient_scope"},
		{"an answer without its scope", "jane read", "GET", "/api/v1/answers/" + a.ID, nil, 403, "insufficient_scope"},
		{"feedback without its scope", "jane read", "POST", "/api/v1/feedback", map[string]any{"answer": a.ID, "vote": "up"}, 403, "insufficient_scope"},
		{"a chat without its scope", "a read", "POST", "/v1/chat/completions", `{"model":"footnote","messages":[{"role":"user","content":"x"}]}`, 403, "insufficient_scope"},
		{"a document that isn't there", "a read", "GET", "/api/v1/documents/none.txt", nil, 404, "absent"},
		{"an answer that isn't there", "a ask", "GET", "/api/v1/answers/NONE", nil, 404, "gone"},
		{"another's answer", "joe ask", "GET", "/api/v1/answers/" + a.ID, nil, 403, "forbidden"},
		{"feedback on another's answer", "joe ask", "POST", "/api/v1/feedback", map[string]any{"answer": a.ID, "vote": "up"}, 403, "forbidden"},
		{"a vote that is none", "jane ask", "POST", "/api/v1/feedback", map[string]any{"answer": a.ID, "vote": "sideways"}, 422, "invalid_vote"},
		{"no vote", "jane ask", "POST", "/api/v1/feedback", map[string]any{"answer": a.ID}, 422, "empty"},
		{"too many passages", "a search", "POST", "/api/v1/search", map[string]any{"query": "x", "limit": 1000}, 422, "invalid_limit"},
		{"a number that is none", "a read", "GET", "/api/v1/documents?limit=x", nil, 400, "invalid_limit"},
		{"a collection that isn't there", "a ask", "POST", "/api/v1/ask", map[string]any{"question": asked, "collection": "none"}, 200, ""},
		{"one question too many", "jane ask", "POST", "/api/v1/ask", map[string]any{"question": "Why?"}, 429, "too_many"},
		{"nowhere", "a ask", "GET", "/api/v1/nowhere", nil, 404, "no_such_address"},
		{"a wrong method", "a ask", "DELETE", "/api/v1/ask", nil, 404, "no_such_address"},
	} {
		status, header, body := w.call(c.token, c.method, c.path, c.body)
		var p struct {
			Error struct{ Code, Message, Request string }
		}
		if err := json.Unmarshal([]byte(body), &p); err != nil || status != c.status || p.Error.Code != c.code || (p.Error.Message == "") != (c.code == "") {
			t.Errorf("%s: %d %s", c.name, status, body)
		}
		if c.status == 429 && header.Get("Retry-After") == "" {
			t.Errorf("%s: it doesn't say when to come again", c.name)
		}
	}
	if n := len(w.ratings()); n > 0 {
		t.Errorf("%d ratings", n)
	}
	// A page isn't for tokens with scopes.
	if status, _, body := w.call("a"+everything, "GET", "/recent", nil); status != http.StatusForbidden || strings.Contains(body, "Your questions</h1>") {
		t.Errorf("a page: %d %s", status, body)
	}
}

// byName are rules that open a collection to those whose role names it.
type byName struct{}

func (byName) Collections(p bot.Place) (list []string, all bool) {
	for _, r := range p.Roles {
		_, name, _ := strings.Cut(r, ":")
		list = append(list, name)
	}
	return append(list, "open"), false
}

// secretFiles are those of byName, with an answer in each.
func secretFiles() fstest.MapFS {
	return fstest.MapFS{
		"open/a.txt":   {Data: []byte("The zorbium quota of the open office is 7 tons a year.\n")},
		"secret/b.txt": {Data: []byte("The zorbium quota of the secret office is 900 tons a year.\n")},
	}
}

// TestRightsOfPrograms: what the rules hide from a token shows through no door.
func TestRightsOfPrograms(t *testing.T) {
	w, _ := newPrograms(t, secretFiles(), func(_ *Options, o *inbox.Options) { o.Policy = byName{} })
	const question = "What is the zorbium quota of the secret office?"
	for _, c := range []struct {
		name, method, path string
		body               any
	}{
		{"ask", "POST", "/api/v1/ask", map[string]any{"question": question}},
		{"ask there", "POST", "/api/v1/ask", map[string]any{"question": question, "collection": "secret"}},
		{"search", "POST", "/api/v1/search", map[string]any{"query": question}},
		{"check", "POST", "/api/v1/check", map[string]any{"text": "The zorbium quota of the secret office is 901 tons a year."}},
		{"documents", "GET", "/api/v1/documents", nil},
		{"documents there", "GET", "/api/v1/documents?collection=secret", nil},
		{"document", "GET", "/api/v1/documents/secret/b.txt", nil},
		{"chat", "POST", "/v1/chat/completions", map[string]any{"model": "footnote", "messages": []map[string]string{{"role": "user", "content": question}}}},
		{"list of a chat", "POST", "/v1/chat/completions", map[string]any{"model": "footnote", "messages": []map[string]string{{"role": "user", "content": "which documents are there?"}}}},
		{"tool", "POST", "/mcp", mcpCall("ask", map[string]any{"question": question})},
		{"tool that searches", "POST", "/mcp", mcpCall("search", map[string]any{"query": question})},
		{"tool that reads", "POST", "/mcp", mcpCall("read", map[string]any{"document": "secret/b.txt"})},
		{"resources", "POST", "/mcp", mcpRequest("resources/list", map[string]any{})},
		{"resource", "POST", "/mcp", mcpRequest("resources/read", map[string]any{"uri": "footnote://documents/secret/b.txt"})},
	} {
		accept := []string{"Accept", "application/json, text/event-stream", "Content-Type", "application/json"}
		if _, _, body := w.call("joe"+everything, c.method, c.path, c.body, accept...); strings.Contains(body, "900") || strings.Contains(body, "b.txt") && c.name != "resource" && c.name != "document" {
			t.Errorf("%s shows what is hidden: %s", c.name, body)
		}
		if _, _, body := w.call("secret"+everything, c.method, c.path, c.body, accept...); !strings.Contains(body, "900") && !strings.Contains(body, "b.txt") {
			t.Errorf("%s hides what is open: %s", c.name, body)
		}
	}
}
