package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"footnote/adapters/terminal"
	"footnote/bot/answering"
	"footnote/bot/grounding"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/corpus"
	"footnote/retrieval/eval"
	"footnote/retrieval/question"
	"footnote/retrieval/weights"
	"footnote/retrieval/weights/training"
)

// trained is the program as package training sees it. Indexes are made in a
// folder of their own, once each, and removed in the end.
type trained struct {
	app        *app
	background string // folder, "" for none
	checker    *grounding.Checker
	scratch    string            // folder of the indexes, "" before the first
	indexes    map[string]string // folder of the index, by what it holds
}

func newTrained(a *app, background string) *trained {
	return &trained{
		app: a, background: background, indexes: make(map[string]string),
		checker: grounding.NewChecker(blevex.NewAnalyzer()),
	}
}

// removeIndexes frees the disk.
func (t *trained) removeIndexes() {
	if t.scratch != "" {
		_ = os.RemoveAll(t.scratch) // below the system's folder for such things
	}
}

// Names implements training.System.
func (t *trained) Names() training.Names {
	return training.Names{
		Evidence: retrieval.EvidenceNames(), Confidence: answering.FeatureNames(), Checker: grounding.FeatureNames(),
		Rank: retrieval.RankFeature, OfBest: retrieval.OfBestLine, Answered: answering.AnsweredLine,
		Threshold: grounding.ThresholdLine, FewestPlain: grounding.FewestPlainLine,
	}
}

// Check implements training.System.
func (t *trained) Check(c eval.Claim) training.Checked {
	v := t.checker.Check(c.Text, claimEvidence(c))
	out := training.Checked{Features: v.Features, Score: v.Score, Plain: v.Plain, Supported: v.Supported}
	for _, r := range v.Reasons {
		out.Fatal = out.Fatal || r.Kind.Fatal()
	}
	return out
}

// Open implements training.System.
func (t *trained) Open(ctx context.Context, dir string, among bool, w *weights.Set) (training.Corpus, error) {
	key := fmt.Sprint(among, dir)
	data, ok := t.indexes[key]
	if !ok {
		var err error
		if data, err = t.index(ctx, dir, among); err != nil {
			return nil, fmt.Errorf("index the documents of %s: %w", dir, err)
		}
		t.indexes[key] = data
	}
	x, err := blevex.NewStore(data, dir, t.app.log).Open(ctx)
	if err != nil {
		return nil, err
	}
	prefix := ""
	if holdsBEIR(dir) {
		prefix = beirCorpus + "#"
	}
	e, err := newEvaluated(x, prefix, w)
	if err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return trainedCorpus{e}, nil
}

func holdsBEIR(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, beirCorpus))
	return err == nil
}

// index makes the index of a set's documents and returns its folder.
func (t *trained) index(ctx context.Context, dir string, among bool) (data string, err error) {
	if t.scratch == "" {
		if t.scratch, err = os.MkdirTemp("", "footnote-fit-"); err != nil {
			return "", err
		}
	}
	var files fs.FS = oneFile{os.DirFS(dir), beirCorpus}
	switch alone := !holdsBEIR(dir); {
	case alone && among:
		return "", usageError("a set with its documents in a folder can't be asked among others: %s", dir)
	case alone:
		files = os.DirFS(filepath.Join(dir, training.DocumentsDir))
	case among:
		if holdsBEIR(t.background) {
			return "", usageError("the background %s has a file %s of its own", t.background, beirCorpus)
		}
		files = beside{os.DirFS(t.background), os.DirFS(dir), beirCorpus}
	}
	source := corpus.New(files, t.app.corpusOptions())
	data = filepath.Join(t.scratch, fmt.Sprint(len(t.indexes)))
	bar := terminal.NewProgress(t.app.stderr, t.app.err)
	_, err = retrieval.Sync(ctx, source, blevex.NewStore(data, dir, t.app.log), retrieval.SyncOptions{Progress: bar.Update})
	bar.Done()
	return data, errors.Join(err, source.Close())
}

// beside is a folder with one file more in it, of another folder.
type beside struct {
	fs.FS
	other fs.FS
	name  string
}

// Open implements fs.FS.
func (b beside) Open(name string) (fs.File, error) {
	if name == b.name {
		return b.other.Open(name)
	}
	return b.FS.Open(name)
}

// ReadDir implements fs.ReadDirFS.
func (b beside) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(b.FS, name)
	if err != nil || name != "." {
		return list, err
	}
	info, err := fs.Stat(b.other, b.name)
	if err != nil {
		return nil, err
	}
	return append(list, fs.FileInfoToDirEntry(info)), nil
}

// trainedCorpus is the documents of one set.
type trainedCorpus struct{ evaluated }

// answerPassages is how many passages compete for an answer.
const answerPassages = 8

// Passages implements training.Corpus.
func (c trainedCorpus) Passages(ctx context.Context, asked string) ([]training.Passage, error) {
	found, err := retrieval.Search(ctx, c.index, retrieval.Query{Question: question.Parse(asked), Limit: answerPassages, Weights: c.weights})
	if err != nil {
		return nil, err
	}
	var passages []training.Passage
	for i := range found.Hits {
		h := &found.Hits[i]
		p := training.Passage{Document: strings.TrimPrefix(h.Document, c.prefix)}
		for k := range h.Sentences {
			s := &h.Sentences[k]
			p.Sentences = append(p.Sentences, training.Sentence{
				Text: h.Text[s.Start-h.Start : s.End-h.Start], Features: s.Evidence[:],
			})
		}
		passages = append(passages, p)
	}
	return passages, nil
}

// Answer implements training.Corpus.
func (c trainedCorpus) Answer(ctx context.Context, question string, exclude func(string) bool) (training.Answer, error) {
	a, err := c.answer(ctx, question, exclude, false)
	return training.Answer{Features: a.Features, Confidence: a.Confidence, Forbidden: a.Forbidden}, err
}

// Close implements training.Corpus.
func (c trainedCorpus) Close() error { return c.index.Close() }
