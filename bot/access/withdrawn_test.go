package access_test

import (
	"encoding/json"
	"strings"
	"testing"

	"footnote/bot"
)

// TestWithdrawnRights: once a place may see less, nothing of what it was told
// before comes back, be it cited, or only known to the answer.
func TestWithdrawnRights(t *testing.T) {
	h := newHarness(t)
	v := bot.Viewer{Place: inside, Asker: "u"}
	cited := h.ask(inside, bot.Ask, "c", "Who is the buyer of the ferry Anna?")
	if data, _ := json.Marshal(cited.Reply); !strings.Contains(string(data), "Quillonby") {
		t.Fatalf("the answer is %s", data)
	}
	completed := h.ask(inside, bot.Ask, "c", "Where does he live?")
	if !strings.Contains(completed.Reply.Understood, "uillonby") {
		t.Fatalf("understood as %q", completed.Reply.Understood)
	}
	corrected := h.ask(inside, bot.Find, "c", "built 1987 carries 250 passengers island Zephyrime")
	if len(corrected.Reply.Found.Corrected) == 0 {
		t.Fatalf("nothing is corrected: %+v", corrected.Reply.Found)
	}
	// These two cite what stays open, and know more.
	ferry := corrected.Reply.Found.Citations[:1]
	if ferry[0].Document != "open/ferry.txt" || len(ferry[0].Duplicates) == 0 {
		t.Fatalf("cited is %+v", ferry[0])
	}
	corrected.Reply.Found.Citations = ferry
	completed.Reply.Answer.Citations, completed.Reply.Answer.Sentences = ferry, nil
	for _, r := range []bot.Record{corrected, completed} {
		if err := h.store.Revise(t.Context(), r.ID, func(kept *bot.Record) { *kept = r }); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range []bot.Record{cited, completed, corrected} {
		if _, err := h.Recall(t.Context(), r.ID, v); err != nil {
			t.Errorf("%q, as long as it may be seen: %v", r.Text, err)
		}
		if _, ok := h.Draft(r.Request, r.Reply, v); !ok {
			t.Errorf("%q can't be shown while it grows", r.Text)
		}
	}

	h.change("open: {slack: {teams: [T1]}}")
	for _, r := range []bot.Record{cited, completed} {
		if _, err := h.Recall(t.Context(), r.ID, v); !forbidden(err) {
			t.Errorf("%q is recalled: %v", r.Text, err)
		}
		if _, err := h.Context(t.Context(), r.ID, v, 1); !forbidden(err) {
			t.Errorf("%q is shown with its context: %v", r.Text, err)
		}
		if _, err := h.Sources(t.Context(), r.ID, v, 0); !forbidden(err) {
			t.Errorf("%q is shown with further sources: %v", r.Text, err)
		}
	}
	if draft, ok := h.Draft(cited.Request, cited.Reply, v); ok {
		t.Errorf("a draft shows %+v", draft)
	}
	if _, ok := h.Draft(corrected.Request, corrected.Reply, bot.Viewer{Place: inside, Asker: "another"}); ok {
		t.Error("another sees a draft")
	}
	recalled, err := h.Recall(t.Context(), corrected.ID, v)
	if err != nil {
		t.Fatal(err)
	}
	clean(t, "what stays open", recalled, "Zephyrime")
	talk, err := h.Conversation(t.Context(), "c", v, 10)
	if err != nil || len(talk) != 1 {
		t.Errorf("%d turns of the conversation are left, %v", len(talk), err)
	}
	for _, text := range []string{"Where does he live?", "What is his job?"} {
		if r := h.ask(inside, bot.Ask, "c", text); strings.Contains(r.Reply.Understood, "uillonby") {
			t.Errorf("%q is understood as %q", text, r.Reply.Understood)
		}
	}
}
