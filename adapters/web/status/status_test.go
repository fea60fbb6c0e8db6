package status

import (
	"context"
	"errors"
	"flag"
	"footnote/bot/inbox"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/retrieval"
)

var update = flag.Bool("update", false, "write the golden files anew")

// noon is when the page is looked at in all tests.
var noon = time.Date(2026, 3, 14, 12, 20, 30, 0, time.UTC)

// golden compares with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; after a look at it, run the test with -update. It is now:\n%s", name, got)
	}
}

// words is an analyzer that takes words of more than three letters.
type words struct{}

func (words) Terms(dst []retrieval.Term, _, text string) []retrieval.Term {
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		dst = append(dst, retrieval.Term{Text: strings.Trim(w, "?.,<>"), Stop: len(w) <= 3})
	}
	return dst
}

// library is documents.
type library struct {
	census  Census
	syncs   Syncs
	meaning Meaning
	broken  error
}

func (l *library) Ready(context.Context) error            { return l.broken }
func (l *library) Census(context.Context) (Census, error) { return l.census, l.broken }
func (l *library) Syncs() Syncs                           { return l.syncs }
func (l *library) Generations() int                       { return 2 }
func (l *library) Meaning(context.Context) Meaning        { return l.meaning }

type platform []Connection

func (p *platform) Connections() []Connection { return *p }

type line int

func (l line) Pending() int                 { return int(l) }
func (l line) Holds() map[string]inbox.Hold { return nil }

// stuck is a queue of which something is held.
type stuck map[string]inbox.Hold

func (stuck) Pending() int                   { return 3 }
func (s stuck) Holds() map[string]inbox.Hold { return s }

// world is a Status with what it watches.
type world struct {
	*Status
	library *library
	store   *bottest.Store
	slack   platform
	discord platform
}

func newWorld(t *testing.T, change func(*Options)) *world {
	t.Helper()
	w := &world{library: &library{}, store: bottest.NewStore()}
	o := Options{
		Documents: w.library, Questions: w.store, Analyzer: words{}, Version: "v1.2.3",
		Platforms: map[string]Platform{"slack": &w.slack, "discord": &w.discord}, Now: func() time.Time { return noon },
	}
	if change != nil {
		change(&o)
	}
	var err error
	if w.Status, err = New(o); err != nil {
		t.Fatal(err)
	}
	w.process = func() process {
		return process{Version: o.Version, Go: "go1.26", Started: noon.Add(-50 * time.Hour), Heap: 93_400_000, Sys: 201_000_000, Goroutines: 41}
	}
	return w
}

