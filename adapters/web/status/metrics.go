package status

import (
	"footnote/bot/inbox"
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"footnote/bot"
)

// metrics count for Prometheus, in a registry of their own. Labels have few
// values: nothing that people choose becomes one.
type metrics struct {
	registry    *prometheus.Registry
	questions   *prometheus.CounterVec
	refusals    *prometheus.CounterVec
	undelivered *prometheus.CounterVec
	stages      *prometheus.HistogramVec
}

func newMetrics(s *Status) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		questions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "footnote_questions_total", Help: "Requests that a reply was found for, by what came of them.",
		}, []string{"platform", "kind", "outcome"}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "footnote_refusals_total", Help: "Requests that were not taken, by reason.",
		}, []string{"platform", "reason"}),
		undelivered: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "footnote_undelivered_total", Help: "Requests whose reply could not be shown.",
		}, []string{"platform"}),
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "footnote_stage_seconds", Help: "How long the stages of a request took.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60},
		}, []string{"stage", "platform"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "footnote_build_info", Help: "Always 1; the labels say what is running.",
		ConstLabels: prometheus.Labels{"version": s.Version, "goversion": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(m.questions, m.refusals, m.undelivered, m.stages, build, newState(s),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) newHandler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Registry: m.registry, MaxRequestsInFlight: 4, Timeout: 10 * time.Second})
}

func (m *metrics) observeEvent(e inbox.Event) {
	switch e.Stage {
	case "refuse":
		m.refusals.WithLabelValues(e.Platform, string(e.Reason)).Inc()
		return
	case "undelivered":
		m.undelivered.WithLabelValues(e.Platform).Inc()
		return
	case "answer":
		m.questions.WithLabelValues(e.Platform, string(e.Kind), outcomeLabel(e)).Inc()
	}
	m.stages.WithLabelValues(e.Stage, e.Platform).Observe(e.Took.Seconds())
}

// outcomeLabel returns the label for an event's bot.Outcome, or for the lack of one.
func outcomeLabel(e inbox.Event) string {
	switch {
	case e.Reason != "":
		return "failed"
	case e.Kind == bot.Find:
		return "found"
	case e.Kind == bot.Verify:
		return "checked"
	}
	return string(e.Outcome)
}
