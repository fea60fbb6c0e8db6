package corpus

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"footnote/retrieval"
)

// handClock is a clock of processor time that goes on when it is told to.
type handClock struct {
	mu  sync.Mutex
	now time.Duration
}

func (c *handClock) read() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// spend takes processor time, and share times as much by the clock on the wall.
func (c *handClock) spend(d time.Duration, share int) {
	time.Sleep(time.Duration(share) * d)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now += d
}

// stage is a corpus in which files with names in .act are read by act, in a
// world where only sleeping takes time.
type stage struct {
	clock  *handClock
	corpus *Corpus
	act    func(ctx context.Context, in *input) error
}

func (*stage) sniff(in *input) bool { return strings.HasSuffix(in.name, ".act") }

func (s *stage) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	if err := s.act(ctx, in); err != nil {
		return err
	}
	d := in.newDocument("text/plain")
	d.Text = "The boat is green."
	return emit(d)
}

// onStage runs a test on a corpus of files, whose parser is act.
func onStage(t *testing.T, files fstest.MapFS, act func(ctx context.Context, s *stage, in *input) error, f func(*testing.T, *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &stage{clock: &handClock{}, corpus: New(files, Options{})}
		s.act = func(ctx context.Context, in *input) error { return act(ctx, s, in) }
		s.corpus.limits.clock = func() (func() time.Duration, func()) { return s.clock.read, func() {} }
		s.corpus.setFormats(append([]format{{"act", 1, s}}, s.corpus.formats...))
		f(t, s)
	})
}

// perform reads a file and hands its documents to emit.
func (s *stage) perform(t *testing.T, name string, emit func()) (documents int, problem *retrieval.ReadError) {
	t.Helper()
	content, err := s.corpus.Load(t.Context(), retrieval.File{Path: name})
	if err != nil {
		t.Fatal(err)
	}
	err = content.Documents(t.Context(), func(*retrieval.Document) error {
		documents++
		if emit != nil {
			emit()
		}
		return nil
	})
	if err != nil && !errors.As(err, &problem) {
		t.Fatal(err)
	}
	return documents, problem
}

// failed fails unless a file failed for the given reason, for now only.
func failed(t *testing.T, problem *retrieval.ReadError, reason string) {
	t.Helper()
	if problem == nil || !strings.HasPrefix(problem.Reason, reason) || !problem.Passing || problem.Skipped {
		t.Errorf("%+v, want a passing failure: %s", problem, reason)
	}
}

var oneAct = fstest.MapFS{"a.act": {Data: []byte("x")}}

// TestLoadDecidesNothing gives a parser a hundredth of a processor: it takes an
// hour for what is well within the limits.
func TestLoadDecidesNothing(t *testing.T) {
	onStage(t, oneAct, func(_ context.Context, s *stage, _ *input) error {
		for range 29_000 {
			s.clock.spend(time.Millisecond, 100)
		}
		return nil
	}, func(t *testing.T, s *stage) {
		began := time.Now()
		if n, problem := s.perform(t, "a.act", nil); n != 1 || problem != nil {
			t.Errorf("%d documents: %v", n, problem)
		}
		if took := time.Since(began); took < 40*time.Minute {
			t.Errorf("it took %s", took)
		}
	})
}

// TestTooMuchProcessorTime ends a parser that takes more than its limit,
// however slowly.
func TestTooMuchProcessorTime(t *testing.T) {
	for _, share := range []int{1, 100} {
		onStage(t, oneAct, func(ctx context.Context, s *stage, _ *input) error {
			for ctx.Err() == nil {
				s.clock.spend(10*time.Millisecond, share)
			}
			return ctx.Err()
		}, func(t *testing.T, s *stage) {
			_, problem := s.perform(t, "a.act", nil)
			failed(t, problem, "it took longer than 30s of processor time to parse; split it, or raise FOOTNOTE_FILE_TIME")
			if took := s.clock.read(); took < 30*time.Second || took > 31*time.Second {
				t.Errorf("it was ended after %s", took)
			}
		})
	}
}

// TestParserThatStandsStill ends a parser that waits for what never comes, and
// goes on though it can't be stopped.
func TestParserThatStandsStill(t *testing.T) {
	release := make(chan struct{})
	files := fstest.MapFS{"a.act": {Data: []byte("x")}, "b.txt": {Data: []byte("The boat is green.")}}
	onStage(t, files, func(context.Context, *stage, *input) error {
		<-release
		return nil
	}, func(t *testing.T, s *stage) {
		release = make(chan struct{}) // of this bubble
		_, problem := s.perform(t, "a.act", nil)
		failed(t, problem, "its parser stood still for 1m")
		if n := s.corpus.running.Load(); n != 1 {
			t.Errorf("%d parsers are running, want 1", n)
		}
		if n, problem := s.perform(t, "b.txt", nil); n != 1 || problem != nil {
			t.Errorf("the file after it: %d documents, %v", n, problem)
		}
		close(release)
		synctest.Wait()
		if n := s.corpus.running.Load(); n != 0 {
			t.Errorf("%d parsers are running in the end", n)
		}
	})
}

