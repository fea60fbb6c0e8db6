package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"footnote/retrieval/private"
)

const (
	// memoryPages limits the memory of one instance, in pages of 64 kB: 256 MB.
	// Growing it copies it, so that twice as much can be in use for a moment.
	memoryPages  = 4096
	maxInstances = 4
)

// ErrClosed is what a closed engine answers.
var ErrClosed = errors.New("the PDF engine is closed")

// Engine reads PDF files. It starts PDFium with the first file. The zero value
// is ready to use, by several goroutines. Close it to free its memory.
type Engine struct {
	mu     sync.Mutex
	pool   pdfium.Pool
	cache  wazero.CompilationCache
	err    error // why it didn't start
	closed bool
}

// Close stops PDFium. The engine can't be used after it. Call it when no file
// is being read.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	var err error
	if e.pool != nil {
		err = e.pool.Close()
		e.pool = nil
	}
	if e.cache != nil {
		err = errors.Join(err, e.cache.Close(context.Background()))
		e.cache = nil
	}
	return err
}

// started returns the pool of instances. The first call takes long: seconds
// where the compiled code isn't in the cache on disk yet.
func (e *Engine) started() (pdfium.Pool, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, ErrClosed
	}
	if e.pool == nil && e.err == nil {
		e.cache = compilationCache()
		if e.pool, e.err = startPool(e.cache); e.err != nil {
			e.err = fmt.Errorf("start PDFium: %w", e.err)
		}
	}
	return e.pool, e.err
}

func startPool(cache wazero.CompilationCache) (pdfium.Pool, error) {
	n := min(runtime.GOMAXPROCS(0), maxInstances)
	return webassembly.Init(webassembly.Config{
		Context: experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0)),
		MinIdle: 0, MaxIdle: n, MaxTotal: n,
		RuntimeConfig: wazero.NewRuntimeConfig().
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithCompilationCache(cache).
			WithMemoryLimitPages(memoryPages).
			WithCloseOnContextDone(true), // so that Kill interrupts an endless loop
		FSConfig: wazero.NewFSConfig(), // it sees no files
		Stdout:   io.Discard, Stderr: io.Discard,
	})
}

// compilationCache keeps the compiled code on disk, else in memory.
func compilationCache() wazero.CompilationCache {
	if dir, err := cacheFolder(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			return cache
		}
	}
	return wazero.NewCompilationCache()
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

// with runs f on an instance of its own, which is thrown away afterwards:
// nothing of one file can reach the next. When ctx ends, f is interrupted.
func (e *Engine) with(ctx context.Context, f func(pdfium.Pdfium) error) error {
	pool, err := e.started()
	if err != nil {
		return err
	}
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("start an instance of PDFium: %w", err)
	}
	killed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(killed)
		instance.Kill()
	})
	defer func() {
		if stop() {
			instance.Close()
		} else {
			<-killed
		}
	}()
	err = f(instance)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
