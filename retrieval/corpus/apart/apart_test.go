package apart

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"
)

// TestFrames writes frames and reads them again; one that claims to be longer than
// any is, or that ends early, takes no memory.
func TestFrames(t *testing.T) {
	var b bytes.Buffer
	w := newFrameWriter(&b)
	if err := w.write(false, frameMessage, [][]byte{[]byte("a"), []byte("bc")}); err != nil || b.Len() > 0 {
		t.Errorf("%d bytes, %v", b.Len(), err)
	}
	if err := w.writeFrame(frameDone); err != nil {
		t.Error(err)
	}
	if err := w.writeFrame(frameMessage, make([]byte, maxFrame+1)); err == nil {
		t.Error("a frame that is too long is written")
	}
	for _, want := range []string{"Mabc", "D"} {
		kind, payload, err := readFrame(&b, make([]byte, 2))
		if got := string(kind) + string(payload); got != want || err != nil {
			t.Errorf("%q, want %q: %v", got, want, err)
		}
	}
	if _, _, err := readFrame(&b, nil); err != io.EOF {
		t.Errorf("at the end: %v", err)
	}
	if _, _, err := readFrame(bytes.NewReader(binary.BigEndian.AppendUint32([]byte{'M'}, 1<<31)), nil); err == nil || err == io.EOF {
		t.Errorf("too long: %v", err)
	}
	if _, _, err := readFrame(strings.NewReader("M\x00\x00\x00\x09abc"), nil); err != io.ErrUnexpectedEOF {
		t.Errorf("too short: %v", err)
	}
}

// TestChildEnvironment passes on what a child needs, and no setting.
func TestChildEnvironment(t *testing.T) {
	got := childEnvironment([]string{"HOME=/home/ida", "FOOTNOTE_WEB_TOKEN=secret", "SLACK_TOKEN=secret", "xdg_cache_home=/cache", "PATH=/bin"})
	if !slices.Equal(got, []string{"HOME=/home/ida", "xdg_cache_home=/cache"}) {
		t.Errorf("%q", got)
	}
	if childEnvironment(nil) == nil {
		t.Error("nil stands for all of it")
	}
}

// TestVerbIsForTheProgramItself refuses what a person may type.
func TestVerbIsForTheProgramItself(t *testing.T) {
	for _, args := range [][]string{nil, {"x"}, {"1", "2"}} {
		var stderr bytes.Buffer
		if code := Serve(args, strings.NewReader(""), io.Discard, &stderr, nil); code == exitDone || stderr.Len() == 0 {
			t.Errorf("%q: exit code %d: %s", args, code, stderr.String())
		}
	}
}
