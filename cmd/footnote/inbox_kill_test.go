package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot/inbox"
	"footnote/cmd/footnote/datafolder"

	"footnote/adapters/sqlite"
	"footnote/bot"
	"footnote/retrieval/blevex"
	"footnote/retrieval/library"
)

// fileMessenger is a platform in a folder: a message is a file, its history
// lines of another. Like Slack's and Discord's it knows what is posted again for
// one request. It kills its process at one step.
type fileMessenger struct{ dir, dieAt string }

func (m fileMessenger) die(at string) {
	if m.dieAt == at {
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			_ = self.Kill()
		}
		select {}
	}
}

func (m fileMessenger) write(id, text string) error {
	history, err := os.OpenFile(filepath.Join(m.dir, "history"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer history.Close()
	if _, err := fmt.Fprintf(history, "%s: %s\n", id, text); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(m.dir, id), []byte(text), 0o644)
}

func (m fileMessenger) Open(_ context.Context, r *bot.Request) (string, error) {
	m.die("before the placeholder")
	if _, err := os.Stat(filepath.Join(m.dir, r.ID)); errors.Is(err, fs.ErrNotExist) {
		if err := m.write(r.ID, "placeholder"); err != nil {
			return "", err
		}
	}
	m.die("after the placeholder")
	return r.ID, nil
}

func (m fileMessenger) Show(_ context.Context, r *bot.Request, ref string, reply *bot.Reply) (string, error) {
	m.die("before the reply")
	text := fmt.Sprintf("failure %+v", reply.Failure)
	if reply.Answer != nil && len(reply.Answer.Sentences) > 0 {
		text = reply.Answer.Sentences[0].Text
	}
	err := m.write(ref, text)
	m.die("after the reply")
	return ref, err
}

func (m fileMessenger) Retract(context.Context, *bot.Request, string) error { return nil }

// answeringChild is the process that is killed: it hands a question in, as a
// platform that delivers again does, and answers what there is.
func answeringChild() {
	data, posts, dieAt := os.Getenv("CHILD_DATA"), os.Getenv("CHILD_POSTS"), os.Getenv("CHILD_DIE_AT")
	if err := answerInChild(data, fileMessenger{posts, dieAt}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answerInChild(data string, m fileMessenger) error {
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	store, err := sqlite.Open(ctx, filepath.Join(data, datafolder.Questions))
	if err != nil {
		return err
	}
	live, err := blevex.OpenLive(ctx, blevex.NewStore(data, library.Sample, slog.New(slog.DiscardHandler)))
	if err != nil {
		return err
	}
	service, err := inbox.New(inbox.Options{Store: store, Views: live, Messengers: map[string]bot.Messenger{"files": m}})
	if err != nil {
		return err
	}
	receipt, err := service.Submit(ctx, bot.Request{
		Keys: []string{"event/1"}, Text: "How many trafficking networks did Morocco dismantle in 2017?",
		Conversation: "files/1", Asker: "files/u", Place: bot.Place{Platform: "files"},
	})
	if err != nil {
		return err
	}
	m.die("after the acknowledgement")
	done := make(chan error, 1)
	go func() { done <- service.Run(ctx) }()
	for {
		r, err := store.Load(ctx, receipt.ID)
		if err != nil {
			return err
		}
		if r.Step == bot.Closed {
			stop()
			return errors.Join(<-done, live.Close(), store.Close())
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// TestKilledAnswering kills a process at every step of an answer. Whatever the
// step, after a restart there is one message, and it is the answer.
func TestKilledAnswering(t *testing.T) {
	child, err := exec.LookPath("answering-child") // the test binary, by testscript.Main
	if err != nil {
		t.Fatal(err)
	}
	indexed := t.TempDir()
	if code, _, stderr := footnote(t, "index", "--data", indexed); code != exitOK {
		t.Fatalf("index: exit code %d: %s", code, stderr)
	}
	for _, at := range []string{
		"after the acknowledgement", "before the placeholder", "after the placeholder", "before the reply", "after the reply",
	} {
		t.Run(at, func(t *testing.T) {
			data, posts := t.TempDir(), t.TempDir()
			if err := os.CopyFS(data, os.DirFS(indexed)); err != nil {
				t.Fatal(err)
			}
			start := func(dieAt string) ([]byte, error) {
				cmd := exec.Command(child)
				cmd.Env = append(os.Environ(), "CHILD_DATA="+data, "CHILD_POSTS="+posts, "CHILD_DIE_AT="+dieAt)
				return cmd.CombinedOutput()
			}
			if out, err := start(at); err == nil || !strings.Contains(err.Error(), "killed") {
				t.Fatalf("it wasn't killed: %v\n%s", err, out)
			}
			for range 2 { // a second restart finds nothing left to do
				if out, err := start(""); err != nil {
					t.Fatalf("after the restart: %v\n%s", err, out)
				}
			}
			history, err := os.ReadFile(filepath.Join(posts, "history"))
			if err != nil {
				t.Fatal(err)
			}
			files, err := os.ReadDir(posts)
			if err != nil {
				t.Fatal(err)
			}
			if len(files) != 2 || strings.Count(string(history), "placeholder") != 1 {
				t.Errorf("%d messages: %s", len(files)-1, history)
			}
			lines := strings.Split(strings.TrimSpace(string(history)), "\n")
			if last := lines[len(lines)-1]; !strings.Contains(last, "80") {
				t.Errorf("the message reads %q", last)
			}
			want := 2 // the placeholder, and the answer in its place
			if at == "after the reply" {
				want++ // that it was shown wasn't kept: it is shown again, in place
			}
			if len(lines) != want {
				t.Errorf("history %q, want %d lines", lines, want)
			}
		})
	}
}
