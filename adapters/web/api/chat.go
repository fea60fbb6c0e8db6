package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"unicode/utf8"

	"footnote/adapters/internal/eventstream"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/markdown"
	"footnote/bot/present/text"
)

// modelName is the one model that there is.
const modelName = "footnote"

// model describes it as OpenAI does.
type model struct {
	ID      string `json:"id"`
	Object  string `json:"object"`
	Created int64  `json:"created"`
	OwnedBy string `json:"owned_by"`
}

func theModel() model { return model{modelName, "model", 0, modelName} }

// serveModels lists the one model.
func (d *Doors) serveModels(rw http.ResponseWriter, _ *http.Request) error {
	sendJSON(rw, http.StatusOK, map[string]any{"object": "list", "data": []model{theModel()}})
	return nil
}

// serveModel describes a model.
func (d *Doors) serveModel(rw http.ResponseWriter, r *http.Request) error {
	if err := checkModel(r.PathValue("model")); err != nil {
		return err
	}
	sendJSON(rw, http.StatusOK, theModel())
	return nil
}

func checkModel(name string) error {
	if name != modelName {
		return newProblem(http.StatusNotFound, "model_not_found", "there is no model %q, only %q", name, modelName)
	}
	return nil
}

// chatBody is a request for a chat completion. Fields that steer a model's writing are
// taken and do nothing: the answer is what the documents say.
type chatBody struct {
	Model         string    `json:"model"`
	Messages      []message `json:"messages"`
	Stream        bool      `json:"stream"`
	StreamOptions struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
	N int `json:"n"`
}

// message is one of a conversation.
type message struct {
	Role    string  `json:"role"`
	Content content `json:"content"`
}

// content is the text of a message, which comes as a string or in parts.
type content string

// UnmarshalJSON implements json.Unmarshaler.
func (c *content) UnmarshalJSON(data []byte) error {
	var whole *string
	if json.Unmarshal(data, &whole) == nil {
		if *c = ""; whole != nil {
			*c = content(*whole)
		}
		return nil
	}
	var parts []struct{ Type, Text string }
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	var texts []string
	for _, p := range parts {
		if p.Type != "text" {
			return newProblem(http.StatusUnprocessableEntity, "unsupported_content", "a message has a part of type %q; only text is read", p.Type)
		}
		texts = append(texts, p.Text)
	}
	*c = content(strings.Join(texts, "\n"))
	return nil
}

// What is kept of a conversation that callers repeat with each message: as much as a
// follow-up may refer to.
const (
	mostTold    = 5
	longestTold = 4_000 // characters of a message
)

// chatWish returns what the last message of a conversation asks.
func chatWish(body chatBody) (wish, error) {
	w := wish{kind: bot.Ask}
	for _, m := range body.Messages {
		switch m.Role {
		case "user":
			if w.text != "" { // it was asked before
				w.told = append(w.told, bot.Told{Question: w.text})
			}
			w.text = string(m.Content)
		case "assistant":
			if w.text != "" {
				w.told = append(w.told, bot.Told{Question: w.text, Answer: markdown.Answer(string(m.Content))})
				w.text = ""
			}
		}
	}
	w.told = w.told[max(0, len(w.told)-mostTold):]
	for i, t := range w.told {
		w.told[i] = bot.Told{Question: text.Clip(t.Question, longestTold, text.Runes), Answer: text.Clip(t.Answer, longestTold, text.Runes)}
	}
	if strings.TrimSpace(w.text) == "" {
		return w, newProblem(http.StatusUnprocessableEntity, string(bot.Empty), "the last message is no user's, so there is nothing to answer")
	}
	return w, nil
}

// completion is a chat completion, or with its delta a piece of one.
type completion struct {
	ID      string   `json:"id"`
	Object  string   `json:"object"`
	Created int64    `json:"created"`
	Model   string   `json:"model"`
	Choices []choice `json:"choices"`
	Usage   *usage   `json:"usage,omitempty"`
	// Citations are what the answer stands on, and Footnote what came of the question:
	// no fields of OpenAI's.
	Citations []bot.Citation `json:"citations,omitempty"`
	Footnote  *came          `json:"footnote,omitempty"`
}

type choice struct {
	Index        int     `json:"index"`
	Message      *said   `json:"message,omitempty"`
	Delta        *said   `json:"delta,omitempty"`
	FinishReason *string `json:"finish_reason"`
}

// said is a message of the bot's.
type said struct {
	Role        string       `json:"role,omitempty"`
	Content     string       `json:"content"`
	Annotations []annotation `json:"annotations,omitempty"`
}

// annotation says where a citation stands in a message, as OpenAI's web search does.
type annotation struct {
	Type     string   `json:"type"`
	Citation urlCited `json:"url_citation"`
}

// urlCited is a cited document. The indexes are of characters of the message.
type urlCited struct {
	URL        string `json:"url"`
	Title      string `json:"title"`
	StartIndex int    `json:"start_index"`
	EndIndex   int    `json:"end_index"`
}

type usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
	TotalTokens      int `json:"total_tokens"`
}

// came is what came of a question.
type came struct {
	Request    string      `json:"request"`
	Outcome    bot.Outcome `json:"outcome"`
	Confidence float64     `json:"confidence"`
	Spoken     float64     `json:"spoken"`
	Understood string      `json:"understood,omitempty"`
}

// rendered is a reply as a message.
type rendered struct {
	said
	citations []bot.Citation
	came      came
	usage     usage
}

// render makes a message of a reply, with the addresses as the caller can open them.
func (d *Doors) render(r *http.Request, reply *bot.Reply) rendered {
	address := d.addresses(r, reply.Request)
	written := markdown.Reply(reply, address)
	out := rendered{said: said{Role: "assistant", Content: written.Markdown}, citations: reply.Citations()}
	for _, m := range written.Marks {
		for _, c := range out.citations {
			if c.N != m.N {
				continue
			}
			at := utf8.RuneCountInString(written.Markdown[:m.Start])
			out.Annotations = append(out.Annotations, annotation{"url_citation", urlCited{address(c), present.Title(c), at, at + m.End - m.Start}})
			break
		}
	}
	o := reply.Output()
	out.came = came{reply.Request, o.Outcome, o.Confidence, o.Spoken, text.OneLine(reply.Understood)}
	if s := o.Summary; s != nil && s.Usage != nil {
		out.usage = usage{s.Usage.PromptTokens, s.Usage.CompletionTokens, s.Usage.PromptTokens + s.Usage.CompletionTokens}
	}
	return out
}

// addresses returns where the citations of a reply can be read.
func (d *Doors) addresses(r *http.Request, request string) present.Links {
	return func(c bot.Citation) string {
		at := d.Bot.SourceAddress(request, c)
		if strings.HasPrefix(at, "/") {
			at = OriginOf(r) + at
		}
		return at
	}
}

// OriginOf returns where a caller has found us, which is all that is known without a
// public URL.
func OriginOf(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// serveChat answers the last message of a conversation.
func (d *Doors) serveChat(rw http.ResponseWriter, r *http.Request) error {
	var body chatBody
	if err := readJSON(r, &body, false); err != nil {
		return err
	}
	if err := checkModel(body.Model); err != nil {
		return err
	}
	if body.N > 1 {
		return newProblem(http.StatusUnprocessableEntity, "unsupported_n", "n is %d: a question has one answer here", body.N)
	}
	w, err := chatWish(body)
	if err != nil {
		return err
	}
	c := d.Who(r.Context())
	if body.Stream {
		return d.streamChat(rw, r, c, w, body.StreamOptions.IncludeUsage)
	}
	reply, _, err := d.await(r.Context(), c, w)
	if err != nil {
		return err
	}
	out, message, stop := d.newCompletion("chat.completion", reply.Request), d.render(r, reply), "stop"
	out.Choices = []choice{{Message: &message.said, FinishReason: &stop}}
	out.Usage, out.Citations, out.Footnote = &message.usage, message.citations, &message.came
	sendJSON(rw, http.StatusOK, out)
	return nil
}

func (d *Doors) newCompletion(object, id string) completion {
	return completion{ID: "chatcmpl-" + id, Object: object, Created: d.Now().Unix(), Model: modelName}
}

// streamChat sends an answer paragraph by paragraph once it is final. What was sent
// can't be taken back, and a model's sentences may be, as long as it writes: until then
// the stream only shows that it lives.
func (d *Doors) streamChat(rw http.ResponseWriter, r *http.Request, c Caller, w wish, withUsage bool) error {
	id, _, err := d.submit(r.Context(), c, w)
	if err != nil {
		return err
	}
	e := events{eventstream.Begin(rw)}
	chunk := d.newCompletion("chat.completion.chunk", id)
	send := func(delta said, finish *string) bool {
		chunk.Choices = []choice{{Delta: &delta, FinishReason: finish}}
		return e.sendJSON("", chunk)
	}
	if !send(said{Role: "assistant"}, nil) {
		return nil
	}
	e.follow(d.replies(r.Context(), c, id), func(g grown) bool {
		if g.err != nil {
			e.sendJSON("", map[string]*problem{"error": d.problemOf(g.err)})
			return false
		}
		if !g.reply.Final {
			return true
		}
		message, stop := d.render(r, g.reply), "stop"
		for part := range strings.SplitAfterSeq(message.Content, "\n\n") {
			if part != "" && !send(said{Content: part}, nil) {
				return false
			}
		}
		chunk.Citations, chunk.Footnote = message.citations, &message.came
		if !send(said{Annotations: message.Annotations}, &stop) {
			return false
		}
		if chunk.Citations, chunk.Footnote = nil, nil; withUsage {
			chunk.Choices, chunk.Usage = []choice{}, &message.usage
			e.sendJSON("", chunk)
		}
		return e.Send("", "[DONE]")
	})
	return nil
}
