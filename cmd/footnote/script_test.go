package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"footnote/bot/bottest"
)

// TestMain lets scripts run the test binary as footnote.
func TestMain(m *testing.M) {
	// What other packages' tests are told by is a slip away from settings.
	for _, name := range []string{"FOOTNOTE_SLACK_NODE", "FOOTNOTE_DISCORD_NODE"} {
		if err := os.Unsetenv(name); err != nil {
			panic(err)
		}
	}
	// Nobody's own settings count in tests; scripts and the program itself get theirs.
	if _, set := os.LookupEnv("XDG_CONFIG_HOME"); !set && strings.HasSuffix(strings.TrimSuffix(os.Args[0], ".exe"), ".test") {
		if err := os.Setenv("XDG_CONFIG_HOME", os.DevNull); err != nil {
			panic(err)
		}
	}
	// At its end the race detector sleeps for a second, in case another thread is about to
	// report. Hundreds of programs that are started one after another have ended what they
	// do by then, and would sleep for minutes.
	if err := os.Setenv("GORACE", strings.TrimSpace(os.Getenv("GORACE")+" atexit_sleep_ms=0")); err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){"footnote": main, "answering-child": answeringChild})
}

// TestScript runs every verb as a user would, in a folder, a home and a cache
// of its own.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(name string) (bool, error) {
			if name != "slow" {
				return false, fmt.Errorf("there is no condition %s", name)
			}
			return raceDetector, nil // it takes a multiple of a processor's time
		},
		Setup: func(env *testscript.Env) error {
			for _, name := range knownSettings(t) {
				env.Setenv(name, "")
			}
			env.Vars = withoutSettings(env.Vars)
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_CACHE_HOME", env.WorkDir+"/cache")
			env.Setenv("NO_COLOR", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":      exits,
			"embeddings": embeddings,
			"model":      model,
			"site":       site,
			"webserver":  webserver,
		},
	})
}

func withoutSettings(vars []string) []string {
	var kept []string
	for _, v := range vars {
		if len(v) < 9 || v[:9] != "FOOTNOTE_" {
			kept = append(kept, v)
		}
	}
	return kept
}

// exits is "exits CODE COMMAND ARG...": it runs a command that must end with
// the given exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit := (*exec.ExitError)(nil)
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// model is "model FILE": it starts a server whose model writes what FILE holds,
// and sets FOOTNOTE_MODEL and FOOTNOTE_MODEL_URL. A file that begins with a
// number is an error of that status.
func model(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: model FILE")
	}
	turn := bottest.Turn{Text: ts.ReadFile(args[0]), Piece: 5}
	if status, text, ok := strings.Cut(turn.Text, " "); ok {
		if code, err := strconv.Atoi(status); err == nil {
			turn = bottest.Turn{Status: code, Text: text}
		}
	}
	s := bottest.NewModelServer(func(int, bottest.ModelRequest) bottest.Turn { return turn })
	ts.Defer(s.Stop)
	ts.Setenv("FOOTNOTE_MODEL", "scripted")
	ts.Setenv("FOOTNOTE_MODEL_URL", s.BaseURL())
}

// webserver is "webserver DIR [USER:PASSWORD]": it serves the files of DIR as they are at
// the moment, to whoever gives the password if there is one, and sets WEBSITE to its address.
func webserver(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: webserver DIR [USER:PASSWORD]")
	}
	files := serveFiles(ts.MkAbs(args[0]))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); len(args) == 2 && user+":"+password != args[1] {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		files.ServeHTTP(w, r)
	}))
	ts.Defer(s.Close)
	ts.Setenv("WEBSITE", s.URL)
	ts.Setenv("WEBHOST", strings.TrimPrefix(s.URL, "http://"))
}

// serveFiles serves a folder, and tells versions of files apart by what is in them.
func serveFiles(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(dir, filepath.FromSlash(path.Clean(r.URL.Path)))
		if strings.HasSuffix(r.URL.Path, "/") {
			name = filepath.Join(name, "index.html")
		}
		data, err := os.ReadFile(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(data)))
		http.ServeContent(w, r, filepath.Base(name), time.Time{}, bytes.NewReader(data))
	})
}

// site is "site FILE": it starts a server that answers everything with FILE as a
// page, and takes it for that of a model, without /v1 at its end.
func site(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: site FILE")
	}
	page := ts.ReadFile(args[0])
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, page)
	}))
	ts.Defer(s.Close)
	ts.Setenv("FOOTNOTE_MODEL", "scripted")
	ts.Setenv("FOOTNOTE_MODEL_URL", s.URL)
}
