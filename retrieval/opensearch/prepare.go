package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"footnote/retrieval"
)

// unmovedState reads the state, which must be the one that Files was of.
func (s *Store) unmovedState(ctx context.Context) (*state, error) {
	now, err := s.refreshState(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	moved := s.looked && s.listed != now.name()
	s.mu.Unlock()
	if moved {
		return nil, retrieval.ErrMoved
	}
	return now, nil
}

// prepare removes what earlier changes have left, and readies the indices. last is the
// number of the change before, whether it counts or not.
func (c *change) prepare(ctx context.Context, last int64) error {
	s := c.store
	c.next = state{Format: formatVersion, Corpus: s.options.Corpus, Number: c.lease.lease.Number}
	if c.base != nil && c.base.checkFormat() == nil {
		exists, err := s.hasIndices(ctx, c.base)
		if err != nil {
			return err
		}
		c.fresh = !exists
	} else {
		c.fresh = true
	}
	if err := s.removeIndices(ctx, c.keepsIndex); err != nil {
		return err
	}
	if c.fresh {
		c.next.Index = s.indexName(c.next.Number)
		c.wrote = true
		return s.makeIndices(ctx, c.next.Index)
	}
	c.next.Index, c.next.Commits = c.base.Index, slices.Clone(c.base.Commits)
	c.next.Totals = c.base.Totals
	c.next.Languages = maps.Clone(c.base.Languages)
	c.next.Aborted = slices.Clone(c.base.Aborted)
	for n := c.base.Number + 1; n <= last; n++ {
		c.next.Aborted = append(c.next.Aborted, n)
	}
	return c.removeRows(ctx, last)
}

// keepsIndex reports whether an index of a rebuild stays: the one that counts, and the
// one before while it may have readers.
func (c *change) keepsIndex(index string) bool {
	return c.base != nil && (index == c.base.Index || time.Since(time.UnixMilli(c.base.Made)) < grace)
}

// removeRows removes the rows of changes that never counted and those that no reader
// needs any more.
func (c *change) removeRows(ctx context.Context, last int64) error {
	var dead []any
	if last > c.base.Number {
		dead = append(dead, query{"terms": query{"from": c.next.Aborted}})
	}
	if old := c.base.obsolete(time.Now()); old > 0 && c.hasReplaced(old) {
		gone := query{"filter": []any{query{"range": query{"to": query{"lte": old}}}}}
		if len(c.next.Aborted) > 0 {
			gone["must_not"] = []any{query{"terms": query{"to": c.next.Aborted}}}
		}
		dead = append(dead, query{"bool": gone})
	}
	if len(dead) == 0 {
		return nil
	}
	if err := c.store.refresh(ctx, c.base); err != nil {
		return err
	}
	return c.store.deleteRows(ctx, c.base, query{"bool": query{"should": dead, "minimum_should_match": 1}})
}

// hasReplaced reports whether rows may have been replaced by changes up to a number:
// the first change of an index replaces none.
func (c *change) hasReplaced(number int64) bool {
	return c.store.indexName(number) != c.base.Index
}

// deleteRows deletes what matches from both indices of a rebuild.
func (c *client) deleteRows(ctx context.Context, s *state, q query) error {
	for index, order := range map[string][]string{s.Index: {"d", "n", "from"}, s.documents(): {"key", "kind", "from"}} {
		writer := newBulk(c)
		err := c.eachHit(ctx, "list what is no longer used", index, page{query: q, order: order, fields: []string{}, size: pageRows},
			func(name string, _ json.RawMessage) error {
				return writer.add(ctx, action{kind: "delete", index: index, name: name})
			})
		if err == nil {
			err = writer.flush(ctx)
		}
		if err != nil {
			return err
		}
	}
	return c.refresh(ctx, s)
}

// refresh makes what was written searchable.
func (c *client) refresh(ctx context.Context, s *state) error {
	var answer struct {
		Shards struct {
			Failed int `json:"failed"`
		} `json:"_shards"`
	}
	err := c.call(ctx, "make the change searchable", http.MethodPost, "/"+s.Index+","+s.documents()+"/_refresh", nil, &answer)
	if err == nil && answer.Shards.Failed > 0 {
		err = fmt.Errorf("make the change searchable on %s: %d shards fail", c.address, answer.Shards.Failed)
	}
	return err
}

// hasIndices reports whether both indices of a state are there.
func (s *Store) hasIndices(ctx context.Context, base *state) (bool, error) {
	err := s.call(ctx, "look at the index", http.MethodGet, "/"+base.Index+","+base.documents()+"/_settings/index.uuid", nil, nil)
	if hasStatus(err, http.StatusNotFound) {
		return false, nil
	}
	return err == nil, err
}
