package measuring

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"footnote/bot"
	"footnote/bot/answering"
	"footnote/bot/followup"
	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/utterance"
)

// AskedReport says how questions are answered as people ask them. Shares are of the
// answerable questions unless they say otherwise.
type AskedReport struct {
	Answerable   int     `json:"answerable"`
	Unanswerable int     `json:"unanswerable"`
	Right        float64 `json:"right"`     // the first sentence of an answer is right
	RightAny     float64 `json:"right_any"` // one of its sentences is
	Wrong        float64 `json:"wrong"`     // answered, and none is
	Closest      float64 `json:"closest"`   // closest passages
	Refused      float64 `json:"refused"`   // not in the documents
	Shown        float64 `json:"shown"`     // what answers is shown, whatever the outcome
	// FalseAnswer is the share of the others that is answered.
	FalseAnswer float64           `json:"false_answer"`
	Top3        float64           `json:"top3"` // what answers is in the first three passages of a search
	Kinds       map[string][2]int `json:"kinds,omitempty"`
	Reliability Reliability       `json:"reliability"`
	// FollowUps are the questions of conversations that have one before them.
	FollowUps      int     `json:"follow_ups,omitempty"`
	FollowUpsRight float64 `json:"follow_ups_right,omitempty"`
	// Lost is the share of right answers that decorations lose, Worst that of the worst
	// one, False the share of refused questions that they have answered.
	Lost  float64 `json:"decorated_lost,omitempty"`
	Worst float64 `json:"decorated_worst,omitempty"`
	False float64 `json:"decorated_false,omitempty"`
}

// decoration is what people write around a question.
type decoration struct {
	Before string `json:"before"`
	After  string `json:"after"`
	Upper  bool   `json:"upper"`
}

func (d decoration) around(text string) string {
	if d.Upper {
		text = strings.ToUpper(text)
	}
	return d.Before + text + d.After
}

func readDecorations(path string) ([]decoration, error) {
	var list []decoration
	err := eval.EachLine(path, func(line []byte) error {
		var d decoration
		err := json.Unmarshal(line, &d)
		list = append(list, d)
		return err
	})
	return list, err
}

