package status

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// state collects the metrics that are read when Prometheus asks, instead of being
// counted as things happen.
type state struct {
	status *Status

	pending, documents, files, unread, missing        *prometheus.Desc
	syncs, synced, syncTook, generations              *prometheus.Desc
	vectors, vectorsWanted                            *prometheus.Desc
	connections, held                                 *prometheus.Desc
	modelCalls, modelFailures, modelTokens, modelCost *prometheus.Desc
}

func newState(s *Status) *state {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("footnote_"+name, help, labels, nil)
	}
	return &state{
		status:        s,
		pending:       desc("queue_length", "Requests that wait or are worked on."),
		documents:     desc("documents", "Documents in the index."),
		files:         desc("files", "Files that the index knows."),
		unread:        desc("files_unread", "Files that should have given documents and did not, or not all."),
		missing:       desc("files_missing", "Files that are gone at once, so that their documents stay in the index."),
		syncs:         desc("index_syncs_total", "How often the index was brought up to date with the documents.", "result"),
		synced:        desc("index_synced_timestamp_seconds", "When that was last done."),
		syncTook:      desc("index_sync_seconds", "How long the last time took."),
		generations:   desc("index_generations", "States of the index that are held open: 1, and more only while something that was begun before a change goes on."),
		vectors:       desc("passages_meant", "Passages that can be found by their meaning."),
		vectorsWanted: desc("passages_meant_wanted", "Passages that are to be found by their meaning: those in a language for it."),
		connections:   desc("connections", "Connections to the platforms: up, down, or refused, for which somebody has to act.", "platform", "state"),
		held:          desc("requests_held", "Requests that wait because their platform refuses the bot.", "platform"),
		modelCalls:    desc("model_calls_total", "Calls of the language model."),
		modelFailures: desc("model_failures_total", "Those of them that failed, by class.", "class"),
		modelTokens:   desc("model_tokens_total", "Tokens that the language model's server counted.", "kind"),
		modelCost:     desc("model_cost_total", "What the language model has cost, in the currency of the prices that are set."),
	}
}

// Describe implements prometheus.Collector.
func (st *state) Describe(ch chan<- *prometheus.Desc) { prometheus.DescribeByCollect(st, ch) }

// Collect implements prometheus.Collector.
func (st *state) Collect(ch chan<- prometheus.Metric) {
	s := st.status
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	counter := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, v, labels...)
	}
	gauge(st.pending, float64(s.countPending()))
	if c, at, _ := s.census.peekValue(); !at.IsZero() {
		gauge(st.documents, float64(c.Documents))
		gauge(st.files, float64(c.Files))
		gauge(st.unread, float64(len(c.Unread)))
	}
	syncs := s.Documents.Syncs()
	gauge(st.missing, float64(syncs.Missing.Files))
	counter(st.syncs, float64(syncs.Done), "done")
	counter(st.syncs, float64(syncs.Failed), "failed")
	if !syncs.Last.IsZero() {
		gauge(st.synced, float64(syncs.Last.UnixNano())/float64(time.Second))
		gauge(st.syncTook, syncs.Took.Seconds())
	}
	gauge(st.generations, float64(s.Documents.Generations()))
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	meaning := s.Documents.Meaning(ctx)
	cancel()
	gauge(st.vectors, float64(meaning.Passages))
	gauge(st.vectorsWanted, float64(meaning.Of))
	holds := s.readHolds()
	for name, p := range s.Platforms {
		up, down, refused := 0, 0, 0
		for _, c := range p.Connections() {
			switch {
			case c.Up:
				up++
			case c.Refused:
				refused++
			case c.Elsewhere:
			default:
				down++
			}
		}
		gauge(st.connections, float64(up), name, "up")
		gauge(st.connections, float64(down), name, "down")
		gauge(st.connections, float64(refused), name, "refused")
		gauge(st.held, float64(holds[name].Requests), name)
	}
	if s.Model == nil {
		return
	}
	u := s.Model()
	counter(st.modelCalls, float64(u.Calls))
	for trouble, n := range u.Failures {
		counter(st.modelFailures, float64(n), string(trouble))
	}
	counter(st.modelTokens, float64(u.PromptTokens), "prompt")
	counter(st.modelTokens, float64(u.CompletionTokens), "completion")
	counter(st.modelCost, u.Cost)
}
