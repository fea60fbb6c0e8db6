package bottest

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"footnote/bot"
)

// StoreContract holds a bot.Store, new and empty each time, to what the
// interface promises.
func StoreContract(t *testing.T, open func(t *testing.T) bot.Store) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC)
	record := func(id, conversation, asker string, minute int) bot.Record {
		return bot.Record{
			Request: bot.Request{
				ID: id, Keys: []string{"k/" + id, "e/" + id}, Kind: bot.Ask, Conversation: conversation, Asker: asker, Text: "what " + id + "?",
				Place:    bot.Place{Platform: "p", Space: "s", Channel: "c", Roles: []string{"r"}},
				Received: at.Add(time.Duration(minute) * time.Minute), Origin: json.RawMessage(`{"a":1}`),
			},
			Step: bot.Received, Updated: at,
		}
	}
	add := func(t *testing.T, s bot.Store, r bot.Record) {
		t.Helper()
		if known, err := s.Add(t.Context(), r); err != nil || known != "" {
			t.Fatalf("add %s: known as %q, %v", r.ID, known, err)
		}
	}
	save := func(t *testing.T, s bot.Store, r bot.Record, step bot.Step) bot.Record {
		t.Helper()
		r.Step = step
		if err := s.Save(t.Context(), r); err != nil {
			t.Fatalf("save %s: %v", r.ID, err)
		}
		return r
	}
	ids := func(list []bot.Record) []string {
		names := []string{}
		for _, r := range list {
			names = append(names, r.ID)
		}
		return names
	}
	same := func(t *testing.T, what string, list []bot.Record, err error, want ...string) {
		t.Helper()
		if got := ids(list); err != nil || !reflect.DeepEqual(got, append([]string{}, want...)) {
			t.Errorf("%s: %v, %v, want %v", what, got, err, want)
		}
	}

	t.Run("a record comes back as it was", func(t *testing.T) {
		s, r := open(t), record("a", "c1", "u1", 0)
		add(t, s, r)
		r.Ref = "ref"
		r.Reply = &bot.Reply{Request: "a", Kind: bot.Ask, Final: true, Answer: &bot.Answer{ID: "a", Outcome: bot.Answered, Sentences: []bot.Sentence{{Text: "s", Citations: []int{1}}}, Citations: []bot.Citation{{N: 1, Excerpt: "é\n"}}, Missing: []string{}}}
		r = save(t, s, r, bot.Replied)
		for _, find := range []func() (bot.Record, error){
			func() (bot.Record, error) { return s.Load(t.Context(), "a") },
			func() (bot.Record, error) { return s.ByKey(t.Context(), "k/a") },
			func() (bot.Record, error) { return s.ByKey(t.Context(), "e/a") },
		} {
			got, err := find()
			a, _ := json.Marshal(got)
			b, _ := json.Marshal(r)
			if err != nil || string(a) != string(b) {
				t.Errorf("got %s, %v, want %s", a, err, b)
			}
		}
	})
	t.Run("what comes again is known by any key", func(t *testing.T) {
		s := open(t)
		add(t, s, record("a", "c1", "u1", 0))
		again := record("b", "c1", "u1", 1)
		again.Keys = []string{"new", "e/a"}
		if known, err := s.Add(t.Context(), again); err != nil || known != "a" {
			t.Errorf("known as %q, %v", known, err)
		}
		if _, err := s.Load(t.Context(), "b"); !errors.Is(err, bot.ErrUnknown) {
			t.Errorf("it was kept all the same: %v", err)
		}
	})
	t.Run("stale and unknown records aren't saved", func(t *testing.T) {
		s, r := open(t), record("a", "c1", "u1", 0)
		if err := s.Save(t.Context(), r); !errors.Is(err, bot.ErrUnknown) {
			t.Errorf("unknown: %v", err)
		}
		if err := s.Revise(t.Context(), r.ID, func(*bot.Record) { t.Error("an unknown record is changed") }); !errors.Is(err, bot.ErrUnknown) {
			t.Errorf("unknown: %v", err)
		}
		add(t, s, r)
		opened := save(t, s, r, bot.Opened)
		edit := func(now *bot.Record) {
			if now.Step != bot.Opened {
				t.Errorf("revised as it was at %s", now.Step)
			}
			now.Edition, now.Text = 1, "edited"
		}
		if err := s.Revise(t.Context(), r.ID, edit); err != nil {
			t.Fatal(err)
		}
		if err := s.Save(t.Context(), r); !errors.Is(err, bot.ErrStale) {
			t.Errorf("stale: %v", err)
		}
		if got, err := s.Load(t.Context(), "a"); err != nil || got.Text != "edited" || got.Step != opened.Step {
			t.Errorf("%+v, %v", got, err)
		}
	})
	t.Run("lists are in order and complete", func(t *testing.T) {
		s := open(t)
		for i, r := range []bot.Record{record("a", "c1", "u1", 0), record("b", "c2", "u1", 1), record("c", "c1", "u2", 2), record("d", "c1", "u1", 3)} {
			add(t, s, r)
			if i != 1 {
				save(t, s, r, bot.Closed)
			}
		}
		list, err := s.Unfinished(t.Context())
		same(t, "unfinished", list, err, "b")
		list, err = s.Conversation(t.Context(), "c1", 2)
		same(t, "conversation", list, err, "c", "d")
		for id, want := range map[string][]string{"d": {"a", "c"}, "c": {"a"}, "a": {}, "b": {}, "nothing": {}} {
			list, err = s.Before(t.Context(), id, 2)
			same(t, "before "+id, list, err, want...)
		}
		if err := s.Revise(t.Context(), "c", func(now *bot.Record) { now.Received, now.Step = at.Add(time.Hour), bot.Opened }); err != nil {
			t.Fatal(err)
		}
		list, err = s.Before(t.Context(), "c", 2)
		same(t, "before c, which was edited", list, err, "a")
		list, err = s.Before(t.Context(), "d", 2)
		same(t, "before d, without c, which isn't answered", list, err, "a")
		save(t, s, func() bot.Record { r, _ := s.Load(t.Context(), "c"); return r }(), bot.Closed)
		list, err = s.ByAsker(t.Context(), "u1", 2)
		same(t, "by asker", list, err, "d", "b")
		list = nil
		for j, err := range s.Judged(t.Context(), at.Add(time.Minute)) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, j.Record)
		}
		same(t, "judged", list, nil, "c", "d")
	})
	t.Run("ratings replace one another", func(t *testing.T) {
		s, r := open(t), record("a", "c1", "u1", 0)
		if err := s.Rate(t.Context(), bot.Rating{Request: "a", Asker: "u2", Vote: bot.Up}); !errors.Is(err, bot.ErrUnknown) {
			t.Errorf("of nothing: %v", err)
		}
		add(t, s, r)
		save(t, s, r, bot.Closed)
		for _, rating := range []bot.Rating{
			{Request: "a", Asker: "u2", Vote: bot.Up, At: at}, {Request: "a", Asker: "u2", Vote: bot.Down, At: at},
			{Request: "a", Asker: "u2", Comment: "wrong year", At: at}, {Request: "a", Asker: "u3", Vote: bot.Up, At: at},
		} {
			if err := s.Rate(t.Context(), rating); err != nil {
				t.Fatal(err)
			}
		}
		for j, err := range s.Judged(t.Context(), time.Time{}) {
			want := []bot.Rating{{Request: "a", Asker: "u2", Vote: bot.Down, Comment: "wrong year", At: at}, {Request: "a", Asker: "u3", Vote: bot.Up, At: at}}
			if err != nil || !reflect.DeepEqual(j.Ratings, want) {
				t.Errorf("ratings %+v, %v, want %+v", j.Ratings, err, want)
			}
		}
	})
	t.Run("what is forgotten, pruned or removed is gone", func(t *testing.T) {
		s := open(t)
		for _, r := range []bot.Record{record("a", "c1", "u1", 0), record("b", "c1", "u2", 1), record("c", "c1", "u3", 2), record("d", "c1", "u4", 3)} {
			add(t, s, r)
			if r.ID != "d" {
				save(t, s, r, bot.Closed)
			}
		}
		if err := s.Rate(t.Context(), bot.Rating{Request: "b", Asker: "u1", Vote: bot.Up, At: at}); err != nil {
			t.Fatal(err)
		}
		if n, err := s.Forget(t.Context(), "u1"); err != nil || n != 2 {
			t.Errorf("forgot %d, %v, want a question and a rating", n, err)
		}
		if n, err := s.Prune(t.Context(), at.Add(90*time.Second)); err != nil || n != 1 {
			t.Errorf("pruned %d, %v, want 1", n, err)
		}
		if n, err := s.Prune(t.Context(), at.Add(time.Hour)); err != nil || n != 1 {
			t.Errorf("pruned %d, %v, want 1: what isn't closed stays", n, err)
		}
		if err := s.Remove(t.Context(), "d"); err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{"a", "b", "c", "d"} {
			if _, err := s.Load(t.Context(), id); !errors.Is(err, bot.ErrUnknown) {
				t.Errorf("%s is still there: %v", id, err)
			}
			if _, err := s.ByKey(t.Context(), "k/"+id); !errors.Is(err, bot.ErrUnknown) {
				t.Errorf("the key of %s is still there: %v", id, err)
			}
		}
	})
	t.Run("values", func(t *testing.T) {
		s := open(t)
		if v, err := s.Value(t.Context(), "x"); err != nil || v != nil {
			t.Errorf("%q, %v", v, err)
		}
		for _, value := range [][]byte{[]byte("one"), []byte("two"), {}} {
			if err := s.SetValue(t.Context(), "x", value); err != nil {
				t.Fatal(err)
			}
			if v, err := s.Value(t.Context(), "x"); err != nil || string(v) != string(value) {
				t.Errorf("%q, %v, want %q", v, err, value)
			}
		}
		for _, c := range []struct{ old, made string }{{"", "one"}, {"one", "two"}, {"two", ""}, {"", ""}} {
			err := s.UpdateValue(t.Context(), "y", func(old []byte) []byte {
				if string(old) != c.old {
					t.Errorf("changed from %q, want %q", old, c.old)
				}
				return []byte(c.made)
			})
			if v, readErr := s.Value(t.Context(), "y"); err != nil || readErr != nil || string(v) != c.made {
				t.Errorf("%q, %v, %v, want %q", v, err, readErr, c.made)
			}
		}
	})
	t.Run("several change a value at once", func(t *testing.T) {
		s := open(t)
		const each, all = 20, 4
		var wg sync.WaitGroup
		for range all {
			wg.Go(func() {
				for range each {
					if err := s.UpdateValue(t.Context(), "n", func(old []byte) []byte { return append(old, 'x') }); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if v, err := s.Value(t.Context(), "n"); err != nil || len(v) != each*all {
			t.Errorf("%d changes are kept of %d, %v", len(v), each*all, err)
		}
	})
	t.Run("what comes at once is kept once", func(t *testing.T) {
		s := open(t)
		const times = 8
		known := make([]string, times)
		var wg sync.WaitGroup
		for i := range times {
			wg.Go(func() {
				r := record(fmt.Sprint("r", i), "c1", "u1", 0)
				r.Keys = []string{"same", r.ID}
				var err error
				if known[i], err = s.Add(t.Context(), r); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		left, err := s.Unfinished(t.Context())
		if err != nil || len(left) != 1 {
			t.Fatalf("%d are kept, %v", len(left), err)
		}
		for i, id := range known {
			if want := left[0].ID; id != want && (id != "" || fmt.Sprint("r", i) != want) {
				t.Errorf("r%d is known as %q, want %q", i, id, want)
			}
		}
	})
	t.Run("what PostgreSQL takes in no text", func(t *testing.T) {
		s, r := open(t), record("a", "c\x00\xff", "u\x00", 0)
		r.Keys, r.Text = []string{"k\x00\xfe"}, "a\x00b"
		add(t, s, r)
		if got, err := s.ByKey(t.Context(), r.Keys[0]); err != nil || got.ID != "a" || got.Text != r.Text {
			t.Errorf("%+v, %v", got, err)
		}
		save(t, s, r, bot.Closed)
		list, err := s.Conversation(t.Context(), r.Conversation, 1)
		same(t, "conversation", list, err, "a")
		if n, err := s.Forget(t.Context(), r.Asker); err != nil || n != 1 {
			t.Errorf("forgot %d, %v", n, err)
		}
	})
}
