package openai

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	api "github.com/sashabaranov/go-openai"

	"footnote/bot"
)

// DefaultBaseURL is OpenAI's own server.
const DefaultBaseURL = "https://api.openai.com/v1"

// Config of a Model. Name is required.
type Config struct {
	BaseURL string // with the version, such as "http://localhost:11434/v1"; "" means DefaultBaseURL
	Key     string // "" for servers that want none
	Name    string // of the model, as the server knows it
	// Temperature is from 0 to 2. It isn't sent to models that reason, which don't
	// take it.
	Temperature float64
	// MaxTokens bounds an answer whose prompt doesn't; 0 means 1,000.
	MaxTokens int
	// Silence is how long the server may send nothing in the middle of a text; 0
	// means 15 s. Before the first piece only the context bounds the wait: the
	// server may have others to serve, or a long prompt to read.
	Silence time.Duration
	// Tries is how often a request is sent at the most; 0 means 3.
	Tries int
	// Transport is the way to the server, nil means http.DefaultTransport.
	Transport http.RoundTripper
}

// Model is a bot.Model. It is safe for use by several goroutines.
type Model struct {
	config Config
	api    api.ClientConfig
	client *http.Client
	// shapeless is set once the server has refused a schema that it wrote without.
	shapeless atomic.Bool
}

var _ bot.Model = (*Model)(nil)

// New returns a Model. It doesn't ask the server anything.
func New(c Config) (*Model, error) {
	var err error
	if c.BaseURL, err = trimAddress(c.BaseURL); err != nil {
		return nil, fmt.Errorf("set up the model: %w", err)
	}
	if c.Name == "" {
		return nil, errors.New("set up the model: it has no name")
	}
	c.MaxTokens = cmp.Or(c.MaxTokens, 1000)
	c.Silence = cmp.Or(c.Silence, 15*time.Second)
	conf := api.DefaultConfig(c.Key)
	conf.BaseURL = c.BaseURL
	if c.Transport == nil {
		c.Transport = http.DefaultTransport
	}
	client := &http.Client{Transport: &retrying{next: c.Transport, tries: cmp.Or(c.Tries, 3)}, CheckRedirect: followNear}
	conf.HTTPClient = client
	return &Model{config: c, api: conf, client: client}, nil
}

// trimAddress returns a server's address without a slash at its end; "" stands for
// DefaultBaseURL.
func trimAddress(address string) (string, error) {
	address = strings.TrimRight(cmp.Or(address, DefaultBaseURL), "/")
	if u, err := url.Parse(address); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("%q is no address of a server such as %s", address, DefaultBaseURL)
	}
	return address, nil
}

// Name returns the model's name.
func (m *Model) Name() string { return m.config.Name }

// Server returns the address of its server, fit to be shown.
func (m *Model) Server() string { return redactAddress(m.config.BaseURL) }

// Complete implements bot.Model.
func (m *Model) Complete(ctx context.Context, p bot.Prompt) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		c := &call{dialect: completions(), next: m.client, temperature: m.temperatureOf(), server: m.Server(), model: m.config.Name, silence: m.config.Silence, end: cancel}
		if err := m.streamCompletion(ctx, c, p, yield); err != nil {
			yield("", modelErrorFor(ctx, err, m.config.Key))
		}
	}
}

