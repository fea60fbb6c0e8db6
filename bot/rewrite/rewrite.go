// Package rewrite has a language model make follow-ups questions that stand
// alone.
//
// The model gets the questions of the conversation as they were understood, fenced
// as data, and nothing else: of documents and answers only what code has completed
// one of these questions with. What it writes is taken only if it is one
// question that says all that the follow-up says, and whose names and figures,
// and nearly all other words, are those of the conversation. So it can't bring
// anything in; the worst that it can do is ask one of the conversation's
// questions again, which the asker is shown.
package rewrite

import (
	"cmp"
	"context"
	"embed"
	"fmt"
	"log/slog"
	"strings"
	"text/template"
	"time"

	"footnote/bot"
	"footnote/retrieval"
)

//go:embed templates/*.tmpl
var templateFiles embed.FS

// Options of a Rewriter. Those without a default are required.
type Options struct {
	Model    bot.Model
	Analyzer retrieval.Analyzer
	Deadline time.Duration // of one question; 0 means 5 s
	Log      *slog.Logger  // nil discards
}

const (
	maxTokens = 120
	// longestQuestion is how many bytes of a question are looked at: a longer one
	// leans on nothing.
	longestQuestion = 300
	longestResult   = 400 // bytes
)

// Rewriter is a bot.Rewriter. It is safe for use by several goroutines.
type Rewriter struct {
	Options
	templates *template.Template
}

var _ bot.Rewriter = (*Rewriter)(nil)

// New returns a Rewriter.
func New(o Options) (*Rewriter, error) {
	o.Deadline = cmp.Or(o.Deadline, 5*time.Second)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	t, err := template.ParseFS(templateFiles, "templates/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("parse the prompts: %w", err)
	}
	return &Rewriter{o, t}, nil
}

// Rewrite implements bot.Rewriter.
func (r *Rewriter) Rewrite(ctx context.Context, request, question string, before []string) (string, error) {
	if len(before) == 0 || len(question) > longestQuestion {
		return question, nil
	}
	began := time.Now()
	var used bot.Usage
	text, err := r.askModel(ctx, question, before, used.Add)
	r.Log.Info("the model was asked to complete a follow-up", "request", request, "elapsed", time.Since(began).Round(time.Millisecond),
		"prompt_tokens", used.PromptTokens, "completion_tokens", used.CompletionTokens, "cost", used.Cost)
	r.Log.Debug("what the model made of a follow-up", "request", request, "wrote", text) // people's own words
	if err != nil {
		return "", fmt.Errorf("rewrite a follow-up: %w", err)
	}
	if objection := r.objectionTo(text, question, before); objection != "" {
		return "", fmt.Errorf("rewrite a follow-up: %s", objection)
	}
	return text, nil
}

// askModel returns what the model writes, bounded.
func (r *Rewriter) askModel(ctx context.Context, question string, before []string, used func(bot.Usage)) (string, error) {
	prompt, err := r.rewritePrompt(question, before)
	if err != nil {
		return "", err
	}
	prompt.Used = used
	ctx, cancel := context.WithTimeout(ctx, r.Deadline)
	defer cancel()
	var b strings.Builder
	for piece, err := range r.Model.Complete(ctx, prompt) {
		if err != nil {
			return b.String(), err
		}
		if b.WriteString(piece); b.Len() > longestResult {
			break
		}
	}
	if err := ctx.Err(); err != nil {
		return b.String(), err
	}
	return strings.TrimSpace(strings.ToValidUTF8(b.String(), "\uFFFD")), nil
}

// rewritePrompt holds the conversation's questions and nothing else.
func (r *Rewriter) rewritePrompt(question string, before []string) (bot.Prompt, error) {
	data := struct {
		Fence    string
		Before   []string
		Question string
	}{Question: oneLine(question)}
	for _, b := range before {
		data.Before = append(data.Before, strings.ToValidUTF8(clipResult(oneLine(b)), ""))
	}
	data.Fence = bot.Fence(data)
	var system, user strings.Builder
	if err := r.templates.ExecuteTemplate(&system, "system.tmpl", data); err != nil {
		return bot.Prompt{}, fmt.Errorf("write the prompt: %w", err)
	}
	if err := r.templates.ExecuteTemplate(&user, "user.tmpl", data); err != nil {
		return bot.Prompt{}, fmt.Errorf("write the prompt: %w", err)
	}
	return bot.Prompt{System: system.String(), User: user.String(), MaxTokens: maxTokens}, nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func clipResult(s string) string { return s[:min(len(s), longestResult)] }
