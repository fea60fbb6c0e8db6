package blevex

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/private"
)

// What is remembered of the files that were read stands in two tables, in order of
// path. filesName has most of them and is linked from generation to generation as
// segments are, changesName has what is other since: a change of one file writes one
// record, however many files there are. When the second has grown large, both become
// one.
const (
	filesName   = "files.tab"
	changesName = "changes.tab"
	statesMagic = "FNFILES1"
)

// A table of changes is joined with the other one when it has more than fewChanges
// records and more than one in changesShare of it.
const (
	fewChanges   = 1000
	changesShare = 8
)

// states are the states of files in the two tables of a generation.
type states struct {
	tables []stateTable // the newest last
	at     []recordAt   // in order of path
	next   atomic.Int64 // the number after the one that was found last
}

// recordAt says where a record is.
type recordAt struct {
	table  uint8
	offset uint32
}

var _ retrieval.FileStates = (*states)(nil)

// stateTable is a table as it is on disk. Texts of its states are parts of it.
type stateTable struct {
	data    string
	readers [][]string // lists of them, of which records have the number
	offsets []uint32   // of the records
}

// The flags of a record.
const (
	isSkipped = 1 << iota
	isMissing
	isPassing
	isFatal
	hasOwnDocument // one, of the file's name
	hasModTime
	hasTried
	isGone // there is no such file any more
)

// Len implements retrieval.FileStates.
func (s *states) Len() int { return len(s.at) }

// At implements retrieval.FileStates.
func (s *states) At(i int) retrieval.FileState {
	at := s.at[i]
	state, _ := s.tables[at.table].decodeState(at.offset)
	return state
}

// Find implements retrieval.FileStates. Mostly it is the one after the last.
func (s *states) Find(path string) (number int, ok bool) {
	if next := int(s.next.Load()); next < len(s.at) && s.pathOf(s.at[next]) == path {
		s.next.Store(int64(next + 1))
		return next, true
	}
	number, ok = slices.BinarySearchFunc(s.at, path, func(at recordAt, path string) int {
		return strings.Compare(s.pathOf(at), path)
	})
	if ok {
		s.next.Store(int64(number + 1))
	}
	return number, ok
}

func (s *states) pathOf(at recordAt) string { return s.tables[at.table].pathAt(at.offset) }

// readStates reads the tables of a generation.
func readStates(dir string) (*states, error) {
	s := &states{}
	for _, name := range []string{filesName, changesName} {
		t, err := readStateTable(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) && name == changesName {
			break
		}
		if err != nil {
			return nil, err
		}
		s.tables = append(s.tables, t)
	}
	s.mergeTables()
	return s, nil
}

// mergeTables finds the record of each file that counts.
func (s *states) mergeTables() {
	files, changes := s.tables[0], stateTable{}
	if len(s.tables) > 1 {
		changes = s.tables[1]
	}
	s.at = make([]recordAt, 0, len(files.offsets)+len(changes.offsets))
	rest := files.offsets
	for _, changed := range changes.offsets {
		path := changes.pathAt(changed)
		n, replaces := slices.BinarySearchFunc(rest, path, func(offset uint32, path string) int {
			return strings.Compare(files.pathAt(offset), path)
		})
		for _, offset := range rest[:n] {
			s.at = append(s.at, recordAt{0, offset})
		}
		if rest = rest[n:]; replaces {
			rest = rest[1:]
		}
		if !changes.isGoneAt(changed) {
			s.at = append(s.at, recordAt{1, changed})
		}
	}
	for _, offset := range rest {
		s.at = append(s.at, recordAt{0, offset})
	}
}

