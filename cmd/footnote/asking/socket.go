package asking

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/serving"
)

const (
	dialTime = time.Second
	// sendTime bounds sending a request and a response, and waiting for a request.
	sendTime = 5 * time.Second
	// mostBytes is more than the longest question.
	mostBytes = 4 << 20
	// mostAtOnce bounds the questions that are answered at once over the socket.
	mostAtOnce = 4
)

// Ask has the server of a data folder answer. It reports whether one did: without one,
// and whatever goes wrong, there is no answer and the caller is to find it by itself.
func Ask(ctx context.Context, data string, r Request) (Response, bool) {
	path := filepath.Join(data, datafolder.Socket)
	info, err := os.Lstat(path)
	if err != nil || info.Mode().Type() != fs.ModeSocket || info.Mode().Perm()&0o077 != 0 {
		return Response{}, false
	}
	dialer := net.Dialer{Timeout: dialTime}
	conn, err := dialer.DialContext(ctx, "unix", path)
	if err != nil {
		return Response{}, false
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	_ = conn.SetWriteDeadline(time.Now().Add(sendTime))
	var response Response
	if err := json.NewEncoder(conn).Encode(r); err != nil {
		return response, false
	}
	if err := json.NewDecoder(conn).Decode(&response); err != nil || response.Refused {
		return Response{}, false
	}
	return response, true
}

// Server answers over the socket of a data folder.
type Server struct {
	Data string
	// Answer answers a request of the same program with the same settings.
	Answer func(context.Context, Request) (Response, error)
	// Note is told why nobody can ask; what is wrong with a question is told to who asks.
	Note func(error)
}

// Service answers until the server ends. That there can be no socket is no reason not to
// serve.
func (s *Server) Service() serving.Service { return serving.Service{Name: "ask", Run: s.run} }

func (s *Server) run(ctx context.Context) error {
	listener, err := listen(s.Data)
	if err != nil {
		s.Note(fmt.Errorf("footnote ask answers by itself: %w", err))
		<-ctx.Done()
		return nil
	}
	path := filepath.Join(s.Data, datafolder.Socket)
	defer os.Remove(path)
	defer context.AfterFunc(ctx, func() { _ = listener.Close() })()
	var working sync.WaitGroup
	defer working.Wait()
	places := make(chan struct{}, mostAtOnce)
	for {
		conn, err := listener.Accept()
		switch {
		case ctx.Err() != nil:
			if err == nil {
				_ = conn.Close()
			}
			return nil
		case errors.Is(err, net.ErrClosed):
			return fmt.Errorf("listen on %s: %w", path, err)
		case err != nil:
			time.Sleep(dialTime) // out of files, mostly
			continue
		}
		places <- struct{}{}
		working.Go(func() {
			defer func() { <-places }()
			s.serve(ctx, conn)
		})
	}
}

// serve answers one request. An error closes the connection: who asks finds the answer,
// or the reason, by itself.
func (s *Server) serve(ctx context.Context, conn net.Conn) {
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	_ = conn.SetReadDeadline(time.Now().Add(sendTime))
	var r Request
	if json.NewDecoder(io.LimitReader(conn, mostBytes)).Decode(&r) != nil {
		return
	}
	response, err := s.Answer(ctx, r)
	if err != nil {
		return
	}
	_ = conn.SetWriteDeadline(time.Now().Add(sendTime))
	_ = json.NewEncoder(conn).Encode(response)
}

// listen makes the socket of a data folder, from which no other process serves. It is
// made in a folder that nobody else can enter, so that its rights are right before it has
// its name.
func listen(data string) (net.Listener, error) {
	if runtime.GOOS == "windows" {
		return nil, errors.New("sockets can't be kept from other users there")
	}
	dir, err := os.MkdirTemp(data, ".ask-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	made := filepath.Join(dir, "s")
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: made, Net: "unix"})
	if err != nil {
		return nil, err
	}
	listener.SetUnlinkOnClose(false)
	if err = os.Chmod(made, 0o600); err == nil {
		err = os.Rename(made, filepath.Join(data, datafolder.Socket))
	}
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return listener, nil
}
