package summary

import (
	"embed"
	"fmt"
	"strings"
	"text/template"

	"footnote/bot"
)

//go:embed templates/*.tmpl
var templateFiles embed.FS

// noAnswer is what the model writes where the excerpts don't answer.
const noAnswer = "NO ANSWER"

// prompter makes prompts from the embedded templates.
type prompter struct {
	templates *template.Template
	// budget is how many tokens the excerpts and the question may have.
	budget int
	json   bool
}

func newPrompter(budget int, json bool) (*prompter, error) {
	t, err := template.ParseFS(templateFiles, "templates/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("parse the prompts: %w", err)
	}
	return &prompter{t, budget, json}, nil
}

// excerpt is one numbered piece of evidence as the templates see it.
type excerpt struct {
	N                      int
	Title, Published, Text string
}

// promptData is what the templates of a summary are filled in with. What stays the same from
// one question to the next comes first, so that servers which keep what they have read of a
// prompt needn't read it again: the rules, which are the same for all, and the excerpts,
// whose fence depends on them alone. The question has one of its own, which depends on
// everything.
type promptData struct {
	Fence     string
	Asked     string
	NoAnswer  string
	Sentences int
	Question  string
	Excerpts  []excerpt
}

// opinionData is what is asked a second time.
type opinionData struct {
	Fence    string
	Sentence string
	Excerpts []excerpt
}

// summaryPrompt returns the prompt and the evidence in it: evidence[i] is the
// excerpt of number i+1. The least promising excerpts are left out if all are
// more than the budget.
func (p *prompter) summaryPrompt(question string, evidence []bot.Citation) (bot.Prompt, []bot.Citation, error) {
	data := promptData{NoAnswer: noAnswer, Sentences: maxSentences, Question: oneLine(question)}
	left := p.budget - bot.Tokens(data.Question)
	for i, c := range evidence {
		cost := bot.Tokens(c.Excerpt) + bot.Tokens(c.Title) + perExcerpt
		if cost > left && i > 0 {
			evidence = evidence[:i]
			break
		}
		left -= cost
		data.Excerpts = append(data.Excerpts, excerpt{i + 1, oneLine(c.Title), c.Published, strings.TrimSpace(c.Excerpt)})
	}
	data.Fence = bot.Fence(data.Excerpts)
	data.Asked = bot.Fence(data)
	prompt, err := p.executeTemplate("", struct {
		promptData
		JSON bool
	}{data, p.json}, maxTokens)
	if p.json {
		prompt.Schema = sentencesSchema
	}
	return prompt, evidence, err
}

// opinionPrompt returns the prompt that asks whether excerpts bear a sentence out.
func (p *prompter) opinionPrompt(sentence string, cited []bot.Citation) (bot.Prompt, error) {
	data := opinionData{Sentence: sentence}
	for i, c := range cited {
		data.Excerpts = append(data.Excerpts, excerpt{i + 1, oneLine(c.Title), c.Published, strings.TrimSpace(c.Excerpt)})
	}
	data.Fence = bot.Fence(data)
	return p.executeTemplate("opinion_", data, opinionTokens)
}

// executeTemplate fills in the two templates of a kind.
func (p *prompter) executeTemplate(kind string, data any, maxTokens int) (bot.Prompt, error) {
	var system, user strings.Builder
	if err := p.templates.ExecuteTemplate(&system, kind+"system.tmpl", data); err != nil {
		return bot.Prompt{}, fmt.Errorf("write the prompt: %w", err)
	}
	if err := p.templates.ExecuteTemplate(&user, kind+"user.tmpl", data); err != nil {
		return bot.Prompt{}, fmt.Errorf("write the prompt: %w", err)
	}
	return bot.Prompt{System: system.String(), User: user.String(), MaxTokens: maxTokens}, nil
}

// perExcerpt is what the lines around an excerpt cost, in tokens.
const perExcerpt = 24

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