// Asked measures the questions of DIR/questions.jsonl and, where there is one,
// DIR/conversations.jsonl on an index of DIR/documents. decorations is a file of what
// to write around the questions, "" for none.
func Asked(ctx context.Context, x retrieval.Index, dir, decorations string) (*AskedReport, error) {
	a := asked{index: x, answerer: answering.NewAnswerer(x), report: &AskedReport{Kinds: make(map[string][2]int)}}
	questions, err := eval.ReadAsked(filepath.Join(dir, eval.AskedFile))
	if err != nil {
		return nil, err
	}
	if err := a.askSingle(ctx, questions); err != nil {
		return nil, err
	}
	turns, err := eval.ReadAsked(filepath.Join(dir, eval.ConversationsFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := a.askConversations(ctx, turns); err != nil {
		return nil, err
	}
	if decorations != "" {
		list, err := readDecorations(decorations)
		if err != nil {
			return nil, err
		}
		if err := a.askDecorated(ctx, list); err != nil {
			return nil, err
		}
	}
	return a.report, nil
}

type asked struct {
	index         retrieval.Index
	answerer      *answering.Answerer
	report        *AskedReport
	right, silent []eval.Asked // those that plain were answered rightly, and rightly refused
}

// verdict is how a question came out.
type verdict int

const (
	refused verdict = iota
	closest
	wrong
	rightLater
	rightFirst
)

// judge says how an answer comes out, and whether what answers is shown.
func judge(q *eval.Asked, a *bot.Answer) (v verdict, shown bool) {
	documents := make(map[int]string) // by citation
	for _, c := range a.Citations {
		documents[c.N] = c.Document
		shown = shown || q.IsAnswer(c.Document, c.Excerpt)
	}
	if a.Outcome != bot.Answered {
		if a.Outcome == bot.Related {
			return closest, shown
		}
		return refused, shown
	}
	v = wrong
	for i, s := range a.Sentences {
		if !slices.ContainsFunc(s.Citations, func(n int) bool { return q.IsAnswer(documents[n], s.Text) }) {
			continue
		}
		if v = max(v, rightLater); i == 0 {
			v = rightFirst
		}
	}
	return v, shown || v > wrong
}

func (a *asked) askSingle(ctx context.Context, questions []eval.Asked) error {
	var count [rightFirst + 1]int
	shown, answered, top := 0, 0, 0
	for _, q := range questions {
		answer, err := a.answerer.Answer(ctx, bot.Question{Text: q.Text, At: q.At})
		if err != nil {
			return err
		}
		v, s := judge(&q, &answer)
		a.report.Reliability.add(&answer, v)
		good := v >= rightLater
		if q.Want == nil {
			a.report.Unanswerable++
			good = v < wrong
			answered += oneIf(!good)
			if v == refused {
				a.silent = append(a.silent, q)
			}
		} else {
			a.report.Answerable++
			count[v]++
			shown += oneIf(s)
			if good {
				a.right = append(a.right, q)
			}
			query := retrieval.NewQuery(q.Text)
			query.Limit = 3
			found, err := retrieval.Search(ctx, a.index, query)
			if err != nil {
				return err
			}
			top += oneIf(slices.ContainsFunc(found.Hits, func(h retrieval.Hit) bool { return q.Want.MatchString(h.Text) }))
		}
		k := a.report.Kinds[q.Kind]
		a.report.Kinds[q.Kind] = [2]int{k[0] + oneIf(good), k[1] + 1}
	}
	n := float64(max(a.report.Answerable, 1))
	r := a.report
	r.Right, r.RightAny = float64(count[rightFirst])/n, float64(count[rightFirst]+count[rightLater])/n
	r.Wrong, r.Closest, r.Refused = float64(count[wrong])/n, float64(count[closest])/n, float64(count[refused])/n
	r.Shown, r.Top3 = float64(shown)/n, float64(top)/n
	r.FalseAnswer = float64(answered) / float64(max(r.Unanswerable, 1))
	return nil
}

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}

// askConversations asks the turns of conversations as a person in a chat does.
func (a *asked) askConversations(ctx context.Context, turns []eval.Asked) error {
	right, conversation := 0, ""
	var before []followup.Turn
	for _, q := range turns {
		if q.Conversation != conversation {
			conversation, before = q.Conversation, nil
		}
		text, leans := followup.CompleteSaid(utterance.Read(q.Text), before)
		answer, err := a.answerer.Answer(ctx, bot.Question{At: q.At, Text: text, Leans: leans, Before: followup.Questions(before), Near: followup.Near(before)})
		if err != nil {
			return err
		}
		if len(before) > 0 {
			a.report.FollowUps++
			v, _ := judge(&q, &answer)
			right += oneIf(v >= rightLater)
		}
		before = append(before, turnOf(&answer))
		before = before[max(0, len(before)-rememberedTurns):]
	}
	a.report.FollowUpsRight = float64(right) / float64(max(a.report.FollowUps, 1))
	return nil
}

// rememberedTurns is how far back a conversation goes, as in chat.
const rememberedTurns = 3

func turnOf(a *bot.Answer) followup.Turn {
	t := followup.Turn{Question: a.Question}
	if a.Asked != "" {
		t.Question = a.Asked
	}
	for _, s := range a.Sentences {
		t.Answer = append(t.Answer, s.Text)
	}
	for _, c := range a.Citations {
		t.Documents = append(t.Documents, c.Document)
	}
	return t
}

func (a *asked) askDecorated(ctx context.Context, list []decoration) error {
	for _, d := range list {
		lost, answered := 0, 0
		for _, q := range a.right {
			answer, err := a.answerer.Answer(ctx, bot.Question{Text: d.around(q.Text), At: q.At})
			if err != nil {
				return err
			}
			v, _ := judge(&q, &answer)
			lost += oneIf(v < rightLater)
		}
		for _, q := range a.silent {
			answer, err := a.answerer.Answer(ctx, bot.Question{Text: d.around(q.Text), At: q.At})
			if err != nil {
				return err
			}
			answered += oneIf(answer.Outcome == bot.Answered)
		}
		share := float64(lost) / float64(max(len(a.right), 1))
		a.report.Lost += share / float64(len(list))
		a.report.Worst = max(a.report.Worst, share)
		a.report.False += float64(answered) / float64(max(len(a.silent), 1)) / float64(len(list))
	}
	return nil
}

// WriteText writes the report for a person.
func (r *AskedReport) WriteText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "answerable\t%d\n", r.Answerable)
	for _, row := range []struct {
		name  string
		value float64
	}{
		{"right, first sentence", r.Right}, {"right, any sentence", r.RightAny}, {"wrong", r.Wrong}, {"closest passages", r.Closest},
		{"refused", r.Refused}, {"what answers is shown", r.Shown}, {"what answers is in the first three of a search", r.Top3},
	} {
		fmt.Fprintf(t, "  %s\t%.3f\n", row.name, row.value)
	}
	fmt.Fprintf(t, "not answerable\t%d\n  answered all the same\t%.3f\n", r.Unanswerable, r.FalseAnswer)
	if r.FollowUps > 0 {
		fmt.Fprintf(t, "follow-ups\t%d\n  right\t%.3f\n", r.FollowUps, r.FollowUpsRight)
	}
	if r.Lost > 0 || r.Worst > 0 || r.False > 0 {
		fmt.Fprintf(t, "decorated\n  right answers lost\t%.3f\n  … by the worst\t%.3f\n  refused, but answered\t%.3f\n", r.Lost, r.Worst, r.False)
	}
	r.Reliability.writeText(t)
	for _, kind := range slices.Sorted(maps.Keys(r.Kinds)) {
		if kind != "" {
			fmt.Fprintf(t, "%s\t%d of %d\n", kind, r.Kinds[kind][0], r.Kinds[kind][1])
		}
	}
	return t.Flush()
}
