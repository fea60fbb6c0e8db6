package openai

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	api "github.com/sashabaranov/go-openai"

	"footnote/bot"
)

// EmbedderConfig says which server makes vectors. Name is required.
type EmbedderConfig struct {
	BaseURL string // as in Config
	Key     string // "" for servers that want none
	Name    string // of the model, as the server knows it
	// Query and Passage are what questions and passages begin with, for models that
	// were trained with such words.
	Query, Passage string
	// Tries is how often a request is sent at the most; 0 means 3.
	Tries int
	// Transport is the way to the server, nil means http.DefaultTransport.
	Transport http.RoundTripper
}

// Embedder makes vectors of texts, as a meaning.Model of the retrieval does. It is safe
// for use by several goroutines.
type Embedder struct {
	config EmbedderConfig
	api    api.ClientConfig
	client *http.Client
}

const (
	// embedBatch is how many texts a request has. Passages have about 200 tokens:
	// 32 are below what servers take at once, 8,192 tokens for some.
	embedBatch = 32
	// embedTime is how long a request may take.
	embedTime = 2 * time.Minute
)

// NewEmbedder returns an Embedder. It doesn't ask the server anything.
func NewEmbedder(c EmbedderConfig) (*Embedder, error) {
	var err error
	if c.BaseURL, err = trimAddress(c.BaseURL); err != nil {
		return nil, fmt.Errorf("set up the embeddings: %w", err)
	}
	if c.Name == "" {
		return nil, errors.New("set up the embeddings: the model has no name")
	}
	conf := api.DefaultConfig(c.Key)
	conf.BaseURL = c.BaseURL
	if c.Transport == nil {
		c.Transport = http.DefaultTransport
	}
	client := &http.Client{
		Transport: &retrying{next: c.Transport, tries: cmp.Or(c.Tries, 3)},
		// Nobody but the server that is set may read the documents.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &Embedder{config: c, api: conf, client: client}, nil
}

// Name returns the model's name.
func (e *Embedder) Name() string { return e.config.Name }

// Server returns the address of its server, fit to be shown.
func (e *Embedder) Server() string { return redactAddress(e.config.BaseURL) }

// servedMark begins the identities of models that a server runs.
const servedMark = "served?"

// Identity names the model and what texts begin with. The server isn't part of it: a
// model may move.
func (e *Embedder) Identity() string {
	v := url.Values{"name": {e.config.Name}}
	if e.config.Query != "" {
		v.Set("query", e.config.Query)
	}
	if e.config.Passage != "" {
		v.Set("passage", e.config.Passage)
	}
	return servedMark + v.Encode()
}

// OfIdentity returns the settings of c for the model of an identity, and whether it is
// one that a server runs.
func (c EmbedderConfig) OfIdentity(identity string) (EmbedderConfig, bool) {
	rest, ok := strings.CutPrefix(identity, servedMark)
	v, err := url.ParseQuery(rest)
	if !ok || err != nil || v.Get("name") == "" {
		return c, false
	}
	c.Name, c.Query, c.Passage = v.Get("name"), v.Get("query"), v.Get("passage")
	return c, true
}

// Languages returns none: it isn't known which the model was trained on.
func (*Embedder) Languages() []string { return nil }

// IsWord returns false: a server doesn't tell which words its model knows.
func (*Embedder) IsWord(string) bool { return false }

// IsFast returns true: the server is no part of this machine's work.
func (*Embedder) IsFast() bool { return true }

// IsRemote returns true.
func (*Embedder) IsRemote() bool { return true }

// Batch returns how many texts a request has.
func (*Embedder) Batch() int { return embedBatch }

// Query returns the vector of what is asked. Its errors are as those of Passages.
func (e *Embedder) Query(ctx context.Context, text string) ([]float32, error) {
	list, err := e.embedTexts(ctx, e.config.Query, []string{text})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// Passages returns the vectors of texts. Errors are *bot.ModelError or wrap one, and
// never hold the key.
func (e *Embedder) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	list, err := e.embedTexts(ctx, e.config.Passage, texts)
	switch {
	case err == nil || !isTooMuch(err):
		return list, err
	case len(texts) > 1: // together, or one of them
		half := len(texts) / 2
		first, err := e.Passages(ctx, texts[:half])
		if err != nil {
			return nil, err
		}
		rest, err := e.Passages(ctx, texts[half:])
		return append(first, rest...), err
	case len(texts[0]) > shortestText:
		return e.Passages(ctx, []string{strings.ToValidUTF8(texts[0][:len(texts[0])/2], "")})
	}
	return nil, err
}

// shortestText is the length in bytes from which a text isn't cut to what a server
// takes: it must be something else then that it refuses.
const shortestText = 200

// isTooMuch reports whether a server has refused texts for their length or number.
// llama.cpp says so with the status of a fault of its own.
func isTooMuch(err error) bool {
	var trouble *bot.ModelError
	if !errors.As(err, &trouble) {
		return false
	}
	text := strings.ToLower(err.Error())
	return trouble.Trouble == bot.Oversized ||
		slices.ContainsFunc([]string{"too large", "too long", "too many tokens", "context length", "batch size"}, func(s string) bool { return strings.Contains(text, s) })
}

// Check asks for one vector and returns the number of its values.
func (e *Embedder) Check(ctx context.Context) (values int, err error) {
	v, err := e.Query(ctx, "Where is the harbour?")
	return len(v), err
}

// emptyText stands for texts without a word, which servers refuse.
const emptyText = "."

func (e *Embedder) embedTexts(ctx context.Context, before string, texts []string) ([][]float32, error) {
	ctx, cancel := context.WithTimeout(ctx, embedTime)
	defer cancel()
	input := make([]string, len(texts))
	for i, text := range texts {
		if input[i] = before + text; strings.TrimSpace(input[i]) == "" {
			input[i] = emptyText
		}
	}
	c := &call{dialect: embeddings(), next: e.client, server: e.Server(), model: e.config.Name}
	conf := e.api
	conf.HTTPClient = c
	resp, err := api.NewClientWithConfig(conf).CreateEmbeddings(ctx, api.EmbeddingRequestStrings{Input: input, Model: api.EmbeddingModel(e.config.Name)})
	if err != nil {
		return nil, modelErrorFor(ctx, err, e.config.Key)
	}
	list := make([][]float32, len(texts))
	for _, d := range resp.Data {
		if d.Index >= 0 && d.Index < len(list) {
			list[d.Index] = d.Embedding
		}
	}
	for i, v := range list {
		if len(v) == 0 {
			what := fmt.Sprintf("%s, with %d vectors for %d texts, and none for number %d", c.mediaType, len(resp.Data), len(texts), i)
			return nil, modelErrorFor(ctx, c.newForeign(what), e.config.Key)
		}
	}
	return list, nil
}

// admitVectors is the admitBody of embeddings: one object.
func (c *call) admitVectors(resp *http.Response, body *bufio.Reader, is shape) error {
	if is != object {
		return c.newForeign(c.mediaType)
	}
	resp.Body = readCloser{body, resp.Body}
	return nil
}
