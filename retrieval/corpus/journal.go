package corpus

import (
	"bufio"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"footnote/retrieval/private"
)

// syncAfter is how long a file is parsed before the journal is forced to the
// disk: a file that ends the whole machine takes longer for that, and most files
// less.
const syncAfter = 500 * time.Millisecond

// journal writes down which files are being parsed, so that one that ends the
// program, or the machine, is known when it starts again: it would end it again.
//
// Each process has a file of its own in the folder, and a lock beside it. What a
// process left that holds its lock no more are its suspects. They are forgotten
// once the index remembers them. A journal that can't be written is no reason not
// to read: nil and one without a folder write nothing.
type journal struct {
	folder string

	mu       sync.Mutex
	opened   bool
	log      *os.File     // nil if nothing can be written
	lock     *flock.Flock // of log
	entries  int          // written so far
	inHand   int
	left     []*flock.Flock    // locks of journals that processes left
	suspects map[string]string // hashes by path
	told     map[string]bool   // suspects that the index was told of
}

// journalEntry is a line of a journal: a file that is begun with, or, by its
// number, done with.
type journalEntry struct {
	Number     int
	Path, Hash string `json:",omitempty"`
}

const (
	logEnding  = ".log"
	lockEnding = ".lock"
)

// open reads what other processes left and begins a journal.
func (j *journal) open() {
	if j.opened {
		return
	}
	j.opened = true
	j.suspects, j.told = make(map[string]string), make(map[string]bool)
	if private.MakeFolder(j.folder) != nil {
		return
	}
	logs, _ := filepath.Glob(filepath.Join(j.folder, "*"+logEnding)) // the pattern is good
	for _, name := range logs {
		j.takeOver(strings.TrimSuffix(name, logEnding))
	}
	stem := filepath.Join(j.folder, strings.ToLower(rand.Text()[:12]))
	lock := flock.New(stem + lockEnding)
	if ok, err := lock.TryLock(); !ok || err != nil {
		return
	}
	log, err := private.Create(stem + logEnding)
	if err != nil {
		_ = lock.Unlock()
		return
	}
	j.lock, j.log = lock, log
}

// takeOver reads the journal of a process that is gone.
func (j *journal) takeOver(stem string) {
	lock := flock.New(stem + lockEnding)
	if ok, err := lock.TryLock(); !ok || err != nil {
		return // it is still at work
	}
	j.left = append(j.left, lock)
	f, err := os.Open(stem + logEnding)
	if err != nil {
		return
	}
	defer f.Close()
	inHand := make(map[int]journalEntry)
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var e journalEntry
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			continue // its end may be torn
		}
		if e.Hash == "" {
			delete(inHand, e.Number)
		} else {
			inHand[e.Number] = e
		}
	}
	for _, e := range inHand {
		j.suspects[e.Path] = e.Hash
	}
}

// begin writes down that a file is parsed from now on, until done is called.
func (j *journal) begin(path, hash string) (done func()) {
	if j == nil {
		return func() {}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.open()
	j.entries++
	j.inHand++
	number := j.entries
	j.write(journalEntry{number, path, hash})
	timer := time.AfterFunc(syncAfter, j.sync)
	return func() {
		timer.Stop()
		j.mu.Lock()
		defer j.mu.Unlock()
		j.inHand--
		j.write(journalEntry{Number: number})
	}
}

// write adds a line. Where no file is in hand the journal begins anew.
func (j *journal) write(e journalEntry) {
	if j.log == nil {
		return
	}
	if j.inHand == 0 {
		if _, err := j.log.Seek(0, 0); err == nil {
			_ = j.log.Truncate(0) // else it grows
		}
		return
	}
	if line, err := json.Marshal(e); err == nil {
		_, _ = fmt.Fprintf(j.log, "%s\n", line) // a full disk is no reason not to read
	}
}

func (j *journal) sync() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.log != nil {
		_ = j.log.Sync()
	}
}

// isSuspect reports whether a process ended while it parsed the file, which
// hasn't changed since.
func (j *journal) isSuspect(path, hash string) bool {
	if j == nil {
		return false
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.open()
	if j.suspects[path] == "" || hash == "" {
		return false
	}
	j.told[path] = true
	return j.suspects[path] == hash
}

// forgetTold forgets the suspects that the index remembers by now.
func (j *journal) forgetTold() {
	if j == nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	for path := range j.told {
		delete(j.suspects, path)
	}
	if len(j.suspects) == 0 {
		j.dropLeft()
	}
}

// forgiveAll forgets all suspects: somebody wants them to be read.
func (j *journal) forgiveAll() {
	if j == nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.open()
	clear(j.suspects)
	j.dropLeft()
}

// dropLeft removes what processes left.
func (j *journal) dropLeft() {
	for _, lock := range j.left {
		removeJournal(lock)
	}
	j.left = nil
}

// removeJournal removes a journal whose lock is held.
func removeJournal(lock *flock.Flock) {
	_ = os.Remove(strings.TrimSuffix(lock.Path(), lockEnding) + logEnding) // what stays is empty, or suspected again
	_ = lock.Unlock()
	_ = os.Remove(lock.Path())
}

// close ends the journal of this process. Those of others whose suspects are not
// remembered yet stay.
func (j *journal) close() {
	if j == nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, lock := range j.left {
		_ = lock.Unlock()
	}
	j.left = nil
	if j.log != nil {
		_ = j.log.Close()
		removeJournal(j.lock)
	}
	j.log, j.lock, j.opened = nil, nil, false
}
