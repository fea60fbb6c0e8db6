package status

import (
	"context"
	"errors"
	"footnote/bot/inbox"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil"

	"footnote/bot"
	"footnote/retrieval"
)

func get(h http.Handler) (int, string) {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/", nil))
	return rec.Code, rec.Body.String()
}

// deaf is a store that doesn't answer.
type deaf struct{ Questions }

func (deaf) Value(context.Context, string) ([]byte, error) { return nil, errors.New("disk on fire") }

func TestReadiness(t *testing.T) {
	w := newWorld(t, nil)
	expect := func(what string, code int, text string) {
		t.Helper()
		if got, body := get(w.Ready()); got != code || body != text {
			t.Errorf("%s: %d\n%swant %d\n%s", what, got, body, code, text)
		}
	}
	if code, body := get(w.Live()); code != http.StatusOK || body != "ok\n" {
		t.Errorf("it lives with %d %s", code, body)
	}
	expect("at first", 503, "index: ok\nquestions: ok\ndiscord: not ready, it hasn't been connected yet\nslack: not ready, it hasn't been connected yet\n")
	w.discord = platform{{Name: "shard 0", Reason: "signing in"}, {Name: "shard 1", Up: true, Before: true}}
	w.slack = platform{{Name: "socket 1", Up: true, Before: true}}
	expect("connected", 200, "index: ok\nquestions: ok\ndiscord: ok, by 1 of 2 connections\nslack: ok\n")
	w.discord = platform{{Name: "shard 0", Up: true, Before: true}}
	w.slack = platform{{Name: "socket 1", Before: true, Reason: "cut"}}
	expect("a connection is lost", 200, "index: ok\nquestions: ok\ndiscord: ok\nslack: not connected at the moment, it is tried again\n")
	w.slack = platform{{Name: "socket 1", Up: true, Before: true}, {Name: "bot token", Refused: true, Reason: "token_revoked\n(set the new token)"}}
	expect("refused", 503, "index: ok\nquestions: ok\ndiscord: ok\nslack: not ready, it refuses the bot: token_revoked (set the new token)\n")
	w.slack = platform{{Name: "socket 1", Refused: true, Reason: "invalid_auth"}}
	expect("refused from the start", 503, "index: ok\nquestions: ok\ndiscord: ok\nslack: not ready, it refuses the bot: invalid_auth\n")
	w.slack = platform{{Name: "socket 1", Up: true, Before: true}}
	w.Use(stuck{"slack": {Requests: 2, Reason: "missing_scope (add chat:write)"}})
	expect("something is held", 503, "index: ok\nquestions: ok\ndiscord: ok\nslack: not ready, it refuses the bot: missing_scope (add chat:write)\n")
	w.Use(line(0))
	w.library.broken = errors.New("segment 7 of /srv/secret is gone")
	expect("no index", 503, "index: not ready, it can't be searched\nquestions: ok\ndiscord: ok\nslack: ok\n")
	w.library.broken = nil
	w.Questions = deaf{w.store}
	expect("no store", 503, "index: ok\nquestions: not ready, their store doesn't answer\ndiscord: ok\nslack: ok\n")
	w.Questions = w.store
	expect("all again", 200, "index: ok\nquestions: ok\ndiscord: ok\nslack: ok\n")
	w.library.syncs.Missing = retrieval.Missing{Files: 7, Known: 7, Folder: "secret"}
	expect("missing files", 200, "index: ok\nquestions: ok\ndiscord: ok\nslack: ok\ndocuments: as they were before, files are missing (is the drive mounted?)\n")
	w.library.syncs.Error = "there is no folder /srv/secret"
	expect("no folder", 200, "index: ok\nquestions: ok\ndiscord: ok\nslack: ok\ndocuments: as they were before, they can't be looked through\n")
	if code, _ := get(w.Live()); code != http.StatusOK {
		t.Errorf("it lives with %d", code)
	}
}

// TestReadinessForNobody: an operator isn't told of somebody who hangs up.
func TestReadinessForNobody(t *testing.T) {
	var log strings.Builder
	w := newWorld(t, func(o *Options) { o.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	ctx, cancel := context.WithCancel(t.Context())
	ask := func() {
		w.Ready().ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil).WithContext(ctx))
	}
	w.library.broken = context.Canceled
	cancel()
	if ask(); log.Len() > 0 {
		t.Errorf("it says %s", log.String())
	}
	ctx, w.library.broken = t.Context(), errors.New("segment 7 is gone")
	if ask(); !strings.Contains(log.String(), "segment 7 is gone") {
		t.Errorf("it says %q", log.String())
	}
}

