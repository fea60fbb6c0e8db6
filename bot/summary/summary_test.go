package summary

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/retrieval"
)

// scripted is a model that writes what it is told, word by word.
type scripted struct {
	text string
	err  error // after the text
	hang bool  // after the text
	seen bot.Prompt
}

func (m *scripted) Complete(ctx context.Context, p bot.Prompt) iter.Seq2[string, error] {
	m.seen = p
	return func(yield func(string, error) bool) {
		for _, word := range strings.SplitAfter(m.text, " ") {
			if !yield(word, nil) {
				return
			}
		}
		if m.hang {
			<-ctx.Done()
			yield("", &bot.ModelError{Trouble: bot.Slow, Err: ctx.Err()})
		} else if m.err != nil {
			yield("", m.err)
		}
	}
}

// words is an analyzer that takes words of four letters and more as they are.
type words struct{}

func (words) Terms(dst []retrieval.Term, _, text string) []retrieval.Term {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		dst = append(dst, retrieval.Term{Text: word, Stop: len(word) < 4})
	}
	return dst
}

func extracted() bot.Answer {
	evidence := []bot.Citation{
		{N: 1, Document: "a.txt", Title: "Networks", Published: "2017-11-16", Excerpt: "Morocco dismantled 80 networks in 2017."},
		{Document: "b.txt", Excerpt: "The ministry confirmed the figures on Thursday."},
		{Document: "c.txt", Excerpt: "Spain praised the cooperation."},
	}
	return bot.Answer{
		ID: "q1", Question: "How many networks did the figures of the ministry count?", Outcome: bot.Answered,
		Sentences: []bot.Sentence{{Text: "Morocco dismantled 80 networks in 2017.", Citations: []int{1}, End: 39}},
		Citations: evidence[:1], Evidence: evidence,
	}
}

