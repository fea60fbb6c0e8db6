package measuring

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"slices"

	"footnote/retrieval"
	"footnote/retrieval/eval"
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

// Candidates writes the candidates of the questions of DIR/questions.jsonl on an index
// of DIR/documents to w, as JSON lines: the best most ones, and the best right one in
// the place of the last if that is none of them.
func Candidates(ctx context.Context, x retrieval.Index, dir string, most int, w io.Writer) error {
	questions, err := eval.ReadAsked(filepath.Join(dir, eval.AskedFile))
	if err != nil {
		return err
	}
	out := json.NewEncoder(w)
	for i := range questions {
		c, err := candidatesOf(ctx, x, &questions[i], most)
		if err == nil {
			err = out.Encode(c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func candidatesOf(ctx context.Context, x retrieval.Index, q *eval.Asked, most int) (*CandidatesOf, error) {
	query := retrieval.NewQuery(q.Text)
	query.Limit, query.NoReader = candidatePassages, true // what is trained chooses nothing itself
	found, err := retrieval.Search(ctx, x, query)
	if err != nil {
		return nil, err
	}
	c := &CandidatesOf{ID: q.ID, Question: query.Question.Text, Kind: q.Kind, Answerable: q.Want != nil}
	for i := range found.Hits {
		h := &found.Hits[i]
		d, err := x.Facts(ctx, h.Document)
		if err != nil {
			return nil, err
		}
		for _, s := range h.Sentences {
			text := h.Text[s.Start-h.Start : s.End-h.Start]
			right := q.Want != nil && q.Document.MatchString(h.Document) && q.Want.MatchString(text)
			c.Candidates = append(c.Candidates, Candidate{retrieval.Readable(h.Title, d.HeadingsAt(s.Start), text), right, s.Score})
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