func TestMetrics(t *testing.T) {
	w := busy(t)
	w.slack[1] = Connection{Name: "socket 2", Refused: true, Reason: "invalid_auth"}
	w.Use(stuck{"slack": {Requests: 2}})
	for _, e := range []inbox.Event{
		{Stage: "answer", Platform: "slack", Kind: bot.Ask, Outcome: bot.NotFound, Took: 1},
		{Stage: "answer", Platform: "discord", Kind: bot.Ask, Reason: bot.Broken, Took: 1},
		{Stage: "answer", Platform: "discord", Kind: bot.Find, Took: 1},
		{Stage: "answer", Platform: "discord", Kind: bot.Verify, Took: 1},
		{Stage: "refuse", Platform: "slack", Kind: bot.Ask, Reason: bot.TooMany},
		{Stage: "refuse", Platform: "slack", Kind: bot.Ask, Reason: bot.TooMany},
		{Stage: "undelivered", Platform: "slack", Kind: bot.Ask},
	} {
		w.Observe(e)
	}
	w.library.syncs.Missing.Files = 7
	w.counted(t)
	const want = `
# HELP footnote_connections Connections to the platforms: up, down, or refused, for which somebody has to act.
# TYPE footnote_connections gauge
footnote_connections{platform="discord",state="down"} 1
footnote_connections{platform="discord",state="refused"} 0
footnote_connections{platform="discord",state="up"} 1
footnote_connections{platform="slack",state="down"} 0
footnote_connections{platform="slack",state="refused"} 1
footnote_connections{platform="slack",state="up"} 1
# HELP footnote_documents Documents in the index.
# TYPE footnote_documents gauge
footnote_documents 29151
# HELP footnote_files Files that the index knows.
# TYPE footnote_files gauge
footnote_files 2100
# HELP footnote_files_missing Files that are gone at once, so that their documents stay in the index.
# TYPE footnote_files_missing gauge
footnote_files_missing 7
# HELP footnote_files_unread Files that should have given documents and did not, or not all.
# TYPE footnote_files_unread gauge
footnote_files_unread 2
# HELP footnote_index_generations States of the index that are held open: 1, and more only while something that was begun before a change goes on.
# TYPE footnote_index_generations gauge
footnote_index_generations 2
# HELP footnote_index_sync_seconds How long the last time took.
# TYPE footnote_index_sync_seconds gauge
footnote_index_sync_seconds 1.23
# HELP footnote_index_synced_timestamp_seconds When that was last done.
# TYPE footnote_index_synced_timestamp_seconds gauge
footnote_index_synced_timestamp_seconds 1.77349071e+09
# HELP footnote_index_syncs_total How often the index was brought up to date with the documents.
# TYPE footnote_index_syncs_total counter
footnote_index_syncs_total{result="done"} 40
footnote_index_syncs_total{result="failed"} 0
# HELP footnote_model_calls_total Calls of the language model.
# TYPE footnote_model_calls_total counter
footnote_model_calls_total 1204
# HELP footnote_model_failures_total Those of them that failed, by class.
# TYPE footnote_model_failures_total counter
footnote_model_failures_total{class="slow"} 3
footnote_model_failures_total{class="unavailable"} 1
# HELP footnote_model_tokens_total Tokens that the language model's server counted.
# TYPE footnote_model_tokens_total counter
footnote_model_tokens_total{kind="completion"} 81000
footnote_model_tokens_total{kind="prompt"} 2.4003e+06
# HELP footnote_passages_meant Passages that can be found by their meaning.
# TYPE footnote_passages_meant gauge
footnote_passages_meant 1200
# HELP footnote_passages_meant_wanted Passages that are to be found by their meaning: those in a language for it.
# TYPE footnote_passages_meant_wanted gauge
footnote_passages_meant_wanted 128000
# HELP footnote_questions_total Requests that a reply was found for, by what came of them.
# TYPE footnote_questions_total counter
footnote_questions_total{kind="ask",outcome="answered",platform="slack"} 200
footnote_questions_total{kind="ask",outcome="failed",platform="discord"} 1
footnote_questions_total{kind="ask",outcome="not_found",platform="slack"} 1
footnote_questions_total{kind="find",outcome="found",platform="discord"} 1
footnote_questions_total{kind="verify",outcome="checked",platform="discord"} 1
# HELP footnote_queue_length Requests that wait or are worked on.
# TYPE footnote_queue_length gauge
footnote_queue_length 3
# HELP footnote_refusals_total Requests that were not taken, by reason.
# TYPE footnote_refusals_total counter
footnote_refusals_total{platform="slack",reason="too_many"} 2
# HELP footnote_requests_held Requests that wait because their platform refuses the bot.
# TYPE footnote_requests_held gauge
footnote_requests_held{platform="discord"} 0
footnote_requests_held{platform="slack"} 2
# HELP footnote_undelivered_total Requests whose reply could not be shown.
# TYPE footnote_undelivered_total counter
footnote_undelivered_total{platform="slack"} 1
`
	names := []string{"footnote_connections", "footnote_documents", "footnote_files", "footnote_files_missing", "footnote_files_unread", "footnote_index_generations", "footnote_index_sync_seconds",
		"footnote_index_synced_timestamp_seconds", "footnote_index_syncs_total", "footnote_model_calls_total", "footnote_model_failures_total",
		"footnote_model_tokens_total", "footnote_passages_meant", "footnote_passages_meant_wanted", "footnote_questions_total", "footnote_queue_length", "footnote_refusals_total", "footnote_requests_held", "footnote_undelivered_total"}
	if err := testutil.GatherAndCompare(w.metrics.registry, strings.NewReader(want), names...); err != nil {
		t.Error(err)
	}
	problems, err := testutil.GatherAndLint(w.metrics.registry)
	if err != nil || len(problems) > 0 {
		t.Errorf("lint: %v, %v", problems, err)
	}
	code, body := get(w.Metrics())
	for _, want := range []string{
		`footnote_stage_seconds_count{platform="slack",stage="wait"} 200`, `footnote_stage_seconds_bucket{platform="slack",stage="wait",le="0.1"} 100`,
		`footnote_build_info{goversion="go`, "go_goroutines", "process_resident_memory_bytes",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("%d, without %s", code, want)
		}
	}
}