// readStateTable reads a table.
func readStateTable(path string) (t stateTable, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return t, unreadableError(err)
	}
	defer func() {
		if recover() != nil { // the checksums of the generation matched, so this is a wrong program
			t, err = stateTable{}, &untrusted{Reason: filepath.Base(path) + " is malformed"}
		}
	}()
	if !bytes.HasPrefix(data, []byte(statesMagic)) || uint64(len(data)) > 1<<32-1 {
		return t, &untrusted{Reason: filepath.Base(path) + " is malformed"}
	}
	t.data = string(data)
	r := recordReader{t.data[len(statesMagic):]}
	t.readers = make([][]string, r.number())
	for i := range t.readers {
		t.readers[i] = r.texts()
	}
	t.offsets = make([]uint32, r.number())
	for i := range t.offsets {
		size := r.number()
		t.offsets[i] = uint32(len(t.data) - len(r.rest))
		r.rest = r.rest[size:]
	}
	return t, nil
}

func (t *stateTable) pathAt(offset uint32) string {
	r := recordReader{t.data[offset+1:]}
	return r.text()
}

func (t *stateTable) isGoneAt(offset uint32) bool { return t.data[offset]&isGone != 0 }

// decodeState returns the state in a record, and whether there is such a file no more.
func (t *stateTable) decodeState(offset uint32) (s retrieval.FileState, gone bool) {
	flags := t.data[offset]
	r := recordReader{t.data[offset+1:]}
	s.Path = r.text()
	s.Skipped, s.Missing, s.Passing, s.Fatal = flags&isSkipped != 0, flags&isMissing != 0, flags&isPassing != 0, flags&isFatal != 0
	s.Size, s.Device = int64(r.number()), r.number()
	if flags&hasModTime != 0 {
		s.ModTime = r.time()
	}
	s.Hash, s.Failed = r.text(), r.text()
	if n := r.number(); n > 0 {
		s.Readers = t.readers[n-1]
	}
	if flags&hasOwnDocument != 0 {
		s.Documents = []string{s.Path}
	} else {
		s.Documents = r.texts()
	}
	s.Tries = int(r.number())
	if flags&hasTried != 0 {
		s.Tried = r.time()
	}
	return s, flags&isGone != 0
}

// recordReader reads what recordWriter has written. It panics where that isn't so.
type recordReader struct{ rest string }

