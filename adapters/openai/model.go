package openai

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"net/http"
	"net/url"
	"strings"
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
	// Temperature is from 0 to 2. Models that reason take none and get none.
	Temperature float64
	// MaxTokens bounds an answer whose prompt doesn't; 0 means 1,000.
	MaxTokens int
	// Silence is how long the server may send nothing; 0 means 15 s.
	Silence time.Duration
	// Tries is how often a request is sent at the most; 0 means 3.
	Tries int
	// Transport is the way to the server, nil means http.DefaultTransport.
	Transport http.RoundTripper
}

// Model is a bot.Model. It is safe for use by several goroutines.
type Model struct {
	client *api.Client
	config Config
}

var _ bot.Model = (*Model)(nil)

// New returns a Model. It doesn't ask the server anything.
func New(c Config) (*Model, error) {
	c.BaseURL = strings.TrimRight(cmp.Or(c.BaseURL, DefaultBaseURL), "/")
	if u, err := url.Parse(c.BaseURL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("set up the model: %q is no address of a server such as %s", c.BaseURL, DefaultBaseURL)
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
	conf.HTTPClient = &http.Client{Transport: &retrying{next: c.Transport, tries: cmp.Or(c.Tries, 3)}}
	return &Model{client: api.NewClientWithConfig(conf), config: c}, nil
}

// Name returns the model's name.
func (m *Model) Name() string { return m.config.Name }

var errSilent = errors.New("the server sends nothing")

// Complete implements bot.Model.
func (m *Model) Complete(ctx context.Context, p bot.Prompt) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		alarm := time.AfterFunc(m.config.Silence, func() { cancel(errSilent) })
		defer alarm.Stop()

		stream, err := m.client.CreateChatCompletionStream(ctx, m.request(p))
		if err != nil {
			yield("", classify(ctx, err))
			return
		}
		defer stream.Close()
		for {
			alarm.Reset(m.config.Silence)
			chunk, err := stream.Recv()
			alarm.Stop() // what the reader does with it is not the server's silence
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield("", classify(ctx, err))
				return
			}
			used(p, chunk.Usage)
			for _, choice := range chunk.Choices {
				if choice.FinishReason == api.FinishReasonContentFilter || choice.Delta.Refusal != "" {
					yield("", &bot.ModelError{Trouble: bot.Refused, Err: errors.New("the model or its filter declined")})
					return
				}
				if choice.Delta.Content != "" && !yield(choice.Delta.Content, nil) {
					return
				}
			}
		}
	}
}

func (m *Model) request(p bot.Prompt) api.ChatCompletionRequest {
	r := api.ChatCompletionRequest{
		Model: m.config.Name,
		Messages: []api.ChatCompletionMessage{
			{Role: api.ChatMessageRoleSystem, Content: p.System},
			{Role: api.ChatMessageRoleUser, Content: p.User},
		},
		StreamOptions: &api.StreamOptions{IncludeUsage: true},
	}
	limit := cmp.Or(p.MaxTokens, m.config.MaxTokens)
	if reasons(m.config.Name) {
		// What it thinks counts too, and there is more of that than of text.
		r.MaxCompletionTokens = limit + 4000
		return r
	}
	//lint:ignore SA1019 most compatible servers know only this one
	r.MaxTokens = limit
	// go-openai leaves a temperature of 0 out, which servers take for 1.
	r.Temperature = max(float32(m.config.Temperature), math.SmallestNonzeroFloat32)
	return r
}

// reasons tells OpenAI's models that take neither temperature nor max_tokens:
// https://platform.openai.com/docs/guides/reasoning
func reasons(name string) bool {
	name = name[strings.LastIndexByte(name, '/')+1:] // gateways put the vendor first
	for _, family := range []string{"o1", "o3", "o4", "gpt-5"} {
		if rest, ok := strings.CutPrefix(name, family); ok && (rest == "" || rest[0] == '-' || rest[0] == '.') {
			return true
		}
	}
	return false
}

// used says what a response has used, if it says so.
func used(p bot.Prompt, u *api.Usage) {
	if u != nil && p.Used != nil {
		p.Used(bot.Usage{PromptTokens: u.PromptTokens, CompletionTokens: u.CompletionTokens})
	}
}