// streamCompletion yields the pieces of a text. It returns nil when yield wants no
// more.
func (m *Model) streamCompletion(ctx context.Context, c *call, p bot.Prompt, yield func(string, error) bool) error {
	stream, err := m.openStream(ctx, c, p)
	if err != nil {
		return err
	}
	defer stream.Close()
	spoken := false
	for {
		chunk, err := stream.Recv()
		switch {
		case errors.Is(err, io.EOF) && !spoken:
			return c.newForeign(c.mediaType)
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		noteUsage(p, chunk.Usage)
		spoken = spoken || len(chunk.Choices) > 0 && chunk.Object != "text_completion"
		for _, choice := range chunk.Choices {
			switch {
			case choice.FinishReason == api.FinishReasonContentFilter || choice.Delta.Refusal != "":
				return errDeclined
			case choice.FinishReason == "error": // so do gateways say that the server behind them has failed
				return errors.New("the server failed in the middle of the text")
			case choice.Delta.Content == "":
				continue
			}
			c.begun = true
			if !yield(choice.Delta.Content, nil) {
				return nil
			}
		}
	}
}

// openStream begins a text. Of a server that refuses the schema it asks for a text without,
// now and from then on: what it says of that has no form that they have in common.
func (m *Model) openStream(ctx context.Context, c *call, p bot.Prompt) (*api.ChatCompletionStream, error) {
	conf := m.api
	conf.HTTPClient = c
	client := api.NewClientWithConfig(conf)
	if p.Schema == "" || m.shapeless.Load() {
		return client.CreateChatCompletionStream(ctx, m.buildRequest(p))
	}
	shaped := m.buildRequest(p)
	shaped.ResponseFormat = &api.ChatCompletionResponseFormat{
		Type:       api.ChatCompletionResponseFormatTypeJSONSchema,
		JSONSchema: &api.ChatCompletionResponseFormatJSONSchema{Name: "answer", Schema: json.RawMessage(p.Schema), Strict: true},
	}
	stream, err := client.CreateChatCompletionStream(ctx, shaped)
	if err == nil || !mayRefuseSchema(err) {
		return stream, err
	}
	stream, plainErr := client.CreateChatCompletionStream(ctx, m.buildRequest(p))
	if plainErr != nil {
		return nil, err
	}
	m.shapeless.Store(true)
	return stream, nil
}

// mayRefuseSchema reports whether an error may be about the schema: that the request is
// wrong, or has what the server doesn't do.
func mayRefuseSchema(err error) bool {
	status := 0
	var answered *api.APIError
	var failed *api.RequestError
	switch {
	case errors.As(err, &failed):
		status = failed.HTTPStatusCode
	case errors.As(err, &answered):
		status = answered.HTTPStatusCode
	}
	switch status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusNotImplemented:
		return true
	}
	return false
}

// TakesSchema reports whether the server writes JSON by a schema: false if it refuses one,
// or writes what is none.
func (m *Model) TakesSchema(ctx context.Context) (bool, error) {
	const schema = `{"type":"object","properties":{"word":{"type":"string"}},"required":["word"],"additionalProperties":false}`
	var text strings.Builder
	for piece, err := range m.Complete(ctx, bot.Prompt{User: "Say yes.", MaxTokens: 24, Schema: schema}) {
		if err != nil {
			return false, err
		}
		text.WriteString(piece)
	}
	return !m.shapeless.Load() && strings.HasPrefix(strings.TrimSpace(text.String()), "{"), nil
}

func (m *Model) buildRequest(p bot.Prompt) api.ChatCompletionRequest {
	r := api.ChatCompletionRequest{Model: m.config.Name, StreamOptions: &api.StreamOptions{IncludeUsage: true}}
	if p.System != "" { // go-openai would send it without a content, which servers refuse
		r.Messages = append(r.Messages, api.ChatCompletionMessage{Role: api.ChatMessageRoleSystem, Content: p.System})
	}
	r.Messages = append(r.Messages, api.ChatCompletionMessage{Role: api.ChatMessageRoleUser, Content: p.User})
	limit := cmp.Or(p.MaxTokens, m.config.MaxTokens)
	if isReasoning(m.config.Name) {
		// What it thinks counts too, and there is more of that than of text.
		r.MaxCompletionTokens = limit + 4000
		return r
	}
	//lint:ignore SA1019 most compatible servers know only this one
	r.MaxTokens = limit
	return r
}

// coldest is the least temperature above 0 that is sent. Engines divide by it,
// and below this their numbers overflow: vLLM raises lower ones to it, llama.cpp
// writes random words.
const coldest = .01

// temperatureOf returns the temperature to send, nil for models that take none.
func (m *Model) temperatureOf() *float64 {
	if isReasoning(m.config.Name) {
		return nil
	}
	t := m.config.Temperature
	if t < coldest {
		t = 0 // the likeliest word always, which is what so small a number means
	}
	return &t
}

// isReasoning reports whether a model is one of OpenAI's that take neither
// temperature nor max_tokens:
// https://platform.openai.com/docs/guides/reasoning
func isReasoning(name string) bool {
	name = name[strings.LastIndexByte(name, '/')+1:] // gateways put the vendor first
	for _, family := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if rest, ok := strings.CutPrefix(name, family); ok && (rest == "" || rest[0] == '-' || rest[0] == '.') {
			return true
		}
	}
	return false
}

// noteUsage passes on how many tokens a response has used, if the server says so.
func noteUsage(p bot.Prompt, u *api.Usage) {
	if u != nil && p.Used != nil {
		p.Used(bot.Usage{PromptTokens: u.PromptTokens, CompletionTokens: u.CompletionTokens})
	}
}
