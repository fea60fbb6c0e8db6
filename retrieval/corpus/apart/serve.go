package apart

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	// memoryLook is how often the memory of a child is looked at while it works.
	memoryLook = 10 * time.Millisecond
	// mostStack bounds the stack of a goroutine: parsers that descend deeper are
	// led on by their file.
	mostStack = 128 << 20
	// worn is the share of a child's memory that its heap may have for it to take
	// another job: the system counts what a heap has had.
	worn = .5
	// collectAt is the share of its memory above which a child collects garbage
	// all the time instead of growing.
	collectAt = .7
)

// Worker is a child's side of a job.
type Worker struct {
	frames *frameWriter
	limit  *limit
}

// Send sends a message of up to MaxMessage bytes in several pieces. It waits
// until the parent takes it.
func (w *Worker) Send(pieces ...[]byte) error { return w.frames.writeFrame(frameMessage, pieces...) }

// SendBefore is Send for a message that says nothing without the next one: it may
// go with that.
func (w *Worker) SendBefore(pieces ...[]byte) error {
	return w.frames.write(false, frameMessage, pieces)
}

// RunUnlimited runs f without the limit of memory: what a job needs before its
// file is looked at, and no file is to blame for.
func (w *Worker) RunUnlimited(f func() error) error {
	w.limit.lift()
	defer w.limit.impose()
	return f()
}

// Serve does jobs until its input ends, as a child does. It returns the exit
// code. args are those behind Verb. handle does a job, whose header and data are
// its own, and reports whether the child is to take no other one.
func Serve(args []string, in io.Reader, out, stderr io.Writer, handle func(w *Worker, header, data []byte) (retire bool)) (code int) {
	if len(args) != 1 {
		fmt.Fprintln(stderr, "this verb is for the program itself")
		return exitBroken
	}
	memory, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil {
		fmt.Fprintln(stderr, "this verb is for the program itself")
		return exitBroken
	}
	// What a person or a supervisor sends to all processes of the program is for the
	// parent: it says when its children are to end.
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	debug.SetMaxStack(mostStack)
	debug.SetMemoryLimit(int64(float64(memory) * collectAt))
	w := &Worker{newFrameWriter(out), newLimit(memory)}
	jobs, broken := make(chan job), make(chan error, 1)
	go func() { broken <- readJobs(bufio.NewReaderSize(in, 64<<10), jobs, w.limit) }()
	exceeded := w.limit.watch()
	go w.giveSigns()
	var done chan bool // of the job in hand
	for {
		select {
		case j := <-jobs:
			done = make(chan bool, 1)
			go func() { done <- handle(w, j.header, j.data) }()
		case retire := <-done:
			done = nil
			w.limit.end()
			kind := byte(frameDone)
			if retire = retire || w.limit.isWorn(); retire {
				kind = frameRetire
			}
			if w.frames.writeFrame(kind) != nil || retire {
				return exitDone
			}
		case <-exceeded:
			return exitMemory
		case err := <-broken:
			if err == nil {
				return exitDone // the parent needs no child any more, or is gone
			}
			fmt.Fprintln(stderr, err)
			return exitBroken
		}
	}
}

// giveSigns tells the parent again and again that the child lives, while there is a
// job. It waits where a message waits for the parent to take it: that is no silence.
func (w *Worker) giveSigns() {
	for {
		time.Sleep(signEvery)
		if w.limit.working.Load() {
			_ = w.frames.writeFrame(frameAlive) // a parent that is gone shows in the input
		}
	}
}

// job is a Job as a child has it.
type job struct{ header, data []byte }

// readJobs reads jobs until there are no more.
func readJobs(r io.Reader, jobs chan<- job, l *limit) error {
	for {
		kind, header, err := readFrame(r, nil)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if kind != frameJob || len(header) < 8 {
			return errors.New("no job where one was expected")
		}
		l.begin()
		data, err := readData(r, binary.BigEndian.Uint64(header))
		if err != nil {
			return err
		}
		jobs <- job{header[8:], data}
	}
}

// readData reads a job's data, which is about so many bytes: the file may have
// grown or shrunk since it was listed.
func readData(r io.Reader, size uint64) ([]byte, error) {
	all := make([]byte, 0, size+1)
	buffer := make([]byte, MaxMessage)
	for {
		kind, payload, err := readFrame(r, buffer)
		switch {
		case err != nil:
			return nil, err
		case kind == frameDataEnd:
			return all, nil
		case kind != frameData:
			return nil, errors.New("no data where some was expected")
		}
		all = append(all, payload...)
	}
}

// limit watches what memory a child takes while it has a job.
type limit struct {
	memory  int64
	working atomic.Bool
	lifted  atomic.Int64 // how many say that it doesn't hold now
}

func newLimit(memory int64) *limit {
	l := &limit{memory: memory}
	prepareProcess(memory)
	return l
}

func (l *limit) begin() {
	limitMemory(l.memory)
	l.working.Store(true)
}

func (l *limit) end() { l.working.Store(false) }

func (l *limit) lift() {
	l.lifted.Add(1)
	liftMemory()
}

func (l *limit) impose() {
	if l.lifted.Add(-1) == 0 {
		debug.FreeOSMemory() // garbage of what ran without it is no file's fault
		limitMemory(l.memory)
	}
}

// watch returns what is closed once the child takes too much memory.
func (l *limit) watch() <-chan struct{} {
	exceeded := make(chan struct{})
	go func() {
		for {
			time.Sleep(memoryLook)
			if l.working.Load() && l.lifted.Load() == 0 && memoryInUse() > l.memory && l.lifted.Load() == 0 {
				close(exceeded)
				return
			}
		}
	}()
	return exceeded
}

// isWorn reports whether the heap has become so large that the next job might
// fail for it.
func (l *limit) isWorn() bool { return float64(heapMapped()) > worn*float64(l.memory) }
