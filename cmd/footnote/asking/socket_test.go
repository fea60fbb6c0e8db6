package asking

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"testing"

	"footnote/cmd/footnote/datafolder"
)

// startServer serves a short data folder until the test ends.
func startServer(t *testing.T, answer func(context.Context, Request) (Response, error)) (data string) {
	t.Helper()
	data, err := os.MkdirTemp("", "fn") // names of sockets can't be long
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(data) })
	s := &Server{Data: data, Answer: answer, Note: func(err error) { t.Error(err) }}
	listener, err := listen(data) // what a process has left that was killed
	if err != nil {
		t.Skip(err)
	}
	_ = listener.Close()
	if _, ok := Ask(t.Context(), data, Request{Question: "boat"}); ok {
		t.Error("an answer came from nobody")
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Service().Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if _, err := os.Lstat(filepath.Join(data, datafolder.Socket)); err == nil {
			t.Error("the socket is left behind")
		}
	})
	for { // until the socket of this server is there
		if conn, err := net.Dial("unix", filepath.Join(data, datafolder.Socket)); err == nil {
			_ = conn.Close()
			return data
		}
	}
}

func TestServerAnswersOverItsSocket(t *testing.T) {
	data := startServer(t, func(_ context.Context, r Request) (Response, error) {
		switch r.Question {
		case "fail":
			return Response{}, errors.New("the index is damaged")
		case "refuse":
			return Response{Refused: true}, nil
		}
		return Response{Output: "about " + r.Question, Answered: true}, nil
	})
	info, err := os.Lstat(filepath.Join(data, datafolder.Socket))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket is %v, %v", info, err)
	}
	if r, ok := Ask(t.Context(), data, Request{Question: "boats"}); !ok || r.Output != "about boats" || !r.Answered {
		t.Errorf("the answer is %+v, %v", r, ok)
	}
	for _, question := range []string{"fail", "refuse"} {
		if r, ok := Ask(t.Context(), data, Request{Question: question}); ok {
			t.Errorf("asked to %s, it says %+v", question, r)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, ok := Ask(stopped, data, Request{Question: "boats"}); ok {
		t.Error("who has ended gets an answer")
	}
	if err := os.Chmod(filepath.Join(data, datafolder.Socket), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, ok := Ask(t.Context(), data, Request{Question: "boats"}); ok {
		t.Error("a socket that everybody can use is trusted")
	}
}
