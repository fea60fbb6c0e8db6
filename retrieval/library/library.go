// Package library is the life of an indexed folder: it finds a corpus and the
// index made from it, brings the one up to date with the other, once or after
// every change, and says what the index holds.
//
// It stands above corpus, which reads files, and blevex or opensearch, which keeps the
// index, and knows nothing of who asks: what goes wrong with the two folders comes as
// an [Error], which callers word, and what a sync did as a [Report].
//
// A Library is made by [Open], which changes nothing. [Library.OpenDocuments]
// readies the documents for reading, [Library.Sync] and [Library.Follow] read
// them. The index itself is opened through [Library.Store].
package library

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/corpus"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
	"footnote/retrieval/opensearch"
)

// Sample is the name of the corpus that Options.Sample holds: no path, for it
// has none.
const Sample = "the sample corpus"

// Options say which corpus and which index are meant.
type Options struct {
	// Corpus is the absolute path of the folder of documents, or of the file, or the
	// address, or several of these as JoinRoots joins them. "" stands for the one that
	// the index was made from or, without an index, for Default.
	Corpus string
	// Default is the corpus of an index that is to be made, if Corpus is ""; "" is the
	// sample.
	Default string
	// Data is the absolute path of the folder of the index. It need not be there.
	Data string
	// Files hold the documents, if set. Corpus is only their name then.
	Files fs.FS
	// Sample holds the documents of the corpus named Sample.
	Sample fs.FS
	// Replace gives an index of another corpus over to this one.
	Replace bool
	// Reading bounds what is read of a file.
	Reading corpus.Options
	// Vectors keeps the vectors of the index's texts; nil has none made or used.
	Vectors *meaning.Store
	// Former keeps those of the model before, which serve until Vectors has all; nil if
	// there are none.
	Former *meaning.Store
	// Cluster keeps the index, if set. Data has what else belongs to it.
	Cluster *opensearch.Store
	// Log is told what the index has to say; nil discards it.
	Log *slog.Logger
	// Word turns what is wrong with the folders into what callers and the record
	// of syncs get; nil leaves it as it is.
	Word func(*Error) error
}

// Library is a corpus with the index made from it.
type Library struct {
	Corpus string // as Options have it, or Sample
	Data   string // absolute path
	Store  Store
	// AllowEmpty says that somebody has confirmed that files are gone. It holds
	// until the index was brought up to date once.
	AllowEmpty bool

	options  Options
	source   retrieval.Source
	files    *corpus.Corpus // what source reads from
	syncs    *record
	recorded string // the corpus that the index was made from when it was found
	first    bool   // there is no index yet
	switched bool   // the index holds another corpus until it is synced
}

// Open finds the corpus and the index. It reads no documents and changes
// nothing. Errors match *Error, if Options.Word keeps them.
func Open(o Options) (*Library, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	l := &Library{Corpus: o.Corpus, Data: o.Data, options: o, syncs: &record{}}
	if err := l.checkData(); err != nil {
		return nil, err
	}
	recorded, exists, err := l.findIndex()
	if err != nil {
		return nil, err
	}
	l.recorded, l.first = recorded, !exists
	switch {
	case l.Corpus == "" && recorded == "" && !l.first:
		return nil, l.failAs(UnknownCorpus, nil)
	case l.Corpus == "" && recorded == "":
		l.Corpus = cmp.Or(o.Default, Sample)
	case l.Corpus == "":
		l.Corpus = recorded
	case recorded != "" && recorded != l.Corpus:
		if !o.Replace {
			return nil, l.wordError(&Error{Kind: OtherCorpus, Corpus: l.Corpus, Data: l.Where(), Recorded: recorded})
		}
		l.switched = true
	}
	l.Store = l.openStore()
	return l, nil
}

// IsFirst reports whether there is no index yet.
func (l *Library) IsFirst() bool { return l.first }

// IsSwitched reports whether the index holds another corpus until it is synced.
// Until then no file counts as unchanged for having the same path, size and time.
func (l *Library) IsSwitched() bool { return l.switched }

// MadeFrom returns the corpus that the index was made from when it was found, ""
// if it doesn't say or isn't there.
func (l *Library) MadeFrom() string { return l.recorded }

// IsSample reports whether the corpus is the sample, which never changes.
func (l *Library) IsSample() bool { return l.Corpus == Sample }

// Vectors returns what keeps the vectors of the index's texts, nil if none are made
// or used.
func (l *Library) Vectors() *meaning.Store { return l.options.Vectors }

// FileMemory returns the memory that reading one file may take, bytes; 0 means the usual.
func (l *Library) FileMemory() int64 {
	if pool := l.options.Reading.Apart; pool != nil {
		return pool.Memory()
	}
	return 0
}

// Syncs returns how the index was brought up to date so far.
func (l *Library) Syncs() Syncs { return l.syncs.readSyncs() }

// Where says where the index is: its folder, or its address on a cluster.
func (l *Library) Where() string {
	if l.options.Cluster != nil {
		return l.options.Cluster.Address().String()
	}
	return l.Data
}

// Cluster returns what keeps the index on a cluster, nil if it is in a folder.
func (l *Library) Cluster() *opensearch.Store { return l.options.Cluster }

// findTime bounds how long a cluster is asked whether it has the index.
const findTime = 20 * time.Second

// findIndex returns the corpus that the index was made from, "" if it doesn't say, and
// whether there is an index.
func (l *Library) findIndex() (recorded string, exists bool, err error) {
	if l.options.Cluster != nil {
		ctx, cancel := context.WithTimeout(context.Background(), findTime)
		defer cancel()
		return l.options.Cluster.Corpus(ctx)
	}
	recorded = blevex.Corpus(l.Data)
	return recorded, recorded != "" || holdsIndex(l.Data, l.options.Log), nil
}

// openStore returns the store that the options mean.
func (l *Library) openStore() Store {
	if l.options.Cluster != nil {
		l.options.Cluster.SetCorpus(l.Corpus)
		return Clustered(l.options.Cluster)
	}
	store := blevex.NewStore(l.Data, l.Corpus, l.options.Log)
	store.UseVectors(l.options.Vectors)
	store.UseFormer(l.options.Former)
	return Embedded(store)
}

// holdsIndex reports whether a folder holds an index, be it one that this
// version can't read.
func holdsIndex(dir string, log *slog.Logger) bool {
	x, err := blevex.NewStore(dir, "", log).Open(context.Background())
	if err == nil {
		_ = x.Close()
	}
	return !errors.Is(err, engine.ErrNoIndex)
}
