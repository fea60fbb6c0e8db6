package evaluation

import (
	"context"

	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/measuring"
	"footnote/retrieval/weights/training"
)

// fitVerb fits the weights inside the program anew.
type fitVerb struct {
	Dirs       []string `arg:"" help:"Folders of test sets and of sets of claims."`
	Output     string   `short:"o" required:"" placeholder:"FILE" help:"File to write the weights to."`
	Plan       string   `placeholder:"FILE" help:"What is fitted on what, and how much each set counts (default: the plan inside the program)."`
	Weights    string   `placeholder:"FILE" help:"Weights to compare with and to keep where there is no data (default: those inside the program)."`
	Background string   `placeholder:"DIR" help:"Folder of documents that questions are also asked among."`
}

// Help implements kong.HelpProvider.
func (fitVerb) Help() string {
	return `Each folder is a test set as footnote eval takes it, with its documents in corpus.jsonl or in a folder documents, or one with a file claims.jsonl, or one with the folder documents and a file questions.jsonl (_id, text, want: a pattern of the answer, document: a pattern of its path, sentence: what answers). The plan says which set counts how much for which model; its rows know a folder by the end of its path, such as squad2 or xquad/de.

The models that the folders have data for are fitted; the others stay as they are. Beside each figure stands that of the weights before on the same questions. The figures of the new weights are of questions about articles that they haven't seen, those of the old ones may be of questions that they were fitted on.

retrieval/weights/weights.json is the file that the program is built with. footnote eval --weights FILE DIR measures another.`
}

// Run implements the verb.
func (c *fitVerb) Run(ctx context.Context, i *indexing.Indexer) error {
	after, before, err := measuring.Fit(ctx,
		measuring.Means{Log: i.Log, Reading: i.Reading(), NewProgress: i.NewProgress, OpenVectors: i.OpenVectors, MakeVectors: i.MakeVectors},
		measuring.Fitting{Dirs: c.Dirs, Plan: c.Plan, Weights: c.Weights, Background: c.Background, Output: c.Output})
	if err != nil {
		return err
	}
	return training.WriteReport(i.Stdout, after, before)
}