func summarize(t *testing.T, m bot.Model, emit func(bot.Answer)) bot.Answer {
	t.Helper()
	deadline := time.Minute
	if s, ok := m.(*scripted); ok && s.hang {
		deadline = 100 * time.Millisecond
	}
	s, err := New(Options{Model: m, Name: "scripted", Checker: grounding.NewChecker(nil), Analyzer: words{}, Deadline: deadline})
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.Summarize(t.Context(), extracted(), emit)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestOnlyProvenSentencesLeave(t *testing.T) {
	m := &scripted{text: "The ministry confirmed the figures [2]. Morocco dismantled 90 networks [1]. Morocco dismantled 80 networks [1][7][2]. Unproven remark."}
	var drafts []int
	a := summarize(t, m, func(a bot.Answer) {
		if own := a.Sentences[0].End > 0; !a.Summary.Writing || own != (drafts == nil) {
			t.Errorf("draft %d is %+v, %+v: the documents' own sentences come first, and only first", len(drafts), a.Summary, a.Sentences)
		}
		drafts = append(drafts, len(a.Sentences))
	})
	want := []bot.Sentence{
		{Text: "The ministry confirmed the figures.", Citations: []int{1}},
		{Text: "Morocco dismantled 80 networks.", Citations: []int{1, 2}},
	}
	for i, s := range a.Sentences {
		if len(s.Rests) == 0 || s.Rests[0].Citation != s.Citations[i] || s.Rests[0].Text == "" {
			t.Errorf("%q rests on %+v", s.Text, s.Rests)
		}
		a.Sentences[i].Rests = nil
	}
	if !reflect.DeepEqual(a.Sentences, want) {
		t.Errorf("sentences %+v, want %+v", a.Sentences, want)
	}
	if len(a.Citations) != 2 || a.Citations[0].Document != "b.txt" || a.Citations[1].Document != "a.txt" || a.Citations[1].N != 2 {
		t.Errorf("citations %+v", a.Citations)
	}
	omitted := []bot.Omission{
		{Text: "Morocco dismantled 90 networks.", Reason: "“90”, where they say “80”"},
		{Text: "Unproven remark.", Reason: "it cites no excerpt, and none says it"},
	}
	if s := a.Summary; s.Model != "scripted" || s.Dropped != 2 || s.Writing || !reflect.DeepEqual(s.Omitted, omitted) {
		t.Errorf("summary %+v", a.Summary)
	}
	if !reflect.DeepEqual(drafts, []int{len(extracted().Sentences), 1, 2}) {
		t.Errorf("drafts of %v sentences", drafts)
	}
}

func TestTheExtractStands(t *testing.T) {
	for name, m := range map[string]*scripted{
		"nothing proven":  {text: "The moon is cheese [1]."},
		"mostly unproven": {text: "The moon is cheese [1]. Morocco dismantled 80 networks [1]. Cats bark [2]."},
		"no citation":     {text: "Morocco dismantled 90 networks."},
		"declined":        {text: "NO ANSWER"},
		"empty":           {},
		"failing":         {err: &bot.ModelError{Trouble: bot.Unavailable, Err: errors.New("down")}},
		"hanging":         {hang: true},
		"unknown error":   {err: errors.New("odd")},
	} {
		t.Run(name, func(t *testing.T) {
			got, want := summarize(t, m, nil), extracted()
			if got.Summary == nil || got.Summary.Fallback == "" || got.Summary.Model != "" {
				t.Errorf("summary %+v", got.Summary)
			}
			got.Summary = nil
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestAModelThatStopsMidway(t *testing.T) {
	for name, m := range map[string]*scripted{
		"failing": {text: "Morocco dismantled 80 networks [1]. The mini", err: errors.New("cut")},
		"hanging": {text: "Morocco dismantled 80 networks [1]. The ministry ", hang: true},
	} {
		a := summarize(t, m, nil)
		if len(a.Sentences) != 1 || a.Summary.Model == "" {
			t.Errorf("%s: %+v %+v", name, a.Sentences, a.Summary)
		}
	}
}

// TestAskedWhateverTheWordsSay: whether words alone would have answered is not for the
// model to know. What passes the check is an answer; what it declines stays as it was.
func TestAskedWhateverTheWordsSay(t *testing.T) {
	for _, outcome := range []bot.Outcome{bot.Related, bot.NotFound} {
		before := extracted()
		before.Outcome, before.Sentences = outcome, []bot.Sentence{}
		if outcome == bot.NotFound {
			before.Citations = []bot.Citation{}
		}
		for text, answers := range map[string]bool{
			"Morocco dismantled 80 networks [1].": true,
			"NO ANSWER":                           false,
			"Spain dismantled 90 networks [1].":   false,
			"":                                    false,
		} {
			m := &scripted{text: text}
			s, err := New(Options{Model: m, Name: "scripted", Checker: grounding.NewChecker(nil), Analyzer: words{}})
			if err != nil {
				t.Fatal(err)
			}
			var drafts []bot.Outcome
			got, err := s.Summarize(t.Context(), before, func(a bot.Answer) { drafts = append(drafts, a.Outcome) })
			if err != nil || m.seen.User == "" || got.Summary == nil {
				t.Fatalf("%s, %q: the model was asked %q, %+v, %v", outcome, text, m.seen.User, got.Summary, err)
			}
			if answers {
				if got.Outcome != bot.Answered || len(got.Sentences) != 1 || len(got.Citations) != 1 || !reflect.DeepEqual(drafts, []bot.Outcome{outcome, bot.Answered}) {
					t.Errorf("%s, %q: %s, %+v, drafts %v", outcome, text, got.Outcome, got.Sentences, drafts)
				}
				continue
			}
			got.Summary = nil
			if !reflect.DeepEqual(got, before) || !reflect.DeepEqual(drafts, []bot.Outcome{outcome}) {
				t.Errorf("%s, %q: %+v, drafts %v", outcome, text, got, drafts)
			}
		}
	}
	a := extracted()
	a.Outcome, a.Evidence = bot.NotFound, nil
	m := &scripted{text: "Morocco dismantled 80 networks [1]."}
	s, err := New(Options{Model: m, Name: "scripted", Checker: grounding.NewChecker(nil), Analyzer: words{}})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Summarize(t.Context(), a, nil); err != nil || got.Summary != nil || m.seen.User != "" {
		t.Errorf("without a passage the model was asked %q, %+v, %v", m.seen.User, got.Summary, err)
	}
}

// TestNearInMeaningIsRelevant: what bears a sentence out may share no word with the
// question, if it is near it in meaning; what stands beside it may not.
func TestNearInMeaningIsRelevant(t *testing.T) {
	for text, near := range map[string][][2]int{
		"Morocco dismantled 80 networks [1].": {{0, 39}},
		"Morocco dismantled 80 networks [1]":  nil,
	} {
		a := extracted()
		a.Question, a.Outcome = "Wie viele Schleuserringe wurden zerschlagen?", bot.Related
		a.Evidence[0].Near = near
		s, err := New(Options{Model: &scripted{text: text}, Name: "scripted", Checker: grounding.NewChecker(nil), Analyzer: words{}})
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Summarize(t.Context(), a, nil)
		if want := near != nil; err != nil || (got.Outcome == bot.Answered) != want {
			t.Errorf("near %v: %s, %+v, %v", near, got.Outcome, got.Summary, err)
		}
	}
}

func TestACancelledQuestion(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, err := New(Options{Model: &scripted{hang: true}, Name: "scripted", Checker: grounding.NewChecker(nil), Analyzer: words{}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Summarize(ctx, extracted(), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestOneCitationADocument: excerpts of one document share a number, and each
// that a sentence or a disagreement rests on is shown, once.
func TestOneCitationADocument(t *testing.T) {
	before := extracted()
	a := before.Evidence[0]
	a.End = len(a.Excerpt)
	further := bot.Citation{Document: "a.txt", Title: "Networks", Start: 500, End: 545, Excerpt: "The ministry counted 300 victims of networks."}
	other := bot.Citation{N: 2, Document: "b.txt", Published: "2018", Start: 10, End: 52, Excerpt: "The ministry counted 73 networks in 2017."}
	before.Citations = []bot.Citation{a, other}
	before.Evidence = []bot.Citation{a, other, further}
	before.Disagreements = []bot.Disagreement{{Figures: []bot.Figure{
		{Text: "80", Citation: 1, Start: 19, End: 21}, {Text: "73", Citation: 2, Start: 31, End: 33},
	}}}
	s, err := New(Options{
		Model:   &scripted{text: "The ministry counted 300 victims of networks [3]. Morocco dismantled 80 networks in 2017 [1]. The ministry counted 300 victims [3]."},
		Checker: grounding.NewChecker(nil), Analyzer: words{},
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Summarize(t.Context(), before, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Citations) != 2 || got.Citations[0].Document != "a.txt" || got.Citations[0].Start != 500 || len(got.Citations[0].More) != 1 || got.Citations[0].More[0].Text != a.Excerpt {
		t.Errorf("citations %+v", got.Citations)
	}
	for _, sentence := range got.Sentences {
		if !reflect.DeepEqual(sentence.Citations, []int{1}) {
			t.Errorf("%q cites %v", sentence.Text, sentence.Citations)
		}
	}
	if f := got.Disagreements[0].Figures; f[0].Citation != 1 || f[1].Citation != 2 || before.Disagreements[0].Figures[1].Citation != 2 {
		t.Errorf("figures %+v", f)
	}
	s.Model = &scripted{text: "The ministry counted 73 networks in 2017 [2]."}
	if got, err = s.Summarize(t.Context(), before, nil); err != nil || len(got.Citations) != 2 || got.Citations[0].Document != "b.txt" {
		t.Fatalf("%v, citations %+v", err, got.Citations)
	}
	if f := got.Disagreements[0].Figures; f[0].Citation != 2 || f[1].Citation != 1 {
		t.Errorf("citations changed places, figures %+v", f)
	}
}

// TestCodeCitesForModelsThatDoNot: a sentence without marks is laid on every excerpt.
func TestCodeCitesForModelsThatDoNot(t *testing.T) {
	a := summarize(t, &scripted{text: "The ministry confirmed the figures. Morocco dismantled 80 networks. Spain confirmed the figures."}, nil)
	want := []bot.Sentence{
		{Text: "The ministry confirmed the figures.", Citations: []int{1}},
		{Text: "Morocco dismantled 80 networks.", Citations: []int{2}},
	}
	for i := range a.Sentences {
		a.Sentences[i].Rests = nil
	}
	if !reflect.DeepEqual(a.Sentences, want) {
		t.Errorf("sentences %+v, want %+v", a.Sentences, want)
	}
	if len(a.Citations) != 2 || a.Citations[0].Document != "b.txt" || a.Citations[1].Document != "a.txt" {
		t.Errorf("citations %+v", a.Citations)
	}
}

// endless is a model that writes sentences until it is no longer listened to.
type endless struct {
	sentence func(n int) string
	written  int
}

func (m *endless) Complete(context.Context, bot.Prompt) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for ; m.written < 1000; m.written++ {
			if !yield(m.sentence(m.written)+" ", nil) {
				return
			}
		}
	}
}

// TestHopelessModelsAreStopped: one that repeats itself, and one that nothing bears out.
func TestHopelessModelsAreStopped(t *testing.T) {
	for name, test := range map[string]struct {
		sentence func(int) string
		most     int
	}{
		"repeating": {func(int) string { return "Morocco dismantled 80 networks." }, 8},
		"unproven":  {func(n int) string { return "Cats like " + strings.Repeat("very ", n) + "warm milk." }, 20},
	} {
		m := &endless{sentence: test.sentence}
		a := summarize(t, m, nil)
		if m.written > test.most {
			t.Errorf("%s: it wrote %d sentences", name, m.written)
		}
		if stands := a.Summary.Fallback != ""; stands != (name == "unproven") {
			t.Errorf("%s: summary %+v", name, a.Summary)
		}
	}
}
