package inbox

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/bot/wording"
	"footnote/retrieval"
	"footnote/retrieval/language"
)

// Checker reports whether a sentence is borne out by excerpts.
type Checker interface {
	Check(claim string, evidence []grounding.Evidence) grounding.Verdict
}

const (
	mostClaims    = 20 // of a text that are looked at, unless it is to be checked thoroughly
	claimExcerpts = 3  // excerpts that are looked at for each
	fewestWords   = 4  // a shorter sentence claims nothing
	// progressEvery is after how many sentences somebody who waits is told.
	progressEvery = 5
)

// verifyAndShow looks up the claims of a text. Who has a long text checked sees how far
// that is; what there is no time for, or what is stopped, is counted as unchecked.
func (s *Service) verifyAndShow(ctx context.Context, r *bot.Record, m bot.Messenger, q bot.Question, reply *bot.Reply) (err error) {
	claims := claimsOf(q.Text)
	if !r.Thorough {
		most := min(len(claims), mostClaims)
		reply.Unchecked = len(claims) - most
		reply.Claims, err = s.verifyClaims(ctx, q, claims[:most], r.Language, func([]bot.Claim) bool { return true })
		return err
	}
	d := s.beginDrafts(ctx, r, m)
	defer d.end()
	stopped := make(<-chan struct{})
	if at, ok := s.answeringNow.Load(r.ID); ok {
		stopped = at.(*answeringWork).stopped
	}
	enough := s.Now().Add(s.Deadline * 4 / 5)
	reply.Claims, err = s.verifyClaims(ctx, q, claims, r.Language, func(done []bot.Claim) bool {
		if len(done)%progressEvery == 0 {
			draft := *reply
			draft.Claims, draft.Progress = slices.Clip(done), &bot.Progress{Done: len(done), All: len(claims)}
			d.putDraft(&draft)
		}
		select {
		case <-stopped:
			return false
		default:
			return s.Now().Before(enough)
		}
	})
	reply.Unchecked = len(claims) - len(reply.Claims)
	return err
}

// claimsOf returns the sentences of a text that may claim something.
func claimsOf(text string) []string {
	var claims []string
	for _, span := range retrieval.Sentences(text) {
		one := text[span.Start:span.End]
		if !hasWords(one, fewestWords) || language.EndsInQuestionMark(strings.TrimSpace(one)) {
			continue
		}
		claims = append(claims, one)
	}
	return claims
}

// hasWords reports whether a text has so many words, also in scripts without spaces.
func hasWords(text string, fewest int) bool {
	n := len(strings.Fields(text))
	if n >= fewest {
		return true
	}
	n = 0
	language.EachWord(text, func(string) bool {
		n++
		return n < fewest
	})
	return n >= fewest
}

// verifyClaims looks for each claim for excerpts that support it or speak against it, as
// long as goOn, which gets what there is so far, says so.
func (s *Service) verifyClaims(ctx context.Context, q bot.Question, texts []string, in string, goOn func([]bot.Claim) bool) (claims []bot.Claim, err error) {
	checker := s.Checker
	if checker == nil {
		checker = grounding.NewChecker(nil)
	}
	numbers := make(map[string]int) // of documents
	for _, text := range texts {
		if !goOn(claims) {
			break
		}
		claim := bot.Claim{Text: text}
		found, err := s.answerer.Find(ctx, bot.Question{Text: text, Whole: true, Exclude: q.Exclude, Collections: q.Collections}, claimExcerpts)
		if err != nil {
			return nil, err
		}
		for _, c := range found.Citations {
			judgeClaim(checker, &claim, c, numbers, wording.In(in))
		}
		claims = append(claims, claim)
	}
	return claims, nil
}

// judgeClaim puts an excerpt on the side of a claim that it is on, if on any.
func judgeClaim(checker Checker, claim *bot.Claim, c bot.Citation, numbers map[string]int, w *wording.Words) {
	evidence := []grounding.Evidence{grounding.EvidenceOf(&c)}
	v := checker.Check(claim.Text, evidence)
	conflict := wordConflicts(w, v)
	if as := claimAsSourced(claim.Text, v); as != claim.Text {
		if sourced := checker.Check(as, evidence); !sourced.Supported && !sourced.Weighed {
			conflict = nil // what differs is said of something else
		}
	}
	if !v.Supported && len(conflict) == 0 {
		return
	}
	if numbers[c.Document] == 0 {
		numbers[c.Document] = len(numbers) + 1
	}
	c.N = numbers[c.Document]
	if v.Supported {
		claim.Supporting = append(claim.Supporting, c)
		return
	}
	claim.Contradicting = append(claim.Contradicting, c)
	for _, text := range conflict {
		if !slices.Contains(claim.Conflicts, text) { // several reasons, or sources, may be of the same figure
			claim.Conflicts = append(claim.Conflicts, text)
		}
	}
}

// claimAsSourced is a claim with what the source has in the place of what differs. A
// source that contradicts the claim supports that.
func claimAsSourced(claim string, v grounding.Verdict) string {
	for _, r := range v.Reasons {
		if isOfFigure(r.Kind) && r.Found != "" {
			claim = strings.Replace(claim, r.Words, r.Found, 1)
		}
	}
	return claim
}

// isOfFigure reports whether a reason is of a figure or a date, which can stand in the place
// of another one.
func isOfFigure(k grounding.ReasonKind) bool {
	return k == grounding.Number || k == grounding.Unit || k == grounding.Bound || k == grounding.Date
}

// wordConflicts words what an excerpt says otherwise. A mere lack of something
// contradicts nothing.
func wordConflicts(w *wording.Words, v grounding.Verdict) []string {
	var list []string
	for _, r := range v.Contradictions() {
		text := w.Opposite
		if r.Kind != grounding.Polarity && r.Words != "" {
			text = fmt.Sprintf(w.InSource, r.Words, r.Found)
		}
		list = append(list, text)
	}
	return list
}
