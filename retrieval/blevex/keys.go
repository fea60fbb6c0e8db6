package blevex

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"footnote/retrieval/meaning"
	"footnote/retrieval/private"
)

// keysFolder holds, for each segment, the keys of its passages' vectors, in a file of
// the segment's name: the segment has them too, but each beside the text of its
// passage, and compressed with it.
const keysFolder = "keys"

// passageKeys are the keys of a segment's passages, by number.
type passageKeys struct {
	segment   uint32 // its checksum
	languages []string
	spoken    []byte // indexes into languages; noPassage for what is no passage
	keys      []byte // one after the other
}

const (
	keysMagic     = "FNKEYS01"
	keysHeader    = len(keysMagic) + 4 + 4 + 1
	keyBytes      = len(meaning.Key{})
	noPassage     = 255
	mostLanguages = 254 // others count as the last of these
)

func (k *passageKeys) count() int            { return len(k.spoken) }
func (k *passageKeys) key(i int) meaning.Key { return meaning.Key(k.keys[i*keyBytes:][:keyBytes]) }
func (k *passageKeys) isPassage(i int) bool  { return k.spoken[i] != noPassage }
func (k *passageKeys) language(i int) string { return k.languages[k.spoken[i]] }

// writeKeys writes the keys of all segments of a closed index that has just been
// changed. dir is that of the generation; it may have the keys of segments already.
func writeKeys(dir string) (err error) {
	outer, err := bleve.OpenUsing(filepath.Join(dir, "bleve"), engineConfig(true))
	if err != nil {
		return fmt.Errorf("open the new index: %w", err)
	}
	defer func() { err = errors.Join(err, outer.Close()) }()
	engine, err := outer.Advanced()
	if err != nil {
		return err
	}
	reader, err := engine.Reader()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return fmt.Errorf("bleve gave a %T, not a scorch snapshot", reader)
	}
	if err := private.MakeFolder(filepath.Join(dir, keysFolder)); err != nil {
		return err
	}
	used := make(map[string]bool)
	for _, s := range snapshot.Segments() {
		path, sum, err := identifySegment(dir, s)
		if err != nil {
			return err
		}
		used[filepath.Base(path)] = true
		if k, err := readKeys(path, sum, int(s.FullSize())); err == nil && k != nil {
			continue
		}
		k, err := collectKeys(s, sum)
		if err != nil {
			return err
		}
		_ = os.Remove(path) // it may be a link to one of the generation before
		if err := private.WriteFile(path, k.encodeKeys()); err != nil {
			return err
		}
	}
	for _, folder := range []string{filepath.Join("bleve", "store"), keysFolder} {
		if err := removeOthers(filepath.Join(dir, folder), used); err != nil {
			return err
		}
	}
	return nil
}

// removeOthers removes the segments, or their keys, of a folder whose names aren't used:
// bleve may leave merged ones behind.
func removeOthers(dir string, used map[string]bool) error {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".zap" && !used[e.Name()] {
			err = errors.Join(err, os.Remove(filepath.Join(dir, e.Name())))
		}
	}
	return err
}

// identifySegment returns where the keys of a segment are and its checksum. Names of
// segments can be those of earlier ones; checksums differ.
func identifySegment(dir string, s *scorch.SegmentSnapshot) (path string, sum uint32, err error) {
	kept, ok := s.Segment().(segment.PersistedSegment)
	summed, hasSum := s.Segment().(interface{ CRC() uint32 })
	if !ok || !hasSum {
		return "", 0, fmt.Errorf("a segment of the index is a %T, not one of zap on disk", s.Segment())
	}
	return filepath.Join(dir, keysFolder, filepath.Base(kept.Path())), summed.CRC(), nil
}

// collectKeys reads the keys of a segment's passages out of it.
func collectKeys(s *scorch.SegmentSnapshot, sum uint32) (*passageKeys, error) {
	n, stored := int(s.FullSize()), &storedTexts{segments: []*scorch.SegmentSnapshot{s}}
	k := &passageKeys{segment: sum, spoken: make([]byte, n), keys: make([]byte, n*keyBytes)}
	for i := range n {
		k.spoken[i] = noPassage
		h, err := stored.head(0, uint64(i))
		if err != nil {
			return nil, err
		}
		if !h.isRecord {
			copy(k.keys[i*keyBytes:], h.key[:])
			k.spoken[i] = k.numberOf(h.language)
		}
	}
	return k, nil
}

// numberOf returns the index of a language.
func (k *passageKeys) numberOf(language string) byte {
	i := slices.Index(k.languages, language)
	if i < 0 && len(k.languages) < mostLanguages {
		k.languages = append(k.languages, language)
		i = len(k.languages) - 1
	}
	if i < 0 {
		i = mostLanguages - 1
	}
	return byte(i)
}

func (k *passageKeys) encodeKeys() []byte {
	out := []byte(keysMagic)
	out = binary.LittleEndian.AppendUint32(out, k.segment)
	out = binary.LittleEndian.AppendUint32(out, uint32(k.count()))
	out = append(out, byte(len(k.languages)))
	for _, l := range k.languages {
		out = append(out, byte(len(l)))
		out = append(out, l...)
	}
	out = append(out, k.spoken...)
	return append(out, k.keys...)
}

// readKeys reads the keys of the segment with a checksum and so many entries, nil
// if the file is of another one.
func readKeys(path string, sum uint32, entries int) (*passageKeys, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(data) < keysHeader || string(data[:len(keysMagic)]) != keysMagic {
		return nil, nil
	}
	rest := data[len(keysMagic):]
	k := &passageKeys{segment: binary.LittleEndian.Uint32(rest)}
	count, languages := int(binary.LittleEndian.Uint32(rest[4:])), int(rest[8])
	rest = rest[9:]
	for range languages {
		if len(rest) == 0 || len(rest) <= int(rest[0]) {
			return nil, nil
		}
		n := int(rest[0])
		k.languages = append(k.languages, string(rest[1:1+n]))
		rest = rest[1+n:]
	}
	if k.segment != sum || count != entries || len(rest) != count*(1+keyBytes) {
		return nil, nil
	}
	k.spoken, k.keys = rest[:count], rest[count:]
	for _, l := range k.spoken {
		if l != noPassage && int(l) >= languages {
			return nil, nil
		}
	}
	return k, nil
}
