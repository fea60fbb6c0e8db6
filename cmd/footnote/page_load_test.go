package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// pageLoad is many people who ask on the page of one server, each in talks of their
// own, without a script: who has the answer, or the page that waits for it, asks on.
type pageLoad struct {
	askers, each int
	questions    []string
	verify       func(page string, turns int) error // may be nil

	mu   sync.Mutex
	took []time.Duration // from the form to the page with the answer
	late int             // pages that still wait for theirs
}

// talkLength is how many questions make a talk: its page has them all.
const talkLength = 4

func (l *pageLoad) run(s *served) {
	var askers sync.WaitGroup
	for asker := range l.askers {
		askers.Go(func() {
			jar, err := cookiejar.New(nil)
			if err != nil {
				s.t.Error(err)
				return
			}
			browser := &http.Client{Jar: jar, Transport: &http.Transport{}}
			defer browser.CloseIdleConnections()
			page := ""
			for i := range l.each {
				if i%talkLength == 0 {
					page, err = getPage(browser.Get(s.url + "/"))
				}
				if err == nil {
					page, err = l.ask(browser, s.url, page, l.questions[(asker*l.each+i)%len(l.questions)])
				}
				if err == nil && l.verify != nil {
					err = l.verify(page, i%talkLength+1)
				}
				if err != nil {
					s.t.Error(err)
					return
				}
			}
		})
	}
	askers.Wait()
}

// ask sends the form of a page and returns the page that comes.
func (l *pageLoad) ask(browser *http.Client, url, page, question string) (string, error) {
	began := time.Now()
	page, err := getPage(browser.PostForm(url+"/ask", askForm(page, question)))
	l.mu.Lock()
	defer l.mu.Unlock()
	l.took = append(l.took, time.Since(began))
	if strings.Contains(page, ` data-events="`) {
		l.late++
	}
	return page, err
}

// getPage reads a response.
func getPage(r *http.Response, err error) (string, error) {
	if err != nil {
		return "", err
	}
	defer r.Body.Close()
	var page strings.Builder
	_, err = bufio.NewReader(r.Body).WriteTo(&page)
	if err == nil && r.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", r.Request.URL.Path, r.Status)
	}
	return page.String(), err
}

// loadArgs are those of a server that takes any number of questions.
func loadArgs(corpus, data string) []string {
	return []string{"--corpus", corpus, "--data", data, "--http-addr", anyPort, "--per-asker", "0", "--per-place", "0"}
}

// writeShips writes documents to ask about and returns their folder and the questions.
func writeShips(tb testing.TB, n int) (corpus string, questions []string) {
	tb.Helper()
	corpus = tb.TempDir()
	for i, d := range ships(n) {
		check(tb, os.WriteFile(filepath.Join(corpus, d.ID), []byte("# "+d.Title+"\n\n"+d.Text+"\n"), 0o600))
		questions = append(questions, fmt.Sprintf("When was the ferry %s built?", shipName(i)))
	}
	return corpus, questions
}

// TestPageUnderLoad is the benchmark with few questions: all are answered.
func TestPageUnderLoad(t *testing.T) {
	corpus, questions := writeShips(t, 20)
	l := pageLoad{askers: 6, each: talkLength + 2, questions: questions, verify: func(page string, turns int) error {
		answered, waiting := strings.Count(page, `class="reply answered"`), strings.Count(page, ` data-events="`)
		if answered+waiting != turns || turns > 1 && answered == 0 {
			return fmt.Errorf("of %d questions the page shows %d answers and waits for %d:\n%s", turns, answered, waiting, page)
		}
		return nil
	}}
	s := serve(t, append(loadArgs(corpus, t.TempDir()), "--semantic", "off")...)
	l.run(s)
	if len(l.took) != l.askers*l.each {
		t.Errorf("%d of %d questions were answered", len(l.took), l.askers*l.each)
	}
	s.stop()
}

// BenchmarkPage has 1, 8 and 64 people ask on the page, questions of
// FOOTNOTE_BENCH_QUESTIONS about the folder FOOTNOTE_BENCH_CORPUS, which is indexed in
// FOOTNOTE_BENCH_DATA; of invented ferries without them. The server's settings
// come from the environment, as FOOTNOTE_SEMANTIC.
func BenchmarkPage(b *testing.B) {
	corpus, data := os.Getenv("FOOTNOTE_BENCH_CORPUS"), os.Getenv("FOOTNOTE_BENCH_DATA")
	var questions []string
	if corpus == "" {
		corpus, questions = writeShips(b, 1000)
		data = b.TempDir()
	} else {
		f, err := os.Open(os.Getenv("FOOTNOTE_BENCH_QUESTIONS"))
		check(b, err)
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var line struct{ Text string }
			check(b, json.Unmarshal(lines.Bytes(), &line))
			questions = append(questions, line.Text)
		}
	}
	for _, askers := range []int{1, 8, 64} {
		b.Run(fmt.Sprintf("askers=%d", askers), func(b *testing.B) {
			s := serveFor(b, time.Hour, loadArgs(corpus, data)...)
			l := pageLoad{askers: askers, each: 256 / askers, questions: questions}
			l.run(s) // what is read first is in memory then
			l.took, l.late = nil, 0
			for b.Loop() {
				l.run(s)
			}
			elapsed := b.Elapsed()
			s.stop()
			slices.Sort(l.took)
			b.ReportMetric(float64(len(l.took))/elapsed.Seconds(), "answers/s")
			for _, p := range []int{50, 99} {
				b.ReportMetric(float64(l.took[(len(l.took)-1)*p/100].Microseconds())/1000, fmt.Sprintf("ms-p%d", p))
			}
			b.ReportMetric(float64(l.late), "late")
			state := s.cmd.ProcessState
			b.ReportMetric(float64((state.UserTime()+state.SystemTime()).Microseconds())/1000/float64(len(l.took)+l.askers*l.each), "server-cpu-ms/answer")
		})
	}
}
