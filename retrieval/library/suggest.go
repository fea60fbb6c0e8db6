package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"footnote/retrieval"
)

// Suggestion is a question with a document that answers it.
type Suggestion struct{ Document, Question string }

// How many questions are made and kept. All are asked once for each state of the
// documents, and an answer takes some milliseconds to a tenth of a second.
const (
	mostRead  = 240 // documents that are looked at for questions
	mostAsked = 60  // questions that are tried
	mostKept  = 24
	mostOfOne = 6 // that are kept of a collection
	suggested = "suggestions.json"
)

// Suggestions returns questions that the documents answer, as they were found last:
// those of the first documents of each collection first. It never waits for Prepare.
func (c *Catalog) Suggestions(ctx context.Context) ([]Suggestion, error) {
	state, _ := c.library.Store.Current()
	c.suggesting.Lock()
	defer c.suggesting.Unlock()
	if state == "" || state == c.suggestedOf {
		return c.suggestions, nil
	}
	data, err := c.library.Store.Extra(ctx, suggested)
	if err != nil {
		return nil, err
	}
	var list []Suggestion
	if data == nil || json.Unmarshal(data, &list) != nil {
		return c.suggestions, nil // those of before, until there are others
	}
	c.suggestions, c.suggestedOf = list, state
	return list, nil
}

// Prepare finds the questions that Suggestions returns, unless that was done for the
// documents as they are: it makes questions of documents from all over the corpus and
// keeps those that Answers holds for. They are kept with the generation of the index.
func (c *Catalog) Prepare(ctx context.Context) error {
	c.preparing.Lock()
	defer c.preparing.Unlock()
	state, _ := c.library.Store.Current()
	if _, err := c.Suggestions(ctx); err != nil {
		return err
	}
	if c.isSuggested(state) || c.Answers == nil {
		return nil
	}
	list, err := c.findSuggestions(ctx)
	if err != nil {
		return fmt.Errorf("find questions to suggest: %w", err)
	}
	c.suggesting.Lock()
	c.suggestions, c.suggestedOf = list, state
	c.suggesting.Unlock()
	data, err := json.Marshal(list)
	if err == nil {
		err = c.library.Store.SetExtra(ctx, state, suggested, data)
	}
	if err != nil { // they are made again by the next process
		c.library.options.Log.Debug("the suggested questions can't be kept", "err", err)
	}
	return nil
}

func (c *Catalog) isSuggested(state string) bool {
	c.suggesting.Lock()
	defer c.suggesting.Unlock()
	return state == "" || state == c.suggestedOf
}

// preparedEvery is how often KeepPrepared looks whether the documents have changed.
const preparedEvery = 30 * time.Second

// KeepPrepared lists the documents and prepares suggestions, now and after each change
// of the documents, by whatever process, until ctx ends: whoever asks for them doesn't
// wait for all documents to be listed.
func (c *Catalog) KeepPrepared(ctx context.Context) error {
	for {
		_, _, err := c.Titles(ctx)
		if err == nil {
			err = c.Prepare(ctx)
		}
		if err != nil && ctx.Err() == nil {
			c.library.options.Log.Warn("there are no questions to suggest", "err", err)
		}
		select {
		case <-time.After(preparedEvery):
		case <-ctx.Done():
			return nil
		}
	}
}

// findSuggestions makes questions and keeps those that are answered.
func (c *Catalog) findSuggestions(ctx context.Context) ([]Suggestion, error) {
	files, err := c.library.Store.Listing(ctx)
	if err != nil {
		return nil, err
	}
	var titles []Title // of which no more than the documents is known: to read all facts takes long
	for f := range retrieval.EachState(files) {
		for _, id := range f.Documents {
			titles = append(titles, Title{Document: id})
		}
	}
	made, err := c.makeQuestions(ctx, sampleTitles(titles))
	if err != nil {
		return nil, err
	}
	kept := []Suggestion{}
	of := make(map[string]int) // by collection
	for asked, s := range made {
		collection := retrieval.CollectionOf(s.Document)
		if asked == mostAsked || len(kept) == mostKept {
			break
		}
		if of[collection] == mostOfOne {
			continue
		}
		answered, err := c.Answers(ctx, s.Question, s.Document)
		if err != nil {
			return nil, err
		}
		if answered {
			of[collection]++
			kept = append(kept, s)
		}
	}
	return kept, nil
}

// makeQuestions makes the questions of some documents, the first ones of each document
// first.
func (c *Catalog) makeQuestions(ctx context.Context, sample []Title) ([]Suggestion, error) {
	x, err := c.views.View(ctx)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	byRank := make([][]Suggestion, mostOfDocument)
	for _, t := range sample {
		if len(byRank[0]) == mostAsked {
			break
		}
		d, err := x.Document(ctx, t.Document)
		if errors.Is(err, retrieval.ErrNotFound) {
			continue // the view is of before or after the files were listed
		}
		if err != nil {
			return nil, err
		}
		for i, q := range questionsOf(d) {
			byRank[i] = append(byRank[i], Suggestion{t.Document, q})
		}
	}
	var list []Suggestion
	for _, rank := range byRank {
		list = append(list, rank...)
	}
	return list, nil
}

// sampleTitles takes documents from all collections in turn, evenly from all over each.
func sampleTitles(titles []Title) []Title {
	var order []string
	of := make(map[string][]Title)
	for _, t := range titles {
		collection := retrieval.CollectionOf(t.Document)
		if of[collection] == nil {
			order = append(order, collection)
		}
		of[collection] = append(of[collection], t)
	}
	var sample []Title
	share := max(mostRead/max(len(order), 1), 1)
	for i := range share {
		for _, collection := range order {
			list := of[collection]
			n := min(share, len(list))
			if i < n && len(sample) < mostRead {
				sample = append(sample, list[i*len(list)/n])
			}
		}
	}
	return sample
}
