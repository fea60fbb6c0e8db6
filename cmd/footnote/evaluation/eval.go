// Package evaluation is the verb eval: the flags of measuring and fitting, and the
// libraries that a test set is measured on. What is measured is of package measuring.
package evaluation

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/adapters"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/measuring"
	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/weights"
)

// Verb measures answers on a test collection, and fits the weights that they
// are made by.
type Verb struct {
	Measure    measureVerb    `cmd:"" default:"withargs" help:"Measure the answers on a test set; the word measure may be left out."`
	Candidates candidatesVerb `cmd:"" help:"Print the sentences that compete to answer questions, to train a reader on."`
	Asked      askedVerb      `cmd:"" help:"Measure questions as people ask them, also within conversations and decorated."`
	Messages   messagesVerb   `cmd:"" help:"Measure, or fit, how the question is found inside what people write."`
	Fit        fitVerb        `cmd:"" help:"Fit the weights of the answers, and of the check of citations, on test sets."`
}

// Help implements kong.HelpProvider.
func (Verb) Help() string {
	return `footnote eval DIR measures the answers on the test set in DIR, which has BEIR's layout:

  queries.jsonl    _id, text and metadata: answerable (false: the documents don't answer it), answers (short gold answers), excerpts (gold sentences)
  qrels/test.tsv   query-id, corpus-id and score, with a header line
  corpus.jsonl     _id, title and text of the documents

With --corpus on the command line the documents are the files of that folder instead, and their paths below it are the IDs.

The ranking is measured twice: each document in a place of its own, and as people see it, documents whose passages are nearly the same in one place.

Abstention is measured by asking each answerable question a second time without the documents that answer it and those of the same title.

footnote eval --claims FILE measures the check of citations. The file has one JSON object a line: claim (a sentence), evidence (a list of sentences) and label (supported, or anything else). If FILE is a .tsv it is a set of minimal edits in the language of its name, as de.tsv: a kind, a tab and a text a line. source begins a group, title and heading say where it stands, true is a faithful claim on it, and any other kind names what makes a claim false. A pattern such as "edits/*.tsv" measures several; --wrong lists the claims that are told wrongly.

footnote eval measure --help lists the flags, and footnote eval fit --help those of fitting.`
}

// measureVerb measures.
type measureVerb struct {
	Dir       string `arg:"" optional:"" help:"Folder of the test set: queries.jsonl, qrels/test.tsv and corpus.jsonl."`
	Claims    string `placeholder:"FILE" help:"Measure the check of citations on the claims of this file instead."`
	Wrong     bool   `help:"With --claims and minimal edits: list the claims that are told wrongly."`
	Questions string `placeholder:"DIR" help:"Ask the questions of this test set about the documents of the other; their IDs are the same, as in sets that were translated."`
	Weights   string `placeholder:"FILE" help:"Weights to measure with, as footnote eval fit writes them (default: those inside the program)."`
	JSON      bool   `help:"Print the report as one JSON object."`
}

// Run implements the verb.
func (c *measureVerb) Run(ctx context.Context, i *indexing.Indexer) error {
	by, err := measuring.ReadWeights(c.Weights)
	if err != nil {
		return err
	}
	switch {
	case c.Claims != "" && c.Dir != "":
		return adapters.WrongSetting("a test set and --claims are measured one at a time")
	case c.Claims != "":
		return c.measureClaims(i, by)
	case c.Dir == "":
		return adapters.WrongSetting("name the folder of a test set, or a file of claims with --claims")
	}
	set, err := eval.Load(cmp.Or(c.Questions, c.Dir))
	if err != nil {
		return fmt.Errorf("%w (footnote eval --help describes a test set)", err)
	}
	l, prefix, err := openMeasured(i, c.Dir)
	if err != nil {
		return err
	}
	r, err := i.SyncIndex(ctx, l, retrieval.SyncOptions{})
	if err = errors.Join(err, l.Close()); err != nil {
		return err
	}
	i.NoteMissing(l, r.Missing)
	if _, err := i.MakeVectors(ctx, l.Store); err != nil {
		return err
	}
	report, err := measuring.Run(ctx, measuring.Sample{Set: set, Dir: c.Dir, Store: l.Store, Corpus: l.Corpus, Prefix: prefix}, by, i.NewProgress)
	if err != nil {
		return err
	}
	if c.JSON {
		return i.PrintJSON(report)
	}
	return report.WriteText(i.Stdout)
}

// measureClaims measures the check of citations.
func (c *measureVerb) measureClaims(i *indexing.Indexer, by *weights.Set) error {
	if strings.HasSuffix(c.Claims, ".tsv") {
		return c.measureEdits(i, by)
	}
	report, err := measuring.RunClaims(c.Claims, by)
	if err != nil {
		return err
	}
	if c.JSON {
		return i.PrintJSON(report)
	}
	return report.WriteText(i.Stdout)
}

// measureEdits measures the check of citations on minimal edits.
func (c *measureVerb) measureEdits(i *indexing.Indexer, by *weights.Set) error {
	var wrong func(eval.Claim, eval.ClaimVerdict)
	if c.Wrong && !c.JSON {
		wrong = func(claim eval.Claim, v eval.ClaimVerdict) {
			fmt.Fprintf(i.Stdout, "%s %s\t%s\t%s\n", claim.Language, claim.Kind, claim.Text, strings.Join(v.Words, ", "))
		}
	}
	report, err := measuring.RunEdits(c.Claims, by, wrong)
	if err != nil {
		return err
	}
	if c.JSON {
		return i.PrintJSON(report)
	}
	return report.WriteText(i.Stdout)
}
