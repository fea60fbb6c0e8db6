package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"footnote/bot/answering"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"

	"footnote/adapters/terminal"
	"footnote/bot"
)

// batchError stands in the output for a line that could not be answered.
type batchError struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// batch answers each line of a file. Lines are answered by several workers
// and printed in order, each as soon as all before it are.
func (a *app) batch(ctx context.Context, path string, flag syncFlag) error {
	in := a.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("read the questions: %w", err)
		}
		defer f.Close()
		in = f
	}
	x, l, err := a.open(ctx, flag)
	if err != nil {
		return err
	}
	defer x.Close()
	a.hintEmpty(x, l)

	model, err := a.writers(x.Analyzer(), nil)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	b := batch{
		answerer: answering.NewAnswerer(x),
		writer:   model.summarizer,
		jobs:     make(chan batchJob),
		pending:  make(chan chan batchResult, 4*runtime.GOMAXPROCS(0)),
	}
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() { b.work(ctx) })
	}
	defer workers.Wait() // before the index closes
	defer cancel()
	// The reader isn't waited for: it may hang on a standard input that
	// nobody closes.
	go b.read(ctx, in)
	return b.print(ctx, a)
}

// batch is a run of many questions.
type batch struct {
	answerer *answering.Answerer
	writer   bot.Summarizer // nil without a model
	jobs     chan batchJob
	// pending holds the result of each line under way, in order of lines. Its
	// capacity bounds how far the reader runs ahead.
	pending chan chan batchResult
	err     error // why reading stopped; good once pending is closed
}

type batchJob struct {
	number int
	line   string
	result chan<- batchResult
}

type batchResult struct {
	line   string
	failed bool
}

// read hands out the lines.
func (b *batch) read(ctx context.Context, in io.Reader) {
	defer close(b.pending)
	defer close(b.jobs)
	lines := bufio.NewReaderSize(in, 64<<10)
	for n := 1; ; n++ {
		line, err := readLine(lines)
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if line = strings.TrimSpace(line); line != "" {
			result := make(chan batchResult, 1)
			select {
			case b.pending <- result:
			case <-ctx.Done():
				return
			}
			select {
			case b.jobs <- batchJob{n, line, result}:
			case <-ctx.Done():
				return
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				b.err = fmt.Errorf("read the questions: %w", err)
			}
			return
		}
	}
}

// work answers lines until there are no more.
func (b *batch) work(ctx context.Context) {
	for {
		select {
		case job, open := <-b.jobs:
			if !open {
				return
			}
			job.result <- b.answer(ctx, job.number, job.line)
		case <-ctx.Done():
			return
		}
	}
}

// print prints the results in order.
func (b *batch) print(ctx context.Context, a *app) error {
	failed := 0
	for {
		// Waiting for input can't be cancelled, so this doesn't wait for it.
		var result chan batchResult
		var open bool
		select {
		case result, open = <-b.pending:
		case <-ctx.Done():
			return ctx.Err()
		}
		if !open {
			break
		}
		var r batchResult
		select {
		case r = <-result:
		case <-ctx.Done():
			return ctx.Err()
		}
		if r.failed {
			failed++
		}
		if err := a.print(r.line); err != nil {
			return err
		}
	}
	if b.err != nil {
		return b.err
	}
	if failed > 0 {
		return fmt.Errorf("%s not answered (its place in the output has an error instead)", terminal.Count(failed, "line"))
	}
	return nil
}

// answer answers line number n.
func (b *batch) answer(ctx context.Context, n int, line string) batchResult {
	q, err := parseQuestion(n, line)
	if err == nil {
		var answer bot.Answer
		if answer, err = b.answerer.Write(ctx, q, b.writer, nil); err == nil {
			var text string
			if text, err = jsonLine(answer); err == nil {
				return batchResult{line: text}
			}
		}
	}
	text, _ := jsonLine(batchError{q.ID, err.Error()}) // two strings always encode
	return batchResult{text, true}
}
