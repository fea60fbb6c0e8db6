package web

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	openai "github.com/sashabaranov/go-openai"

	"footnote/bot/inbox"
)

func (w *world) openAI(token string) *openai.Client {
	c := openai.DefaultConfig(token)
	c.BaseURL = w.server.URL + "/v1"
	return openai.NewClientWithConfig(c)
}

func says(role, text string) openai.ChatCompletionMessage {
	return openai.ChatCompletionMessage{Role: role, Content: text}
}

// TestChatCompletions by a client of OpenAI's.
func TestChatCompletions(t *testing.T) {
	w, _ := newPrograms(t, sample(t), func(o *Options, _ *inbox.Options) {
		o.PublicURL = &url.URL{Scheme: "https", Host: "docs.example.com"}
	})
	client := w.openAI("chat ask")
	models, err := client.ListModels(t.Context())
	if err != nil || len(models.Models) != 1 || models.Models[0].ID != "footnote" {
		t.Fatalf("models: %+v, %v", models, err)
	}
	if m, err := client.GetModel(t.Context(), "footnote"); err != nil || m.ID != "footnote" {
		t.Errorf("the model: %+v, %v", m, err)
	}
	request := openai.ChatCompletionRequest{Model: "footnote", Temperature: .3, MaxCompletionTokens: 10, Messages: []openai.ChatCompletionMessage{
		says("system", "You are a pirate."), says("user", asked),
	}}
	r, err := client.CreateChatCompletion(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	text := r.Choices[0].Message.Content
	for _, want := range []string{"80", " [1]", "\n---\n\n[1] [Morocco", "https://docs.example.com/source?", "\n> "} {
		if !strings.Contains(text, want) {
			t.Errorf("the answer lacks %q:\n%s", want, text)
		}
	}
	if r.Choices[0].FinishReason != openai.FinishReasonStop || r.Model != "footnote" || r.Object != "chat.completion" {
		t.Errorf("completed %+v", r)
	}

	// A follow-up leans on the messages before it, which the caller keeps.
	request.Messages = append(request.Messages, says("assistant", text), openai.ChatCompletionMessage{
		Role: "user", MultiContent: []openai.ChatMessagePart{{Type: openai.ChatMessagePartTypeText, Text: "and in 2016?"}},
	})
	_, _, body := w.call("chat ask", "POST", "/v1/chat/completions", request)
	var next struct {
		Footnote  struct{ Understood, Outcome string }
		Citations []any
		Choices   []struct {
			Message struct {
				Content     string
				Annotations []struct {
					Type        string
					URLCitation struct {
						URL, Title string
						Start      int `json:"start_index"`
						End        int `json:"end_index"`
					} `json:"url_citation"`
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(body), &next); err != nil {
		t.Fatal(err)
	}
	if u := next.Footnote.Understood; !strings.Contains(u, "Morocco") || !strings.Contains(u, "2016") {
		t.Errorf("a follow-up was understood as %q", u)
	}

	// Citations stand where the numbers do.
	request.Messages = request.Messages[:2]
	_, _, body = w.call("chat ask", "POST", "/v1/chat/completions", request)
	if err := json.Unmarshal([]byte(body), &next); err != nil {
		t.Fatal(err)
	}
	m := next.Choices[0].Message
	if len(m.Annotations) == 0 || len(next.Citations) == 0 || next.Footnote.Outcome != "answered" {
		t.Fatalf("no citations in %s", body)
	}
	for _, a := range m.Annotations {
		c := a.URLCitation
		if runes := []rune(m.Content); a.Type != "url_citation" || string(runes[c.Start:c.End]) != "[1]" || !strings.HasPrefix(c.URL, "https://docs.example.com/source?") || c.Title == "" {
			t.Errorf("an annotation is %+v of %d characters", a, utf8.RuneCountInString(m.Content))
		}
	}
}

// TestChatStreams: the pieces, joined, are the answer, and nothing is sent that a
// model's check takes back.
func TestChatStreams(t *testing.T) {
	model := make(written)
	close(model)
	w, _ := newPrograms(t, sample(t), func(_ *Options, o *inbox.Options) { o.Summarizer = model })
	request := openai.ChatCompletionRequest{Model: "footnote", Messages: []openai.ChatCompletionMessage{says("user", asked)}, StreamOptions: &openai.StreamOptions{IncludeUsage: true}}
	stream, err := w.openAI("chat ask").CreateChatCompletionStream(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	var text string
	var usage *openai.Usage
	var finish openai.FinishReason
	pieces := 0
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if chunk.Usage != nil {
			usage = chunk.Usage
		}
		for _, c := range chunk.Choices {
			if c.Delta.Content != "" {
				pieces++
			}
			text += c.Delta.Content
			finish = c.FinishReason
		}
	}
	whole, err := w.openAI("chat ask").CreateChatCompletion(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	link := func(s string) string { return strings.Split(s, "from=")[0] } // the answers have ids of their own
	if want := whole.Choices[0].Message.Content; link(text) != link(want) || pieces < 3 || finish != openai.FinishReasonStop {
		t.Errorf("%d pieces, %s:\n%s\nwant\n%s", pieces, finish, text, want)
	}
	if usage == nil || usage.TotalTokens != 12 || whole.Usage.PromptTokens != 7 {
		t.Errorf("used %+v and %+v", usage, whole.Usage)
	}
	if !strings.HasPrefix(text, "It dismantled 80 networks. [1]\n\nThat was in 2017. [1]\n") {
		t.Errorf("the answer is\n%s", text)
	}
}

func TestChatProblems(t *testing.T) {
	w, _ := newPrograms(t, sample(t), nil)
	ask := func(model string, messages ...openai.ChatCompletionMessage) *openai.APIError {
		t.Helper()
		_, err := w.openAI("chat ask").CreateChatCompletion(t.Context(), openai.ChatCompletionRequest{Model: model, Messages: messages})
		var answered *openai.APIError
		if !errors.As(err, &answered) {
			t.Fatalf("no error of the server: %v", err)
		}
		return answered
	}
	if e := ask("gpt-4", says("user", "x")); e.HTTPStatusCode != http.StatusNotFound || e.Code != "model_not_found" {
		t.Errorf("another model: %+v", e)
	}
	if e := ask("footnote", says("user", "x"), says("assistant", "y")); e.HTTPStatusCode != http.StatusUnprocessableEntity || e.Code != "empty" {
		t.Errorf("no question: %+v", e)
	}
	picture := openai.ChatCompletionMessage{Role: "user", MultiContent: []openai.ChatMessagePart{{Type: openai.ChatMessagePartTypeImageURL, ImageURL: &openai.ChatMessageImageURL{URL: "https://evil.example"}}}}
	if e := ask("footnote", picture); e.HTTPStatusCode != http.StatusUnprocessableEntity || e.Code != "unsupported_content" {
		t.Errorf("a picture: %+v", e)
	}
}
