package status

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"footnote/bot/inbox"
	"html/template"
	"log/slog"
	"net/http"
	"runtime"
	"sync"
	"time"

	"footnote/retrieval"
)

// Style is the style sheet of the page's body. It takes the colours --fg,
// --muted, --line, --accent, --good, --warn and --bad from the page's layout
// where that sets them.
//
//go:embed status.css
var Style []byte

//go:embed status.tmpl
var bodySource string

// Options of a Status. Documents, Questions and Analyzer are required.
type Options struct {
	Documents Documents
	Questions Questions
	Analyzer  retrieval.Analyzer  // finds questions that ask for the same
	Platforms map[string]Platform // by name
	Model     func() Usage        // nil for no model
	Version   string
	// Private shows what was asked in private, too: for a page that only the
	// operator can open.
	Private bool
	Log     *slog.Logger     // nil discards
	Now     func() time.Time // nil means time.Now
}

// Status watches a server. It is safe for use by several goroutines.
type Status struct {
	Options
	body      *template.Template
	metrics   *metrics
	latencies latencies
	census    *cached[Census]
	activity  *cached[*activity]
	process   func() process

	mu    sync.Mutex
	queue Queue
}

// New returns a Status. It counts what is costly to count once Run was called.
func New(o Options) (*Status, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	body, err := template.New("status").Parse(bodySource)
	if err != nil {
		return nil, fmt.Errorf("read the template of the status page: %w", err)
	}
	s := &Status{Options: o, body: body}
	s.census = newCached(o.Now, noted(s, "the documents can't be counted for the status page", o.Documents.Census))
	s.activity = newCached(o.Now, noted(s, "the questions can't be counted for the status page", s.readActivity))
	started := o.Now()
	s.process = func() process { return readProcess(o.Version, started) }
	s.metrics = newMetrics(s)
	return s, nil
}

// noted logs what a load fails with.
func noted[T any](s *Status, what string, load func(context.Context) (T, error)) func(context.Context) (T, error) {
	return func(ctx context.Context) (T, error) {
		value, err := load(ctx)
		if err != nil && ctx.Err() == nil {
			s.Log.Error(what, "err", err)
		}
		return value, err
	}
}

// Use gives the Status the queue to watch.
func (s *Status) Use(q Queue) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue = q
}

func (s *Status) countPending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue == nil {
		return 0
	}
	return s.queue.Pending()
}

func (s *Status) readHolds() map[string]inbox.Hold {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue == nil {
		return nil
	}
	return s.queue.Holds()
}

// Run counts in the background until ctx ends.
func (s *Status) Run(ctx context.Context) error {
	var wg sync.WaitGroup
	wg.Go(func() { s.census.keepFresh(ctx) })
	wg.Go(func() { s.activity.keepFresh(ctx) })
	wg.Wait()
	return nil
}

// Observe counts an event of the bot; it is for inbox.Options.
func (s *Status) Observe(e inbox.Event) {
	s.metrics.observeEvent(e)
	for _, stage := range stages {
		if stage.name == e.Stage {
			s.latencies.addLatency(e.Stage, e.Took)
		}
	}
}

// Body returns the page without its layout: what belongs into <main>.
func (s *Status) Body(ctx context.Context) (template.HTML, error) {
	var b bytes.Buffer
	if err := s.body.Execute(&b, s.buildView(ctx)); err != nil {
		return "", fmt.Errorf("write the status page: %w", err)
	}
	return template.HTML(b.String()), nil
}

// Metrics serves what Prometheus asks for.
func (s *Status) Metrics() http.Handler { return s.metrics.newHandler() }

// process is what the program itself takes.
type process struct {
	Version, Go string
	Started     time.Time
	Heap, Sys   uint64 // bytes in use, and taken from the system
	Goroutines  int
}

func readProcess(version string, started time.Time) process {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return process{
		Version: version, Go: runtime.Version(), Started: started,
		Heap: m.HeapAlloc, Sys: m.Sys - m.HeapReleased, Goroutines: runtime.NumGoroutine(),
	}
}