// TestWhatNoFileIsChargedFor has a start that all files need, and what is done
// with a document, take hours.
func TestWhatNoFileIsChargedFor(t *testing.T) {
	onStage(t, oneAct, func(_ context.Context, s *stage, in *input) error {
		return in.meter.runUncounted(func() error {
			s.clock.spend(time.Hour, 2)
			return nil
		})
	}, func(t *testing.T, s *stage) {
		n, problem := s.perform(t, "a.act", func() { s.clock.spend(time.Hour, 2) })
		if n != 1 || problem != nil {
			t.Errorf("%d documents: %v", n, problem)
		}
	})
}

// TestBundlesHaveLimitsOfTheirOwn counts for each file in a bundle, and for all
// of them: the limit that is exceeded is the one that is named.
func TestBundlesHaveLimitsOfTheirOwn(t *testing.T) {
	var many []file
	for i := range 50 {
		many = append(many, file{fmt.Sprintf("%d.act", i), "x"})
	}
	files := fstest.MapFS{
		"some.zip": {Data: zipOf(t, many[:39]...)},
		"many.zip": {Data: zipOf(t, many...)},
		"slow.zip": {Data: zipOf(t, file{"a.act", "x"}, file{"b/slow.act", "x"}, file{"c.act", "x"})},
		"deep.zip": {Data: zipOf(t, file{"a.zip", string(zipOf(t, file{"slow.act", "x"}))})},
	}
	act := func(ctx context.Context, s *stage, in *input) error {
		took := 29 * time.Second
		if in.name == "slow.act" {
			took *= 2
		}
		for ; took > 0 && ctx.Err() == nil; took -= time.Second {
			s.clock.spend(time.Second, 1)
		}
		return ctx.Err()
	}
	onStage(t, files, act, func(t *testing.T, s *stage) {
		if n, problem := s.perform(t, "some.zip", nil); n != 39 || problem != nil {
			t.Errorf("%d documents: %v", n, problem)
		}
		n, problem := s.perform(t, "many.zip", nil)
		failed(t, problem, "all that is in it took longer than 20m of processor time to parse; unpack it")
		if n != 41 {
			t.Errorf("%d documents, want those that were read before", n)
		}
		n, problem = s.perform(t, "slow.zip", nil)
		failed(t, problem, "b/slow.act in it took longer than 30s of processor time to parse")
		if n != 1 {
			t.Errorf("%d documents, want the one that was read before", n)
		}
		_, problem = s.perform(t, "deep.zip", nil)
		failed(t, problem, "a.zip#slow.act in it took longer than 30s")
	})
}

// TestPassingFailuresInBundles makes the failure of a bundle one that passes.
func TestPassingFailuresInBundles(t *testing.T) {
	files := fstest.MapFS{
		"a.zip": {Data: zipOf(t, file{"a.act", "x"}, file{"b.txt", "The boat is green."})},
		"b.zip": {Data: zipOf(t, file{"a.act", "x"})},
		"c.zip": {Data: zipOf(t, file{"a.json", "{"}, file{"b.txt", "The boat is green."})},
	}
	onStage(t, files, func(_ context.Context, _ *stage, in *input) error {
		return in.failNow(nil, "there was no memory")
	}, func(t *testing.T, s *stage) {
		n, problem := s.perform(t, "a.zip", nil)
		failed(t, problem, "1 file of it could not be read: a.act: there was no memory")
		if n != 1 {
			t.Errorf("%d documents", n)
		}
		_, problem = s.perform(t, "b.zip", nil)
		failed(t, problem, "nothing in it could be read, 1 file failed: a.act: there was no memory")
		if _, problem = s.perform(t, "c.zip", nil); problem == nil || problem.Passing {
			t.Errorf("what is damaged: %+v", problem)
		}
	})
}

func TestPeriods(t *testing.T) {
	for d, want := range map[time.Duration]string{30 * time.Second: "30s", 20 * time.Minute: "20m", 90 * time.Second: "1m30s", 2 * time.Hour: "2h", 50 * time.Millisecond: "50ms", 10*time.Minute + time.Hour: "1h10m"} {
		if got := formatPeriod(d); got != want {
			t.Errorf("%v is printed as %q, want %q", d, got, want)
		}
	}
}
