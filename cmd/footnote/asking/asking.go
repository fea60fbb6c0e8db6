// Package asking is how "footnote ask" has a running "footnote serve" answer: over a
// socket in the data folder, which only its owner can use. What serve has open, ask
// needn't open and compare with the documents again.
//
// Whoever asks and whoever answers must be the same program with the same settings of
// answers on the same documents. Where they aren't, where nobody serves or where
// anything goes wrong, ask answers by itself and says nothing of it.
package asking

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/embedding"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/replying"
	"footnote/cmd/footnote/version"
	"footnote/cmd/footnote/writing"
	"footnote/retrieval"
	"footnote/retrieval/engine"
)

// Request is a question to a running server.
type Request struct {
	Program  string          `json:"program"`  // that asks, with the version of what is said here
	Settings string          `json:"settings"` // of answers, as a hash
	Corpus   string          `json:"corpus"`
	Question string          `json:"question"`
	Asked    time.Time       `json:"asked"` // the zero time for now
	JSON     bool            `json:"json"`
	Screen   terminal.Screen `json:"screen"`
}

// Response is what a server says to a Request.
type Response struct {
	// Refused says that the server can't answer this one.
	Refused  bool   `json:"refused,omitempty"`
	Output   string `json:"output"` // for standard output
	Answered bool   `json:"answered"`
	Empty    bool   `json:"empty,omitempty"` // there is nothing to ask
}

// protocol counts changes of Request and Response.
const protocol = 1

// program names this program and what it speaks.
func program() string {
	return fmt.Sprintf("%d %s", protocol, strings.TrimSpace(version.Running().Text()))
}

// fingerprint tells settings from others that give other answers.
func fingerprint(model writing.Settings, vectors embedding.Settings, semantic string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%+v %+v %s", model, vectors, semantic))
	return hex.EncodeToString(sum[:8])
}

// NewRequest returns the request of an indexer with a library.
func NewRequest(i *indexing.Indexer, model writing.Settings, l *indexing.Library, question string) Request {
	return Request{
		Program: program(), Settings: fingerprint(model, i.Embedding, i.Settings.Semantic),
		Corpus: l.Corpus, Question: question, Screen: i.Out,
	}
}

// Index is what is asked.
type Index interface {
	retrieval.Index
	Stats() engine.Stats
}

// Answer replies to a message and makes what is printed of the reply.
func Answer(ctx context.Context, replier *replying.Replier, x Index, l *indexing.Library, r Request) (out Response, err error) {
	reply, err := replier.Reply(ctx, replying.Message{Text: r.Question, At: r.Asked})
	if err != nil {
		return out, err
	}
	stats := x.Stats()
	out = Response{Answered: replying.HasAnswered(reply), Empty: stats.Passages == 0 && !r.JSON}
	if r.JSON {
		out.Output, err = console.JSONLine(replier.JSON(reply))
		return out, err
	}
	out.Output = NewPrinter(ctx, r.Screen, x, l).Reply(reply) + r.Screen.Aside(l.Asked(out.Answered, stats.Documents))
	return out, nil
}

// NewPrinter renders for a screen what comes from x.
func NewPrinter(ctx context.Context, s terminal.Screen, x retrieval.Index, l *indexing.Library) terminal.Printer {
	fetched := make(map[string]bool)
	for _, site := range l.Sites() {
		fetched[site.Name] = true
	}
	return terminal.Printer{Screen: s, Fetched: func(document string) bool { return fetched[retrieval.CollectionOf(document)] }, More: func(c bot.Citation) (before, after bool) {
		d, err := x.Document(ctx, c.Document)
		return c.Start > 0, err == nil && strings.TrimSpace(d.Text[c.End:]) != ""
	}}
}
