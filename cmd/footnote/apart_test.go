package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/cmd/footnote/show"
)

// writeEmptyObjects writes a JSON array of objects without anything in them, of
// about so many bytes.
func writeEmptyObjects(t *testing.T, name string, size int) {
	t.Helper()
	f, err := os.Create(name)
	check(t, err)
	w := bufio.NewWriter(f)
	_, _ = w.WriteString("[{}") // Flush tells of errors
	for range size / 3 {
		_, _ = w.WriteString(",{}")
	}
	_, _ = w.WriteString("]")
	check(t, w.Flush())
	check(t, f.Close())
}

// TestServeThroughAFileThatTakesAllMemory answers from the note beside it, takes
// hardly more memory for it, and names it.
func TestServeThroughAFileThatTakesAllMemory(t *testing.T) {
	skipUnderRace(t)
	t.Setenv("FOOTNOTE_FILE_MEMORY", "64MB")
	t.Setenv("FOOTNOTE_SEMANTIC", "off")
	corpus, data := boats(t, "green"), t.TempDir()
	peak := func() int {
		s := serve(t, "--corpus", corpus, "--data", data, "--http-addr", anyPort)
		jar, err := cookiejar.New(nil)
		check(t, err)
		browser := &http.Client{Jar: jar}
		home, err := browser.Get(s.url)
		check(t, err)
		r, err := browser.PostForm(s.url+"/ask", askForm(body(t, home), "Which colour has the boat of the harbour master?"))
		check(t, err)
		if page := body(t, r); !strings.Contains(page, "green") {
			t.Errorf("the answer is:\n%s", page)
		}
		took := peakMemory(t, s.cmd.Process.Pid)
		s.stop()
		return took
	}
	before := peak()
	writeEmptyObjects(t, filepath.Join(corpus, "hog.json"), 120<<20)
	if grown := peak() - before; grown > 100<<20 {
		t.Errorf("the file took %d MB of the server's memory", grown>>20)
	}
	code, out, stderr := footnote(t, "index", "--json", "--corpus", corpus, "--data", data)
	if code != exitOK || !strings.Contains(out, "it takes more than 64 MB of memory to read; split it, or raise FOOTNOTE_FILE_MEMORY") {
		t.Errorf("exit code %d: %s%s", code, out, stderr)
	}
}

// skipUnderRace skips a test of what bounds a process that parses: the race detector
// takes a multiple of its memory and time.
func skipUnderRace(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("the race detector takes memory and time of its own")
	}
}

// peakMemory is the most that a process has taken so far, bytes; 0 where the
// system doesn't tell.
func peakMemory(t *testing.T, pid int) int {
	t.Helper()
	if runtime.GOOS != "linux" {
		return 0
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	check(t, err)
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, err := strconv.Atoi(strings.Fields(rest)[0])
	check(t, err)
	return kilobytes << 10
}

// TestProgramKilledWhileItReads kills the program while it parses a file: its
// child ends, too, and the next run leaves that file out and names it, until it is
// told to read it again.
func TestProgramKilledWhileItReads(t *testing.T) {
	skipUnderRace(t)
	name, err := exec.LookPath("footnote") // the test binary, by testscript.Main
	check(t, err)
	t.Setenv("FOOTNOTE_SEMANTIC", "off")
	corpus, data := boats(t, "green"), t.TempDir()
	page := "<title>Piers</title>" + strings.Repeat("<p>The pier of the harbour is long and its boats are many.</p>\n", 50_000)
	check(t, os.WriteFile(filepath.Join(corpus, "slow.html"), []byte(page), 0o600))
	cmd := exec.Command(name, "index", "--corpus", corpus, "--data", data)
	check(t, cmd.Start())
	var children []int // which is begun after that is written down
	for !isWrittenDown(data, "slow.html") || runtime.GOOS == "linux" && len(children) == 0 {
		time.Sleep(time.Millisecond)
		children = childrenOf(cmd.Process.Pid)
	}
	check(t, cmd.Process.Kill())
	_ = cmd.Wait()
	for _, pid := range children {
		for isAlive(pid) {
			time.Sleep(time.Millisecond)
		}
	}

	const reason = "the program or the machine ended while this file was read, so that it is left out for now; footnote index --rehash tries it again"
	index := func(args ...string) (out show.Index) {
		t.Helper()
		code, stdout, stderr := footnote(t, append([]string{"index", "--json", "--corpus", corpus, "--data", data}, args...)...)
		if code != exitOK {
			t.Fatalf("exit code %d: %s", code, stderr)
		}
		check(t, json.Unmarshal([]byte(stdout), &out))
		return out
	}
	for range 2 {
		if out := index(); out.Documents != 1 || len(out.Problems) != 1 || out.Problems[0].Path != "slow.html" || out.Problems[0].Reason != reason {
			t.Errorf("%+v", out)
		}
	}
	if out := index("--rehash"); out.Documents != 2 || len(out.Problems) > 0 {
		t.Errorf("with --rehash: %+v", out)
	}
}

// isWrittenDown reports whether a journal in the data folder has a file.
func isWrittenDown(data, file string) bool {
	logs, _ := filepath.Glob(filepath.Join(data, "reading", "*.log")) // the pattern is good
	for _, log := range logs {
		if text, err := os.ReadFile(log); err == nil && strings.Contains(string(text), file) {
			return true
		}
	}
	return false
}

// childrenOf lists the processes that a process has started, where Linux tells.
func childrenOf(pid int) (pids []int) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is good
	for _, name := range stats {
		stat, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		var child, parent int
		_, after, _ := strings.Cut(string(stat), ") ")
		if n, _ := fmt.Sscanf(string(stat), "%d", &child); n == 1 && len(after) > 2 {
			if n, _ := fmt.Sscanf(after[2:], "%d", &parent); n == 1 && parent == pid {
				pids = append(pids, child)
			}
		}
	}
	return pids
}

// isAlive reports whether a process of Linux is there and hasn't ended.
func isAlive(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, state, _ := strings.Cut(string(stat), ") ")
	return err == nil && !strings.HasPrefix(state, "Z")
}
