package measuring

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/adapters"
	"footnote/bot/answering"
	"footnote/bot/grounding"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/corpus"
	"footnote/retrieval/eval"
	"footnote/retrieval/library"
	"footnote/retrieval/weights"
	"footnote/retrieval/weights/training"
)

// trained is the program as package training sees it. Indexes are made in a
// folder of their own, once each, and removed in the end.
type trained struct {
	means      Means
	background string // folder, "" for none
	checker    *grounding.Checker
	scratch    string            // folder of the indexes, "" before the first
	indexes    map[string]string // folder of the index, by what it holds
}

func newTrained(m Means, background string) *trained {
	return &trained{
		means: m, background: background, indexes: make(map[string]string),
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
		Rank: retrieval.RankFeature, OfBest: retrieval.OfBestLine, Cosine: retrieval.CosineFeature, OfCosine: retrieval.OfCosineLine, Answered: answering.AnsweredLine,
		Threshold: grounding.ThresholdLine, FewestPlain: grounding.FewestPlainLine,
	}
}

// Check implements training.System. What is fitted is the weighing, so its verdict and
// its reasons are what the fit sees.
func (t *trained) Check(c eval.Claim) training.Checked {
	v := t.checker.Prepare(claimEvidence(c)).Weigh(c.Text)
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
		if data, err = t.indexSet(ctx, dir, among); err != nil {
			return nil, fmt.Errorf("index the documents of %s: %w", dir, err)
		}
		t.indexes[key] = data
	}
	store, err := t.storeIn(data, dir)
	if err != nil {
		return nil, err
	}
	x, err := store.Open(ctx)
	if err != nil {
		return nil, err
	}
	prefix := ""
	if hasDocuments(dir) {
		prefix = DocumentsPrefix
	}
	e, err := newEvaluated(x, prefix, w)
	if err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return trainedCorpus{e, x.Close}, nil
}

// hasDocuments is HasDocuments where a set that can't be looked at has none.
func hasDocuments(dir string) bool {
	ok, err := HasDocuments(dir)
	return ok && err == nil
}

// indexSet makes the index of a set's documents and returns its folder.
func (t *trained) indexSet(ctx context.Context, dir string, among bool) (data string, err error) {
	if t.scratch == "" {
		if t.scratch, err = os.MkdirTemp("", "footnote-fit-"); err != nil {
			return "", err
		}
	}
	var files fs.FS = Documents(dir)
	switch alone := !hasDocuments(dir); {
	case alone && among:
		return "", adapters.WrongSetting("a set with its documents in a folder can't be asked among others: %s", dir)
	case alone:
		files = os.DirFS(filepath.Join(dir, training.DocumentsDir))
	case among:
		files = beside{os.DirFS(t.background), os.DirFS(dir), DocumentsFile}
	}
	source := corpus.New(files, t.means.Reading)
	data = filepath.Join(t.scratch, fmt.Sprint(len(t.indexes)))
	store, err := t.storeIn(data, dir)
	if err != nil {
		return "", errors.Join(err, source.Close())
	}
	bar := t.means.NewProgress()
	_, err = retrieval.Sync(ctx, source, store, retrieval.SyncOptions{Progress: bar.Update})
	bar.Done()
	if err = errors.Join(err, source.Close()); err == nil {
		_, err = t.means.MakeVectors(ctx, library.Embedded(store))
	}
	return data, err
}

// storeIn returns the index of a set in a folder, with its vectors.
func (t *trained) storeIn(data, dir string) (*blevex.Store, error) {
	vectors, err := t.means.OpenVectors(data)
	if err != nil {
		return nil, err
	}
	store := blevex.NewStore(data, dir, t.means.Log)
	store.UseVectors(vectors)
	return store, nil
}
