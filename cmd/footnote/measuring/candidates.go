package measuring

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"

	"footnote/bot"
	"footnote/bot/answering"
	"footnote/bot/followup"
	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/utterance"
)

// candidatePassages are those whose sentences may be among the candidates.
const candidatePassages = 12

// CandidatesOf is a question with the sentences that compete to answer it, the best
// first, as a reader reads them: what a reader is trained on.
type CandidatesOf struct {
	ID       string `json:"_id"`
	Question string `json:"question"`
	Kind     string `json:"kind,omitempty"`
	// Answerable reports whether the documents answer.
	Answerable bool        `json:"answerable"`
	Candidates []Candidate `json:"candidates"`
}

// Candidate is one sentence.
type Candidate struct {
	Text  string  `json:"text"`
	Right bool    `json:"right"`
	Score float64 `json:"score"`
}

// followUpsFile has further conversations of an archive, to train on.
const followUpsFile = "follow-ups.jsonl"

// Candidates writes the candidates of the questions of DIR/questions.jsonl, and of the
// turns of its conversations, on an index of DIR/documents to w, as JSON
// lines: the best most ones, and the best right one in the place of the last if that is
// none of them.
func Candidates(ctx context.Context, x retrieval.Index, dir string, most int, w io.Writer) error {
	questions, err := eval.ReadAsked(filepath.Join(dir, eval.AskedFile))
	if err != nil {
		return err
	}
	for _, file := range []string{eval.ConversationsFile, followUpsFile} {
		turns := filepath.Join(dir, file)
		if !isThere(turns) {
			continue
		}
		more, err := eval.ReadAsked(turns)
		if err != nil {
			return err
		}
		questions = append(questions, more...)
	}
	out := json.NewEncoder(w)
	var before []followup.Turn
	for i := range questions {
		q := &questions[i]
		if i > 0 && q.Conversation != questions[i-1].Conversation {
			before = nil
		}
		asked := bot.Question{Text: q.Text, At: q.At}
		if q.Conversation != "" {
			asked.Text, asked.Leans = followup.CompleteSaid(utterance.Read(q.Text), before)
			asked.Before, asked.Near = followup.Questions(before), followup.Near(before)
		}
		c, err := candidatesOf(ctx, x, q, asked, most)
		if err == nil {
			err = out.Encode(c)
		}
		if err != nil {
			return err
		}
		if q.Conversation != "" {
			before = append(before, followup.Turn{Question: asked.Text})
			before = before[max(0, len(before)-rememberedTurns):]
		}
	}
	return nil
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func candidatesOf(ctx context.Context, x retrieval.Index, q *eval.Asked, asked bot.Question, most int) (*CandidatesOf, error) {
	query := answering.NewAnswerer(x).NewQuery(asked, candidatePassages)
	query.NoReader = true // what is trained chooses nothing itself
	found, err := retrieval.Search(ctx, x, query)
	if err != nil {
		return nil, err
	}
	c := &CandidatesOf{ID: q.ID, Question: query.AllTold(), Kind: q.Kind, Answerable: q.Want != nil}
	for i := range found.Hits {
		h := &found.Hits[i]
		d, err := x.Facts(ctx, h.Document)
		if err != nil {
			return nil, err
		}
		for _, s := range h.Sentences {
			text := h.Text[s.Start-h.Start : s.End-h.Start]
			right := q.IsAnswer(h.Document, text)
			c.Candidates = append(c.Candidates, Candidate{retrieval.Readable(h, d.HeadingsAt(s.Start), s.Named), right, s.Score})
		}
	}
	slices.SortStableFunc(c.Candidates, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	if isRight := func(c Candidate) bool { return c.Right }; most < len(c.Candidates) {
		if first := slices.IndexFunc(c.Candidates, isRight); first >= most {
			c.Candidates[most-1] = c.Candidates[first]
		}
		c.Candidates = c.Candidates[:most]
	}
	return c, nil
}
