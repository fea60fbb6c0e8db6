package blevex

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"footnote/retrieval/meaning"
	"footnote/retrieval/private"
)

// sentenceRecord remembers the segments whose sentences all have vectors, by what
// identifies them, with how many there are: reading all texts to find that nothing is
// to be done would take seconds.
type sentenceRecord map[string]int

// readSentenceRecord returns what was written down last; nothing if it can't be read.
func readSentenceRecord(v *meaning.Store) sentenceRecord {
	record := make(sentenceRecord)
	data, err := os.ReadFile(v.RecordPath())
	if err != nil {
		return record
	}
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		var id string
		var n int
		if _, err := fmt.Sscanf(lines.Text(), "%s %d", &id, &n); err == nil {
			record[id] = n
		}
	}
	return record
}

func (r sentenceRecord) write(v *meaning.Store) error {
	var b strings.Builder
	for id, n := range r {
		fmt.Fprintf(&b, "%s %d\n", id, n)
	}
	err := private.MakeFolder(filepath.Dir(v.RecordPath()))
	if err == nil {
		err = writeFileSync(v.RecordPath(), []byte(b.String()))
	}
	if err != nil {
		return fmt.Errorf("write down which sentences have vectors: %w", err)
	}
	return nil
}
