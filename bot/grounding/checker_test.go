package grounding

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
)

func TestPairs(t *testing.T) {
	c := NewChecker(nil)
	for _, p := range pairs {
		v := c.Check(p.claim, []Evidence{excerpts[p.on]})
		has := slices.ContainsFunc(v.Reasons, func(r Reason) bool { return r.Kind == p.want })
		if p.want == "" && !v.Supported || p.want != "" && (v.Supported || !has) {
			t.Errorf("%s: %q: want %q, got %+v", p.on, p.claim, p.want, v)
		}
	}
}

// TestPreparedEvidenceStaysAsItIs: no claim changes what the next one is checked
// against.
func TestPreparedEvidenceStaysAsItIs(t *testing.T) {
	c := NewChecker(nil)
	prepared := make(map[string]*Prepared)
	for range 2 {
		for _, p := range pairs {
			evidence := []Evidence{excerpts[p.on]}
			if prepared[p.on] == nil {
				prepared[p.on] = c.Prepare(evidence)
			}
			if got, want := prepared[p.on].Check(p.claim), c.Check(p.claim, evidence); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %q: got %+v, want %+v", p.on, p.claim, got, want)
			}
		}
	}
}

// allExcerpts are the English ones, so that a claim has its evidence among
// others.
func allExcerpts() []Evidence {
	return []Evidence{excerpts["manual"], excerpts["merger"], excerpts["attempts"]}
}

func TestVerbatimSentencesPass(t *testing.T) {
	c := NewChecker(nil)
	for name, e := range excerpts {
		for _, s := range retrieval.Sentences(e.Text) {
			claim := e.Text[s.Start:s.End]
			v := c.Check(claim, append(allExcerpts(), e))
			if !v.Supported || v.Score < .95 || len(v.Best) == 0 {
				t.Errorf("%s: %q: %+v", name, claim, v)
			}
		}
	}
}

func TestStrangeFiguresFail(t *testing.T) {
	c := NewChecker(nil)
	for _, p := range pairs {
		if p.want != "" {
			continue
		}
		for _, figure := range []string{"8,765,432", "€9.7 million", "19 June 1987", "87.3 %", "444 km"} {
			claim := strings.TrimRight(p.claim, ".") + " (" + figure + ")."
			v := c.Check(claim, allExcerpts())
			if v.Supported || !slices.ContainsFunc(v.Reasons, func(r Reason) bool { return r.Kind == Number || r.Kind == Date }) {
				t.Errorf("%q: %+v", claim, v)
			}
		}
	}
}

func TestNothingToCheck(t *testing.T) {
	c := NewChecker(nil)
	for _, v := range []Verdict{
		c.Check("", allExcerpts()), c.Check("…", allExcerpts()), c.Check("So it was for them.", allExcerpts()), c.Check("Backups are kept.", nil), c.Check("Backups are kept.", []Evidence{{}}),
		c.Check(strings.Repeat("long ", maxClaimBytes), allExcerpts()), c.Check(strings.Repeat("backups ", 40), allExcerpts()),
	} {
		if v.Supported || len(v.Reasons) == 0 {
			t.Errorf("%+v", v)
		}
	}
}

func TestReasonsName(t *testing.T) {
	v := NewChecker(nil).Check("Backups are kept for 90 days.", allExcerpts())
	if got, want := fmt.Sprint(v.Reasons), "[{number 90 days 30 days}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	v = NewChecker(nil).Check("Backups are kept for 90 kilometres.", allExcerpts())
	if got, want := fmt.Sprint(v.Reasons), "[{number 90 kilometres }]"; got != want {
		t.Errorf("%s, want %s: no figure of the source is of that kind", got, want)
	}
}

func FuzzCheck(f *testing.F) {
	for _, p := range pairs {
		f.Add(p.claim, excerpts[p.on].Text)
	}
	f.Add("\xff\"", "'\xc3")
	f.Add("the first century", "A 1.2.3 «")
	c := NewChecker(nil)
	f.Fuzz(func(t *testing.T, claim, text string) {
		v := c.Check(claim, []Evidence{{Text: text}})
		if v.Score < 0 || v.Score > 1 || v.Supported == (len(v.Reasons) > 0) {
			t.Errorf("%+v", v)
		}
		for _, p := range v.Best {
			_ = text[p.Start:p.End]
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	c := NewChecker(nil)
	var evidence []Evidence
	for i := range 5 {
		var text strings.Builder
		for len(strings.Fields(text.String())) < 200 {
			text.WriteString(allExcerpts()[i%3].Text + " ")
		}
		evidence = append(evidence, Evidence{Text: text.String(), Language: "en"})
	}
	for b.Loop() {
		c.Check("Moroccan authorities foiled over fifty thousand attempts in 2016, and Globex employs 3,400 people.", evidence)
	}
}
