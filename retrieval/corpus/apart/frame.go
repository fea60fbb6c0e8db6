package apart

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

// Parent and child talk in frames: a byte that says what it is, the length of
// what follows in four bytes, the lowest last, and that.
const (
	frameJob     = 'J' // to the child: a job: how large its data is, in eight bytes, and its header
	frameData    = 'B' // to the child: bytes of its file
	frameDataEnd = 'E' // to the child: there are no more
	frameMessage = 'M' // to the parent: a message, whose first byte is its kind
	frameAlive   = 'A' // to the parent: nothing, again and again
	frameDone    = 'D' // to the parent: the job is done
	frameRetire  = 'R' // to the parent: it is done, and the child takes no other one
)

// maxFrame bounds what a frame holds, bytes. Whoever has more to say says it in
// pieces of MaxMessage.
const (
	maxFrame   = 4 << 20
	MaxMessage = 1 << 20
)

// frameWriter writes frames. It is safe for use by several goroutines.
type frameWriter struct {
	mu sync.Mutex
	w  *bufio.Writer
}

func newFrameWriter(w io.Writer) *frameWriter { return &frameWriter{w: bufio.NewWriterSize(w, 64<<10)} }

// writeFrame writes a frame of several pieces and sends it off.
func (f *frameWriter) writeFrame(kind byte, pieces ...[]byte) error {
	return f.write(true, kind, pieces)
}

// write writes a frame. Without flush it goes with the next one that has it.
func (f *frameWriter) write(flush bool, kind byte, pieces [][]byte) error {
	size := 0
	for _, p := range pieces {
		size += len(p)
	}
	if size > maxFrame {
		return fmt.Errorf("a message of %d bytes is too long", size)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	head := [5]byte{0: kind}
	binary.BigEndian.PutUint32(head[1:], uint32(size))
	_, _ = f.w.Write(head[:]) // bufio keeps the first error for Flush
	for _, p := range pieces {
		_, _ = f.w.Write(p)
	}
	if !flush {
		return nil
	}
	return f.w.Flush()
}

// readFrame reads a frame into buffer if it fits, else into a new one.
func readFrame(r io.Reader, buffer []byte) (kind byte, payload []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	size := binary.BigEndian.Uint32(head[1:])
	if size > maxFrame {
		return 0, nil, fmt.Errorf("a message of %d bytes is too long", size)
	}
	if int(size) > cap(buffer) {
		buffer = make([]byte, size)
	}
	payload = buffer[:size]
	_, err = io.ReadFull(r, payload)
	return head[0], payload, err
}
