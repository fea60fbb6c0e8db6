package evaluation

import (
	"context"

	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/measuring"
)

// messagesVerb measures, or fits anew, how the question is found inside what
// people write.
type messagesVerb struct {
	Examples string   `arg:"" help:"Folder of files CODE.txt of examples, a file a language."`
	Sets     []string `arg:"" optional:"" help:"Folders of test sets, whose questions are whole as they are."`
	Output   string   `short:"o" placeholder:"FILE" help:"Fit the models anew and write them to this file; what they were fitted on and how they read goes to the same name with .json."`
	JSON     bool     `help:"Print the report as one JSON object."`
}

// Help implements kong.HelpProvider.
func (messagesVerb) Help() string {
	return `The examples are those of retrieval/utterance/training; the comment of ReadExamples describes them. Every fifth line is held out, and so is every second question of a test set: the report is of these.

whole     messages of which exactly what is asked was found, but for the commonest words
kept      words that are asked and were found
strange   words that are not asked and were taken for it
mistaken  messages that ask and were taken for ones that don't
silent    of the others, those that were not taken for ones that ask
told      of the others, those whose very kind was told
changed   plain questions of the test sets that didn't stay whole`
}

// Run implements the verb.
func (c *messagesVerb) Run(_ context.Context, i *indexing.Indexer) error {
	report, err := measuring.Messages{Examples: c.Examples, Sets: c.Sets, Output: c.Output}.Read()
	if err != nil {
		return err
	}
	if c.JSON {
		return i.PrintJSON(report)
	}
	return report.WriteText(i.Stdout)
}
