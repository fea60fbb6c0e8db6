package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"footnote/retrieval/private"
	"footnote/retrieval/processors"
)

const (
	// memoryPages limits the memory of one instance, in pages of 64 kB: 256 MB.
	// Growing it copies it, so that twice as much can be in use for a moment.
	memoryPages  = 4096
	maxInstances = 4
	// startAgain is how long a start that failed speaks for those after it: it
	// takes seconds, and a folder may hold thousands of files that ask for it.
	startAgain = time.Minute
)

// ErrClosed is what a closed engine answers.
var ErrClosed = errors.New("the PDF engine is closed")

// Engine gives out instances of PDFium, each for one file. It starts PDFium
// with the first. The zero value is ready to use, by several goroutines. Close
// it to free its memory.
type Engine struct {
	mu     sync.Mutex
	last   *startup
	closed bool
	// startPDFium is replaced in tests; nil means startPool.
	startPDFium func(context.Context) (*engineParts, error)
}

// engineParts are what a start makes.
type engineParts struct {
	pool  pdfium.Pool
	cache wazero.CompilationCache
}

// startup is a start of PDFium, for all who need it: it runs on a goroutine of
// its own, so that whoever waits can cease to.
type startup struct {
	cancel context.CancelFunc
	done   chan struct{} // closed when what follows is set
	parts  *engineParts
	err    error
	ended  time.Time
}

// Acquire waits until PDFium has started and one of its instances is free. The
// first start takes long: seconds of several processors where the compiled code
// isn't in the cache on disk yet. No file is to blame for the time that this
// takes.
func (e *Engine) Acquire(ctx context.Context) (*Instance, error) {
	s, err := e.beginStart()
	if err != nil {
		return nil, err
	}
	select {
	case <-s.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if s.err != nil {
		return nil, s.err
	}
	instance, err := s.parts.pool.GetInstanceWithContext(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("start an instance of PDFium: %w", err)
	}
	return &Instance{instance}, nil
}

// beginStart returns the start that counts, and begins it if there is none.
func (e *Engine) beginStart() (*startup, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, ErrClosed
	}
	if e.last != nil && !e.last.isForgotten() {
		return e.last, nil
	}
	start := e.startPDFium
	if start == nil {
		start = startPool
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &startup{cancel: cancel, done: make(chan struct{})}
	e.last = s
	go func() {
		defer close(s.done)
		defer func() { s.ended = time.Now() }()
		defer func() {
			if p := recover(); p != nil { // no memory for the code, for example
				s.err = fmt.Errorf("start PDFium: %v", p)
			}
		}()
		if s.parts, s.err = start(ctx); s.err != nil {
			s.err = fmt.Errorf("start PDFium: %w", s.err)
		}
	}()
	return s, nil
}

// isForgotten reports whether a start failed and it is time for another.
func (s *startup) isForgotten() bool {
	select {
	case <-s.done:
		return s.err != nil && time.Since(s.ended) >= startAgain
	default:
		return false
	}
}

// Close stops PDFium. The engine can't be used after it. Call it when no file
// is being read.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := e.last
	if e.closed || s == nil {
		e.closed = true
		return nil
	}
	e.closed = true
	select {
	case <-s.done:
	default: // nobody waits for it any more
		s.cancel()
		<-s.done
	}
	defer s.cancel()
	if s.err != nil {
		return nil
	}
	return errors.Join(s.parts.pool.Close(), s.parts.cache.Close(context.Background()))
}

// startPool compiles PDFium, or loads the compiled code. ctx ends that, and is
// the one that instances run in.
func startPool(ctx context.Context) (*engineParts, error) {
	n := min(processors.Count(), maxInstances)
	cache, dir := compilationCache()
	defer waitForCompilers(ctx, dir)()
	pool, err := webassembly.Init(webassembly.Config{
		// A compilation by one worker can't be ended.
		Context: experimental.WithCompilationWorkers(ctx, max(2, processors.Count())),
		MinIdle: 0, MaxIdle: n, MaxTotal: n,
		RuntimeConfig: wazero.NewRuntimeConfig().
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithCompilationCache(cache).
			WithMemoryLimitPages(memoryPages).
			WithCloseOnContextDone(true), // so that Kill interrupts an endless loop
		FSConfig: wazero.NewFSConfig(), // it sees no files
		Stdout:   io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, errors.Join(err, cache.Close(context.Background()))
	}
	return &engineParts{pool, cache}, nil
}

// compilationCache keeps the compiled code on disk, in dir, else in memory.
func compilationCache() (cache wazero.CompilationCache, dir string) {
	if dir, err := cacheFolder(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			return cache, dir
		}
	}
	return wazero.NewCompilationCache(), ""
}

// waitForCompilers waits until no other process starts PDFium with the code in
// dir: the first one compiles it with all processors and 400 MB, for all of them.
// done lets the next one start.
func waitForCompilers(ctx context.Context, dir string) (done func()) {
	if dir == "" {
		return func() {}
	}
	lock := flock.New(filepath.Join(dir, "starting.lock"))
	if ok, err := lock.TryLockContext(ctx, 50*time.Millisecond); !ok || err != nil {
		return func() {} // file systems without locks have it compiled twice
	}
	return func() { _ = lock.Unlock() }
}

// cacheFolder is where the compiled code lies. What lies there is run, so that
// nobody else may put anything into it.
func cacheFolder() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	ours := filepath.Join(cache, "footnote")
	dir := filepath.Join(ours, "wazero")
	if err := private.MakeFolder(dir); err != nil {
		return "", err
	}
	for _, folder := range []string{ours, dir} {
		if err := private.Restrict(folder); err != nil || private.OthersCanWrite(folder) {
			return "", errors.Join(err, fmt.Errorf("others may write to %s", folder))
		}
	}
	return dir, nil
}

// Instance is PDFium for one file: nothing of that can reach the next.
type Instance struct{ pdfium pdfium.Pdfium }

// runOnce runs f on the instance and throws it away. When ctx ends, f is
// interrupted.
func (i *Instance) runOnce(ctx context.Context, f func(pdfium.Pdfium) error) error {
	killed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(killed)
		i.pdfium.Kill()
	})
	defer func() {
		if stop() {
			i.pdfium.Close()
		} else {
			<-killed
		}
	}()
	err := f(i.pdfium)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
