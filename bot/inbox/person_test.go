package inbox_test

import (
	"errors"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/inbox"
)

// TestOnePersonOnTwoPlatforms asks in private under two names of one verified address:
// each opens what the other asked, and both have one list. Others don't.
func TestOnePersonOnTwoPlatforms(t *testing.T) {
	b := newBench(t, nil)
	ask := func(asker, text string) string {
		r := request(text)
		r.Asker, r.Conversation, r.Place = asker, asker+"/1", bot.Place{Platform: "test", Direct: true}
		id := b.submit(r)
		b.closed(id)
		return id
	}
	opens := func(asker, id string, want bool) {
		t.Helper()
		recalled, err := b.Recall(t.Context(), id, bot.Viewer{Asker: asker, Place: bot.Place{Platform: "test", Direct: true}})
		if c, refused := errors.AsType[*bot.Complaint](err); err != nil && (!refused || c.Reason != bot.Forbidden) {
			t.Fatal(err)
		}
		if (err == nil) != want || recalled.Own != want {
			t.Errorf("%s opens it: %v, as its own: %v, want %v", asker, err == nil, recalled.Own, want)
		}
	}
	introduce := func(asker, email string) {
		t.Helper()
		if err := b.Introduce(t.Context(), asker, email); err != nil {
			t.Fatal(err)
		}
	}
	id := ask("slack/T1/U1", "When was the ferry Anna built?")
	other := ask("web/ada", "Whose is the tug Bruno?")
	opens("web/ada", id, false)
	introduce("slack/T1/U1", "ada@example.com")
	introduce("web/ada", "ada@example.com")
	introduce("web/eve", "eve@example.com")
	introduce("slack/T1/U2", "")
	opens("web/ada", id, true)
	opens("slack/T1/U1", other, true)
	opens("web/eve", id, false)
	opens("slack/T1/U2", id, false)
	if past, err := b.Recent(t.Context(), "web/ada", 5); err != nil || len(past) != 2 || past[0].Request != other || past[1].Request != id {
		t.Errorf("the list is %+v (%v)", past, err)
	}
	if past, err := b.Recent(t.Context(), "slack/T1/U1", 1); err != nil || len(past) != 1 || past[0].Request != other {
		t.Errorf("the last of the list is %+v (%v)", past, err)
	}
	if err := b.Share(t.Context(), id, bot.Viewer{Asker: "web/ada", Place: bot.Place{Platform: "test", Direct: true}}, true, time.Time{}); err != nil {
		t.Errorf("it can't be shared: %v", err)
	}

	introduce("web/ada", "ada@example.org") // another address, and so another person
	opens("web/ada", other, true)
	opens("slack/T1/U1", other, false)

	introduce("web/ada", "ada@example.com")
	if n, err := inbox.ForgetPerson(t.Context(), b.store, "ada@example.com"); err != nil || n != 2 {
		t.Errorf("%d requests are forgotten (%v)", n, err)
	}
	for _, key := range []string{"person/asker/web/ada", "person/asker/slack/T1/U1", "person/email/ada@example.com"} {
		if v, err := b.store.Value(t.Context(), key); err != nil || v != nil {
			t.Errorf("of the person %s is kept (%v)", v, err)
		}
	}
	introduce("web/ada", "ada@example.com") // they ask again
	if v, _ := b.store.Value(t.Context(), "person/asker/web/ada"); string(v) != "ada@example.com" {
		t.Errorf("their address is kept as %q", v)
	}
	if n, err := inbox.ForgetPerson(t.Context(), b.store, "web/eve"); err != nil || n != 0 {
		t.Errorf("%d requests are forgotten (%v)", n, err)
	}
}
