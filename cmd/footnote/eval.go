package main

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot/answering"
	"strings"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/eval"
	"footnote/retrieval/question"
)

// evalCmd measures answers on a test collection.
type evalCmd struct {
	Dir    string `arg:"" optional:"" help:"Folder of the test set: queries.jsonl, qrels/test.tsv and corpus.jsonl."`
	Claims string `placeholder:"FILE" help:"Measure the check of citations on the claims of this file instead."`
	JSON   bool   `help:"Print the report as one JSON object."`
}

// Help implements kong.HelpProvider.
func (evalCmd) Help() string {
	return `The test set has BEIR's layout:

  queries.jsonl    _id, text and metadata: answerable (false: the documents don't answer it), answers (short gold answers), excerpts (gold sentences)
  qrels/test.tsv   query-id, corpus-id and score, with a header line
  corpus.jsonl     _id, title and text of the documents

With --corpus on the command line the documents are the files of that folder instead, and their paths below it are the IDs.

Documents that the results show as one, since their passages are nearly the same, take one place in the ranking.

Abstention is measured by asking each answerable question a second time without the documents that answer it and those of the same title.

A file of claims has one JSON object a line: claim (a sentence), evidence (a list of sentences) and label (supported, or anything else).`
}

// Run measures.
func (c *evalCmd) Run(ctx context.Context, a *app) error {
	switch {
	case c.Claims != "" && c.Dir != "":
		return usageError("a test set and --claims are measured one at a time")
	case c.Claims != "":
		return c.claims(a)
	case c.Dir == "":
		return usageError("name the folder of a test set, or a file of claims with --claims")
	}
	set, err := eval.Load(c.Dir)
	if err != nil {
		return fmt.Errorf("%w (footnote eval --help describes a test set)", err)
	}
	l, prefix, err := a.evalLibrary(c.Dir)
	if err != nil {
		return err
	}
	r, err := a.sync(ctx, l, retrieval.SyncOptions{})
	if err = errors.Join(err, l.Close()); err != nil {
		return err
	}
	a.noteMissing(l, r.Missing)
	x, err := l.Store.Open(ctx)
	if err != nil {
		return err
	}
	defer x.Close()
	if err := judgedExist(ctx, x, set, prefix); err != nil {
		return fmt.Errorf("%w: %s doesn't have the documents of %s", err, l.Corpus, c.Dir)
	}
	bar := terminal.NewProgress(a.stderr, a.err)
	report, err := eval.Run(ctx, evaluated{x, answering.NewAnswerer(x), prefix}, set, bar.Questions)
	bar.Done()
	if err != nil {
		return err
	}
	stats := x.Stats()
	report.Documents, report.Passages = stats.Documents, stats.Passages
	if c.JSON {
		return a.printJSON(report)
	}
	return report.WriteText(a.stdout)
}

// judgedExist fails if the index has none of the first judged documents: then
// every measure would be 0 and mean nothing.
func judgedExist(ctx context.Context, x *blevex.Index, set *eval.Set, prefix string) error {
	const enough = 20 // judgements; a stray one may name a document that is gone
	looked := 0
	var err error
	for _, q := range set.Questions {
		for id := range q.Relevant {
			if _, err = x.Facts(ctx, prefix+id); err == nil {
				return nil
			}
			if looked++; looked == enough {
				return err
			}
		}
	}
	return err
}

// evaluated is the program as package eval sees it.
type evaluated struct {
	index    *blevex.Index
	answerer *answering.Answerer
	prefix   string // of document IDs in the index, before those of the set
}

// passagesPerDocument is how many times as many passages are searched as
// documents are asked for: the best ones of a document crowd together.
const passagesPerDocument = 2

// Rank implements eval.System.
func (e evaluated) Rank(ctx context.Context, text string, n int) ([]eval.Found, error) {
	found, err := retrieval.Search(ctx, e.index, retrieval.Query{Question: question.Parse(text), Limit: passagesPerDocument * n})
	if err != nil {
		return nil, err
	}
	var ranked []eval.Found
	seen := make(map[string]bool)
	for _, h := range found.Hits {
		var texts eval.Found
		for _, id := range append([]string{h.Document}, h.Duplicates...) {
			if !seen[id] {
				seen[id] = true
				texts = append(texts, strings.TrimPrefix(id, e.prefix))
			}
		}
		if len(texts) > 0 {
			ranked = append(ranked, texts)
		}
	}
	return ranked, nil
}

// Answer implements eval.System.
func (e evaluated) Answer(ctx context.Context, question string, exclude func(string) bool) (eval.Answer, error) {
	q := bot.Question{Text: question, Always: true}
	if exclude != nil {
		q.Exclude = func(id string) bool { return exclude(strings.TrimPrefix(id, e.prefix)) }
	}
	answer, err := e.answerer.Answer(ctx, q)
	if err != nil {
		return eval.Answer{}, err
	}
	out := eval.Answer{Confidence: answer.Confidence, Answered: answer.Outcome == bot.Answered}
	for _, s := range answer.Sentences {
		out.Sentences = append(out.Sentences, s.Text)
	}
	return out, nil
}
