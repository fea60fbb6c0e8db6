package apart

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// errEnded says that a child has ended, or is to be; end says of what.
var errEnded = errors.New("the child has ended")

// child is a child process as its parent sees it.
type child struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     io.ReadCloser
	frames  *bufio.Reader
	stderr  *tail
	silence time.Duration

	kill   sync.Once
	reason atomic.Pointer[error] // why it was killed
}

// startChild starts a child.
func startChild(o *Options) (*child, error) {
	command, err := o.Command()
	if err != nil {
		return nil, err
	}
	c := &child{command: command, stderr: &tail{most: 16 << 10}, silence: o.Silence}
	command.Args = append(command.Args, strconv.FormatInt(o.Memory, 10))
	command.Stderr = c.stderr
	if c.in, err = command.StdinPipe(); err != nil {
		return nil, err
	}
	if c.out, err = command.StdoutPipe(); err != nil {
		return nil, errors.Join(err, c.in.Close())
	}
	if err := command.Start(); err != nil {
		return nil, errors.Join(err, c.in.Close())
	}
	c.frames = bufio.NewReaderSize(c.out, 64<<10)
	return c, nil
}

// killFor ends the child at once. The first reason counts.
func (c *child) killFor(reason error) {
	c.reason.CompareAndSwap(nil, &reason)
	c.kill.Do(func() { _ = c.command.Process.Kill() }) // it may have ended
}

// runJob hands a job to the child and receives its messages. It reports whether
// the child takes another one.
func (c *child) runJob(ctx context.Context, job Job, receive func([]byte) error) (again bool, err error) {
	defer context.AfterFunc(ctx, func() { c.killFor(ctx.Err()) })()
	watch := c.watchSilence()
	defer watch.stop()
	sent := make(chan error, 1)
	go func() { sent <- c.sendJob(job) }()
	again, err = c.receiveMessages(job, watch, receive)
	if err != nil && !errors.Is(err, errEnded) {
		c.killFor(err)
	}
	if err != nil || !again {
		_ = c.in.Close() // the sender may wait for a child that reads nothing more
	}
	if failed := <-sent; failed != nil && errors.Is(failed, ErrData) {
		return false, failed
	}
	return again, err
}

// sendJob writes the job to the child. Of its errors only those of the data are
// the job's fault; that a child has ended shows in what it says.
func (c *child) sendJob(job Job) error {
	w := newFrameWriter(c.in)
	if err := w.writeFrame(frameJob, binary.BigEndian.AppendUint64(nil, uint64(job.Size)), job.Header); err != nil {
		return err
	}
	buffer := make([]byte, min(MaxMessage, max(job.Size, 512)))
	for {
		n, err := job.Data.Read(buffer)
		if n > 0 {
			if err := w.writeFrame(frameData, buffer[:n]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return w.writeFrame(frameDataEnd)
		}
		if err != nil {
			err = fmt.Errorf("%w: %w", ErrData, err)
			c.killFor(err)
			return err
		}
	}
}

// receiveMessages hands the child's messages to receive until the job is done.
func (c *child) receiveMessages(job Job, watch *silenceWatch, receive func([]byte) error) (again bool, err error) {
	var said int64
	buffer := make([]byte, 64<<10)
	for {
		kind, payload, err := readFrame(c.frames, buffer)
		if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
			return false, errEnded
		}
		if err != nil {
			return false, fmt.Errorf("%w: %w", ErrCrashed, err)
		}
		buffer = payload[:cap(payload)]
		switch kind {
		case frameAlive:
			watch.noteSign()
		case frameMessage:
			if said += int64(len(payload)); said > job.MaxOutput {
				return false, ErrOutput
			}
			watch.setPaused(true) // what is done with a message is not the child's time
			err := receive(payload)
			watch.setPaused(false)
			if err != nil {
				return false, err
			}
		case frameDone:
			return true, nil
		case frameRetire:
			return false, nil
		default:
			return false, fmt.Errorf("%w: it says what is no message", ErrCrashed)
		}
	}
}

// end ends the child, if it hasn't, and returns of what it had ended before; nil
// if of nothing.
func (c *child) end() error {
	_ = c.in.Close() // a child that waits ends of this
	c.killFor(nil)
	_ = c.out.Close()
	err := c.command.Wait()
	if reason := c.reason.Load(); *reason != nil {
		return *reason
	}
	exit := (*exec.ExitError)(nil)
	if !errors.As(err, &exit) {
		return nil
	}
	said := c.stderr.String()
	code := exit.ExitCode() // -1 after a signal
	switch {
	case code == exitMemory, code > 0 && isOutOfMemory(said):
		return ErrMemory
	case code > 1:
		first, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
		return fmt.Errorf("%w: %s", ErrCrashed, first)
	}
	return fmt.Errorf("%w: %s", ErrKilled, exit) // 1 is what Windows says of it
}

// isOutOfMemory reports whether the Go runtime has ended a program since the
// system gave it no memory.
func isOutOfMemory(said string) bool {
	return strings.Contains(said, "out of memory") || strings.Contains(said, "cannot allocate memory") ||
		strings.Contains(said, "failed to create new OS thread") || strings.Contains(said, "pthread_create failed") || // with cgo
		isCollectorsFault(said)
}

// isCollectorsFault reports whether the garbage collector itself has faulted, on the stack
// of the scheduler. That of Go 1.26 doesn't check whether its queues of spans were given
// memory (runtime/mgcmark_greenteagc.go).
func isCollectorsFault(said string) bool {
	_, stack, ok := strings.Cut(said, "\ngoroutine 0 ")
	stack, _, _ = strings.Cut(stack, "\n\n")
	return ok && strings.HasPrefix(said, "SIGSEGV") && strings.Contains(stack, "\nruntime.gcDrain")
}

// tail keeps the beginning of what is written to it, which says of what a
// program has ended.
type tail struct {
	most int
	mu   sync.Mutex
	b    bytes.Buffer
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b.Write(p[:min(len(p), max(0, t.most-t.b.Len()))])
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}
