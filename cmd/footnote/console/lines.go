package console

import (
	"bufio"
	"context"
	"errors"
	"io"
)

// MaxLine bounds one line of input, in bytes.
const MaxLine = 4 << 20

// ReadLine reads a line of any length but keeps only a little more than
// MaxLine bytes of it.
func ReadLine(r *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line) <= MaxLine {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return string(line), err
		}
	}
}

// LineReader reads lines of any length from in. It gives up waiting when the
// context ends.
func LineReader(in io.Reader) func(context.Context) (string, error) {
	type result struct {
		line string
		err  error
	}
	r := bufio.NewReader(in)
	return func(ctx context.Context) (string, error) {
		read := make(chan result, 1)
		go func() {
			line, err := ReadLine(r)
			read <- result{line, err}
		}()
		select {
		case got := <-read:
			return got.line, got.err
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}
