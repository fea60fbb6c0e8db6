package openai

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/bot/grounding"
	"footnote/bot/summary"
)

const (
	bridgeText  = "The Kestrel Bridge cost 62 million pounds and was opened on 14 September 2016. It carries about 18,000 vehicles a day."
	repairsText = "Two of the four lanes were closed in January 2022 after cracks were discovered. Repairs are expected to finish in the autumn."
)

// TestSmolLM2: what a small real model writes is shown only if it is proved, and what isn't
// leaves the documents' own answer. FOOTNOTE_TEST_SMOLLM2 is the address of its server (see
// testdata/node/setup.sh), which -record writes to the tapes; without it the tapes are played.
// The model writes a text, and JSON by a schema.
func TestSmolLM2(t *testing.T) {
	deadline := 40 * time.Second // it reads the prompt in a few seconds where a core is free
	if *record {
		deadline *= 10
	}
	for _, shape := range []string{"text", "json"} {
		t.Run(shape, func(t *testing.T) {
			m := smolModel(t, "testdata/smollm2-"+shape+".json")
			s, err := summary.New(summary.Options{
				Model: m, Name: "smollm2", Checker: grounding.NewChecker(nil), Analyzer: letters{}, Deadline: deadline, JSON: shape == "json",
			})
			if err != nil {
				t.Fatal(err)
			}
			own := bot.Answer{
				ID: "1", Question: "How much did the Kestrel Bridge cost?", Outcome: bot.Answered,
				Sentences: []bot.Sentence{{Text: "The Kestrel Bridge cost 62 million pounds and was opened on 14 September 2016.", Citations: []int{1}}},
				Citations: []bot.Citation{{N: 1, Document: "a.md", Title: "Kestrel Bridge", Excerpt: bridgeText}},
				Evidence: []bot.Citation{
					{Document: "a.md", Title: "Kestrel Bridge", Excerpt: bridgeText}, {Document: "b.md", Title: "Lanes", Excerpt: repairsText},
				},
			}
			got, err := s.Summarize(t.Context(), own, nil)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: %+v, %d dropped: %q", shape, got.Sentences, got.Summary.Dropped, got.Summary.Fallback)
			if got.Summary.Fallback == "the model took too long" && os.Getenv("FOOTNOTE_TEST_SMOLLM2") != "" && !*record {
				t.Skip("the model is too slow here")
			}
			switch got.Summary.Fallback {
			case "", "too little of what the model wrote could be proved", "the model found no answer in the excerpts":
			default:
				t.Errorf("the model wrote nothing that could be checked: %s", got.Summary.Fallback)
			}
			if len(got.Sentences) == 0 {
				t.Fatal("there is no answer")
			}
			checker := grounding.NewChecker(nil)
			for _, sentence := range got.Sentences {
				v := checker.Check(sentence.Text, []grounding.Evidence{{Text: bridgeText}, {Text: repairsText}})
				if !v.Supported {
					t.Errorf("%q is shown and not proved: %+v", sentence.Text, v.Reasons)
				}
			}
			if got.Summary.Fallback != "" && !slices.EqualFunc(got.Sentences, own.Sentences, func(a, b bot.Sentence) bool { return a.Text == b.Text }) {
				t.Errorf("the documents' own answer is lost: %+v", got.Sentences)
			}
		})
	}
}

// smolModel is the real model, if there is a server, else what it wrote on a tape.
func smolModel(t *testing.T, path string) *Model {
	t.Helper()
	c := Config{Name: "smollm2", Tries: 1, BaseURL: os.Getenv("FOOTNOTE_TEST_SMOLLM2")}
	switch {
	case c.BaseURL == "":
		c.Transport = replayText(t, path)
	case *record:
		c.Transport = bottest.RecordTape(t, path, http.DefaultTransport, nil)
	}
	m, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// textReplay answers every request with what was recorded first: what the model wrote is
// kept although the prompt has other words by now.
type textReplay struct {
	Header map[string]string
	Body   []string
}

func replayText(t *testing.T, path string) http.RoundTripper {
	t.Helper()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("there is no tape of it: RECORD=1 .ci/smollm2 writes one")
	}
	if err != nil {
		t.Fatal(err)
	}
	var list []textReplay
	if err := json.Unmarshal(data, &list); err != nil || len(list) == 0 {
		t.Fatalf("%s holds no exchange: %v", path, err)
	}
	return list[0]
}

// RoundTrip implements http.RoundTripper.
func (r textReplay) RoundTrip(req *http.Request) (*http.Response, error) {
	header := make(http.Header)
	for k, v := range r.Header {
		header.Set(k, v)
	}
	body := io.NopCloser(bytes.NewReader([]byte(strings.Join(r.Body, ""))))
	return &http.Response{StatusCode: http.StatusOK, Status: "200 OK", Header: header, Body: body, Request: req}, nil
}
