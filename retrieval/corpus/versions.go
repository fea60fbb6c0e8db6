package corpus

import (
	"maps"
	"slices"
	"sync"

	"footnote/retrieval"
)

// readerNames are the readers that took part in reading a file. A parser that
// was given up may still add to them.
type readerNames struct {
	mu   sync.Mutex
	keys map[string]bool
}

func (n *readerNames) addFormat(f *format) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.keys == nil {
		n.keys = make(map[string]bool)
	}
	n.keys[f.readerVersion()] = true
}

// addNames adds what another process has named.
func (n *readerNames) addNames(keys []string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.keys == nil {
		n.keys = make(map[string]bool)
	}
	for _, key := range keys {
		n.keys[key] = true
	}
}

// sortedNames returns the names in order, with a name for none of them.
func (n *readerNames) sortedNames() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.keys) == 0 {
		return []string{noFormat.readerVersion()}
	}
	return slices.Sorted(maps.Keys(n.keys))
}

// Outdated implements retrieval.Source. A state without readers is one of a
// program that kept none, whose readers were the first versions: what they read
// is good, what they failed at may have been the moment's fault.
func (c *Corpus) Outdated(state retrieval.FileState) bool {
	if len(state.Readers) == 0 {
		return state.Failed != ""
	}
	if slices.Contains(state.Readers, picturesLater) && c.pictures.later() && !c.pictures.isRead(state.Path) {
		return slices.ContainsFunc(state.Readers, func(key string) bool { return key != picturesLater && !c.current[key] })
	}
	return slices.ContainsFunc(state.Readers, func(key string) bool { return !c.current[key] })
}

// What a file is said to be read by, too, if it has pictures of text: files that wait
// for a program that reads them are read again when there is one.
const (
	picturesWait  = "pictures/0"
	picturesRead  = "pictures/1"
	picturesLater = "pictures/later" // there is a program, whose turn has not come
)

// notePictures remembers that the input has pictures of text.
func (in *input) notePictures() {
	key := picturesRead
	switch {
	case in.limits.ocr == nil && in.limits.later:
		key = picturesLater
	case in.limits.ocr == nil:
		key = picturesWait
	}
	in.readBy.addNames([]string{key})
}

// setFormats sets the formats that the corpus reads.
func (c *Corpus) setFormats(formats []format) {
	c.formats = formats
	c.current = map[string]bool{noFormat.readerVersion(): true, picturesRead: true}
	if c.limits.ocr == nil {
		c.current[picturesWait] = true
	}
	for _, f := range formats {
		c.current[f.readerVersion()] = true
	}
}
