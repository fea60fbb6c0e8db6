// Package batch answers many questions, one a line.
package batch

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/replying"
	"footnote/retrieval/processors"
)

// failure stands in the output for a line that could not be answered.
type failure struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// Run answers each line of in, and prints a line of JSON for each. Lines are
// answered by several workers and printed in order, each as soon as all before it
// are. A line that can't be answered ends nothing; that there were any is the
// error in the end.
func Run(ctx context.Context, in io.Reader, replier *replying.Replier, print func(string) error) error {
	ctx, cancel := context.WithCancel(ctx)
	b := batch{
		replier: replier, print: print,
		jobs:    make(chan job),
		pending: make(chan chan result, 4*processors.Count()),
	}
	var workers sync.WaitGroup
	for range processors.Count() {
		workers.Go(func() { b.work(ctx) })
	}
	defer workers.Wait() // before the index closes
	defer cancel()
	// The reader isn't waited for: it may hang on a standard input that
	// nobody closes.
	go b.readLines(ctx, in)
	return b.deliver(ctx)
}

// batch is a run of many questions.
type batch struct {
	replier *replying.Replier
	print   func(string) error
	jobs    chan job
	// pending holds the result of each line under way, in order of lines. Its
	// capacity bounds how far the reader runs ahead.
	pending chan chan result
	err     error // why reading stopped; good once pending is closed
}

type job struct {
	number int
	line   string
	result chan<- result
}

type result struct {
	line   string
	failed bool
}

// readLines hands out the lines.
func (b *batch) readLines(ctx context.Context, in io.Reader) {
	defer close(b.pending)
	defer close(b.jobs)
	lines := bufio.NewReaderSize(in, 64<<10)
	for n := 1; ; n++ {
		line, err := console.ReadLine(lines)
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if line = strings.TrimSpace(line); line != "" {
			answered := make(chan result, 1)
			select {
			case b.pending <- answered:
			case <-ctx.Done():
				return
			}
			select {
			case b.jobs <- job{n, line, answered}:
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
		case j, open := <-b.jobs:
			if !open {
				return
			}
			j.result <- b.answer(ctx, j.number, j.line)
		case <-ctx.Done():
			return
		}
	}
}

// deliver prints the results in order.
func (b *batch) deliver(ctx context.Context) error {
	failed := 0
	for {
		// Waiting for input can't be cancelled, so this doesn't wait for it.
		var next chan result
		var open bool
		select {
		case next, open = <-b.pending:
		case <-ctx.Done():
			return ctx.Err()
		}
		if !open {
			break
		}
		var r result
		select {
		case r = <-next:
		case <-ctx.Done():
			return ctx.Err()
		}
		if r.failed {
			failed++
		}
		if err := b.print(r.line); err != nil {
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
func (b *batch) answer(ctx context.Context, n int, line string) result {
	q, err := parseQuestion(n, line)
	if err == nil {
		var reply *bot.Reply
		if reply, err = b.replier.Reply(ctx, q); err == nil {
			var text string
			if text, err = console.JSONLine(b.replier.JSON(reply)); err == nil {
				return result{line: text}
			}
		}
	}
	text, _ := console.JSONLine(failure{q.ID, err.Error()}) // two strings always encode
	return result{text, true}
}