// asked is a closed request.
func (w *world) asked(t *testing.T, id string, before time.Duration, text string, reply *bot.Reply, ratings ...bot.Rating) {
	t.Helper()
	r := bot.Record{Step: bot.Closed, Reply: reply, Request: bot.Request{
		ID: id, Keys: []string{id}, Kind: bot.Ask, Text: text, Asker: "slack/T1/UNAMED", Conversation: id,
		Place: bot.Place{Platform: "slack", Channel: "C1", Direct: strings.HasPrefix(id, "private")}, Received: noon.Add(-before),
	}}
	if reply.Kind != "" {
		r.Kind = reply.Kind
	}
	if _, err := w.store.Add(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	for i, rating := range ratings {
		rating.Request, rating.Asker, rating.At = id, "slack/T1/URATER"+string(rune('A'+i)), r.Received.Add(time.Minute)
		if err := w.store.Rate(t.Context(), rating); err != nil {
			t.Fatal(err)
		}
	}
}

func outcome(o bot.Outcome, missing ...string) *bot.Reply {
	return &bot.Reply{Final: true, Answer: &bot.Answer{Outcome: o, Missing: missing}}
}

func broken() *bot.Reply {
	return &bot.Reply{Final: true, Failure: &bot.Complaint{Reason: bot.Broken}}
}

// counted returns the page after everything was counted once.
func (w *world) counted(t *testing.T) string {
	t.Helper()
	w.census.refreshValue(t.Context())
	w.activity.refreshValue(t.Context())
	body, err := w.Body(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

const hostile = `<script>alert("x")</script>' onload='y`

// busy is a server with a bit of everything.
func busy(t *testing.T) *world {
	w := newWorld(t, func(o *Options) {
		o.Model = func() Usage {
			return Usage{Name: "gemma3:12b", Calls: 1204, PromptTokens: 2_400_300, CompletionTokens: 81_000, Cost: 3.205,
				Failures: map[bot.Trouble]int64{bot.Slow: 3, bot.Unavailable: 1}}
		}
	})
	w.Use(line(3))
	w.library.meaning = Meaning{Passages: 1200, Of: 128_000}
	w.library.census = Census{
		Files: 2100, Documents: 29151, Passages: 130_000, FileBytes: 512_000_000, TextBytes: 98_000_000, Skipped: 1,
		Types:       []Group{{"text/markdown", 29000, 400e6}, {"application/pdf", 140, 112e6}, {"application/x-" + hostile, 11, 999}},
		Collections: []Group{{"guides", 20000, 300e6}, {hostile, 9000, 212e6}, {"", 151, 950}},
		Languages:   []Group{{Name: "en", Documents: 29000}, {Name: "ar", Documents: 100}, {Name: "", Documents: 51}},
		Unread: []Unread{
			{"guides/locked.pdf", "It is encrypted; save it without a password."},
			{hostile + ".docx", "It ends in the middle " + hostile},
		},
		Since: noon.Add(-3 * time.Hour),
	}
	w.library.syncs = Syncs{Done: 40, Last: noon.Add(-2 * time.Minute), Took: 1230 * time.Millisecond}
	w.slack = platform{{Name: "socket 1", Up: true, Before: true, Since: noon.Add(-26 * time.Hour)}, {Name: "socket 2", Up: true, Before: true, Since: noon.Add(-5 * time.Minute)}}
	w.discord = platform{{Name: "shard 0", Before: true, Since: noon.Add(-90 * time.Second), Reason: "read from the gateway: close 4000 " + hostile}, {Name: "shard 1", Up: true, Before: true, Since: noon.Add(-26 * time.Hour)}}
	w.asked(t, "old", 40*24*time.Hour, "When was it, long ago?", outcome(bot.NotFound))
	w.asked(t, "a", 29*24*time.Hour+12*time.Hour, "When does the lease end?", outcome(bot.Answered), bot.Rating{Vote: bot.Up})
	w.asked(t, "b", 3*24*time.Hour, "Who signed the lease?", outcome(bot.Related), bot.Rating{Vote: bot.Down, Comment: "It should be in the lease\n" + hostile})
	w.asked(t, "c", 23*time.Hour, "Who signed this lease?", outcome(bot.Related, "notary"))
	w.asked(t, "d", 3*time.Hour, "Where are <b>keys</b> "+hostile, outcome(bot.NotFound, "keys", hostile))
	w.asked(t, "e", 2*time.Hour, "When does the lease end?", outcome(bot.Answered), bot.Rating{Vote: bot.Up, Comment: "Thanks"}, bot.Rating{Vote: bot.Up})
	w.asked(t, "f", 10*time.Minute, "Is the heating broken?", broken())
	w.asked(t, "g", time.Minute, "lease", &bot.Reply{Final: true, Kind: bot.Find, Found: &bot.Answer{}})
	w.asked(t, "private1", time.Hour, "Why was salary of Smith lowered?", outcome(bot.NotFound), bot.Rating{Vote: bot.Down, Comment: "This was confidential"})
	w.asked(t, "private2", time.Hour, "When does the lease end?", outcome(bot.Answered))
	for i := range 200 {
		for n, stage := range stages {
			w.Observe(inbox.Event{Stage: stage.name, Platform: "slack", Kind: bot.Ask, Outcome: bot.Answered, Took: time.Duration(i+1) * time.Duration(n+1) * time.Millisecond})
		}
	}
	return w
}

func TestPage(t *testing.T) {
	body := busy(t).counted(t)
	golden(t, "busy.html", body)
	for _, never := range []string{"<script", "<b>keys", "' onload='", "UNAMED", "URATER", "Smith", "confidential", "long ago", "style="} {
		if strings.Contains(body, never) {
			t.Errorf("the page has %q", never)
		}
	}
}

func TestPageOfARefusedConnection(t *testing.T) {
	w := busy(t)
	w.slack[1] = Connection{Name: "socket 2", Refused: true, Reason: "invalid_auth " + hostile, Since: noon}
	body := w.counted(t)
	if !strings.Contains(body, `<span class="state bad">refused</span> Slack, socket 2`) || strings.Contains(body, "<script") {
		t.Errorf("the page is\n%s", body)
	}
}

func TestPageForTheOperatorAlone(t *testing.T) {
	w := busy(t)
	w.Private = true
	body := w.counted(t)
	for _, want := range []string{"Smith", "confidential"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(body, "in private") || strings.Contains(body, "UNAMED") {
		t.Error("the page leaves something out, or names who asked")
	}
}

func TestPageOfAQuietServer(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Platforms = nil })
	w.library.census.Documents, w.library.census.Files = 1, 1
	golden(t, "quiet.html", w.counted(t))
}

func TestPageBeforeAnythingIsCounted(t *testing.T) {
	w := newWorld(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // nobody counts, and nobody waits for it
	body, err := w.Body(ctx)
	if err != nil || !strings.Contains(string(body), "are being counted") || strings.Contains(string(body), "no documents") {
		t.Errorf("%v\n%s", err, body)
	}
}

func TestVerdicts(t *testing.T) {
	up := platform{{Name: "socket 1", Up: true, Before: true, Since: noon}}
	for name, c := range map[string]struct {
		change   func(*world)
		level    string
		headline string
		says     string
	}{
		"well":         {func(*world) {}, "good", "All is well", ""},
		"a few unread": {func(w *world) { w.library.census.Unread = []Unread{{"a", "b"}} }, "good", "All is well", "1 file could not be read."},
		"many unread":  {func(w *world) { w.library.census.Unread = make([]Unread, 10) }, "warn", "One thing needs a look", "10 files"},
		"no index":     {func(w *world) { w.library.broken = errors.New("segment 7 is gone") }, "bad", "2 things are wrong", "segment 7 is gone"},
		"no documents": {func(w *world) { w.library.census = Census{} }, "bad", "Something is wrong", "no documents"},
		"sync failed":  {func(w *world) { w.library.syncs.Error = "the folder is gone" }, "warn", "One thing needs a look", "the folder is gone"},
		"missing files": {func(w *world) {
			w.library.syncs.Missing = retrieval.Missing{Files: 1200, Known: 1200, Documents: 1300}
			w.library.syncs.MissingSince = noon.Add(-time.Hour)
		}, "bad", "Something is wrong", "1,200 of 1,200 files missing from the folder of documents. (1 hour ago)"},
		"a missing drive": {func(w *world) {
			w.library.syncs.Missing = retrieval.Missing{Files: 50, Known: 1200, Documents: 50, Folder: "share"}
		}, "bad", "Something is wrong", "50 of 1,200 files missing from the folder of documents, all of them from share."},
		"one socket down": {func(w *world) { w.slack = append(w.slack, Connection{Name: "socket 2", Reason: "cut."}) }, "warn", "One thing needs a look", "1 of 2 connections to Slack are down: cut. "},
		"platform down":   {func(w *world) { w.slack = platform{{Name: "socket 1", Reason: "cut", Since: noon.Add(-time.Hour)}} }, "bad", "Something is wrong", "Slack is not connected: cut. (1 hour ago)"},
		"token refused": {func(w *world) {
			w.slack = append(platform{{Name: "bot token", Refused: true, Reason: "token_revoked (set the new token)", Since: noon.Add(-time.Hour)}}, up...)
			w.Use(stuck{"slack": {Requests: 1, Since: noon.Add(-time.Minute)}})
		}, "bad", "Something is wrong", "Slack refuses the bot: token_revoked (set the new token). 1 question from there can't be answered until then. (1 hour ago)"},
		"right missing": {func(w *world) {
			w.Use(stuck{"slack": {Requests: 12, Since: noon.Add(-time.Hour), Reason: "missing_scope."}})
		}, "bad", "Something is wrong", "Slack refuses the bot: missing_scope. 12 questions from there can't be answered until then. (1 hour ago)"},
		"failed questions": {func(w *world) { w.asked(t, "x", time.Hour, "Why?", broken()) }, "warn", "One thing needs a look", "1 question of the last 24 hours failed"},
		"model refused": {func(w *world) {
			w.Model = func() Usage { return Usage{Calls: 9, Failures: map[bot.Trouble]int64{bot.Denied: 2}} }
		}, "warn", "One thing needs a look", "refused 2 of 9 calls"},
		"no model's server": {func(w *world) {
			w.Model = func() Usage { return Usage{Calls: 9, Failures: map[bot.Trouble]int64{bot.Foreign: 2}} }
		}, "warn", "One thing needs a look", "doesn't speak chat completions: 2 of 9 calls"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, nil)
			w.library.census = Census{Files: 100, Documents: 100}
			w.slack, w.discord = up, up
			c.change(w)
			w.counted(t)
			v := w.judgeFacts(t.Context(), noon, w.gatherFacts(t.Context()))
			var text strings.Builder
			for _, tr := range v.Troubles {
				text.WriteString(tr.Text + " ")
				if _, since, ok := strings.Cut(strings.TrimSuffix(string(tr.Since), "</time>"), ">"); ok {
					text.WriteString("(" + since + ") ")
				}
			}
			if v.Level != c.level || v.Headline != c.headline || !strings.Contains(text.String(), c.says) || c.says == "" && text.Len() > 0 {
				t.Errorf("%s %q: %s", v.Level, v.Headline, text.String())
			}
		})
	}
}