func (r *recordReader) number() (n uint64) {
	for shift := 0; ; shift += 7 {
		b := r.rest[0]
		r.rest = r.rest[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
}

func (r *recordReader) text() string {
	n := r.number()
	text := r.rest[:n]
	r.rest = r.rest[n:]
	return text
}

func (r *recordReader) texts() []string {
	n := r.number()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.text()
	}
	return list
}

func (r *recordReader) time() time.Time {
	seconds, nanos := r.number(), r.number()
	return time.Unix(int64(seconds), int64(nanos)).UTC()
}

// writeStates writes the tables of the generation in dir: those of the one in before,
// "" for none, with other states of some files and without others.
func writeStates(before, dir string, changed []retrieval.FileState, gone []string) error {
	if before == "" {
		return writeStateTable(filepath.Join(dir, filesName), changed, nil)
	}
	old, err := readStates(before)
	if err != nil {
		return err
	}
	other := make(map[string]*retrieval.FileState) // by path, nil for those that are gone
	if len(old.tables) > 1 {
		for _, offset := range old.tables[1].offsets {
			if state, isGone := old.tables[1].decodeState(offset); isGone {
				other[state.Path] = nil
			} else {
				other[state.Path] = &state
			}
		}
	}
	for i := range changed {
		other[changed[i].Path] = &changed[i]
	}
	for _, path := range gone {
		other[path] = nil
	}
	if n := len(other); n > fewChanges && n > len(old.tables[0].offsets)/changesShare {
		return writeStateTable(filepath.Join(dir, filesName), old.joinStates(other), nil)
	}
	if err := linkOrCopy(filepath.Join(before, filesName), filepath.Join(dir, filesName)); err != nil {
		return err
	}
	var put []retrieval.FileState
	var removed []string
	for path, state := range other {
		if state != nil {
			put = append(put, *state)
		} else {
			removed = append(removed, path)
		}
	}
	if len(other) == 0 {
		return nil
	}
	return writeStateTable(filepath.Join(dir, changesName), put, removed)
}

// joinStates returns all states, in place of some others; nil for files that are gone.
func (s *states) joinStates(other map[string]*retrieval.FileState) []retrieval.FileState {
	all := make([]retrieval.FileState, 0, s.Len()+len(other))
	for state := range retrieval.EachState(s) {
		if _, isOther := other[state.Path]; !isOther {
			all = append(all, state)
		}
	}
	for _, state := range other {
		if state != nil {
			all = append(all, *state)
		}
	}
	return all
}

// writeStateTable writes a table of states, and of paths that there are no more.
func writeStateTable(path string, put []retrieval.FileState, gone []string) error {
	all := slices.Clone(put)
	removed := make(map[string]bool, len(gone))
	for _, path := range gone {
		all = append(all, retrieval.FileState{File: retrieval.File{Path: path}})
		removed[path] = true
	}
	slices.SortFunc(all, func(a, b retrieval.FileState) int { return cmp.Compare(a.Path, b.Path) })
	f, err := private.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<18)
	header := []byte(statesMagic)
	numbers := make(map[string]uint64) // of lists of readers
	var lists [][]string
	for i := range all {
		if key := strings.Join(all[i].Readers, "\x00"); key != "" && numbers[key] == 0 {
			lists = append(lists, all[i].Readers)
			numbers[key] = uint64(len(lists))
		}
	}
	header = binary.AppendUvarint(header, uint64(len(lists)))
	for _, list := range lists {
		header = appendTexts(header, list)
	}
	header = binary.AppendUvarint(header, uint64(len(all)))
	_, _ = w.Write(header)
	var record, size []byte
	for i := range all {
		s := &all[i]
		record = appendState(record[:0], s, numbers[strings.Join(s.Readers, "\x00")], removed[s.Path])
		size = binary.AppendUvarint(size[:0], uint64(len(record)))
		_, _ = w.Write(size) // Flush returns the error
		_, _ = w.Write(record)
	}
	err = errors.Join(err, w.Flush(), f.Sync(), f.Close())
	if err != nil {
		return fmt.Errorf("remember the files: %w", err)
	}
	return nil
}

// appendState appends a record: flags, path and what decodeState reads after them.
func appendState(out []byte, s *retrieval.FileState, readers uint64, gone bool) []byte {
	flags := byte(0)
	own := len(s.Documents) == 1 && s.Documents[0] == s.Path
	set := func(flag byte, is bool) {
		if is {
			flags |= flag
		}
	}
	set(isSkipped, s.Skipped)
	set(isMissing, s.Missing)
	set(isPassing, s.Passing)
	set(isFatal, s.Fatal)
	set(hasOwnDocument, own)
	set(hasModTime, !s.ModTime.IsZero())
	set(hasTried, !s.Tried.IsZero())
	set(isGone, gone)
	out = appendText(append(out, flags), s.Path)
	out = binary.AppendUvarint(out, uint64(s.Size))
	out = binary.AppendUvarint(out, s.Device)
	if flags&hasModTime != 0 {
		out = appendTime(out, s.ModTime)
	}
	out = appendText(appendText(out, s.Hash), s.Failed)
	out = binary.AppendUvarint(out, readers)
	if !own {
		out = appendTexts(out, s.Documents)
	}
	out = binary.AppendUvarint(out, uint64(s.Tries))
	if flags&hasTried != 0 {
		out = appendTime(out, s.Tried)
	}
	return out
}

func appendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

func appendTexts(out []byte, texts []string) []byte {
	out = binary.AppendUvarint(out, uint64(len(texts)))
	for _, text := range texts {
		out = appendText(out, text)
	}
	return out
}

func appendTime(out []byte, t time.Time) []byte {
	out = binary.AppendUvarint(out, uint64(t.Unix()))
	return binary.AppendUvarint(out, uint64(t.Nanosecond()))
}
