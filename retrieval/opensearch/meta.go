package opensearch

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"footnote/retrieval/engine"
)

// formatVersion counts changes of what is kept on the cluster, of analysis and of
// passages: an index of another version is rebuilt.
const formatVersion = 1

// state is what counts: the document "state" of the meta index.
type state struct {
	Format int    `json:"format"`
	Index  string `json:"index"`  // that passages are in
	Number int64  `json:"number"` // up to which changes count
	Corpus string `json:"corpus"`
	Made   int64  `json:"made"` // Unix milliseconds
	engine.Totals
	// Aborted are the numbers below Number of changes that never counted.
	Aborted []int64 `json:"aborted,omitempty"`
	// Commits are the latest changes that counted, for knowing what no reader needs
	// any more.
	Commits []commit `json:"commits,omitempty"`

	version version
}

// commit is when a change came to count.
type commit struct {
	Number int64 `json:"number"`
	At     int64 `json:"at"` // Unix milliseconds
}

// name tells a state from all others.
func (s *state) name() string {
	if s == nil {
		return ""
	}
	return s.Index + "#" + strconv.FormatInt(s.Number, 10)
}

func (s *state) documents() string { return documentsOf(s.Index) }

func documentsOf(index string) string { return index + "-documents" }

// version is what a document must still be for a write to take effect.
type version struct {
	Seq  int64 `json:"_seq_no"`
	Term int64 `json:"_primary_term"`
	is   bool  // it exists
}

// condition is the query of a write.
func (v version) condition() string {
	if !v.is {
		return "op_type=create"
	}
	return fmt.Sprintf("if_seq_no=%d&if_primary_term=%d", v.Seq, v.Term)
}

func (c *client) metaIndex() string { return c.address.prefix + "-meta" }

// makeMeta makes the meta index if it isn't there.
func (c *client) makeMeta(ctx context.Context) error {
	err := c.call(ctx, "make the index of the state", http.MethodPut, "/"+c.metaIndex(), map[string]any{
		"settings": map[string]any{"number_of_shards": 1, "auto_expand_replicas": "0-2"},
		"mappings": map[string]any{"dynamic": false},
	}, nil)
	if hasStatus(err, http.StatusBadRequest) { // it is there
		return nil
	}
	return err
}

// getMeta reads a document of the meta index, as it was written last. found is false if
// it isn't there.
func (c *client) getMeta(ctx context.Context, id string, out any) (v version, found bool, err error) {
	answer := struct {
		version
		Source any `json:"_source"`
	}{Source: out}
	err = c.call(ctx, "read the state of the index", http.MethodGet, "/"+c.metaIndex()+"/_doc/"+id, nil, &answer)
	if hasStatus(err, http.StatusNotFound) {
		return v, false, nil
	}
	answer.version.is = true
	return answer.version, err == nil, err
}

// putMeta writes a document of the meta index if it is still as it was read. moved
// reports whether it isn't.
func (c *client) putMeta(ctx context.Context, id string, v version, doc any) (now version, moved bool, err error) {
	err = c.call(ctx, "write the state of the index", http.MethodPut, "/"+c.metaIndex()+"/_doc/"+id+"?"+v.condition(), doc, &now)
	if hasStatus(err, http.StatusConflict) {
		return v, true, nil
	}
	now.is = true
	return now, false, err
}

// readState reads what counts, nil if nothing does.
func (c *client) readState(ctx context.Context) (*state, error) {
	s := new(state)
	v, found, err := c.getMeta(ctx, "state", s)
	if err != nil || !found {
		return nil, err
	}
	s.version = v
	return s, nil
}

// checkFormat returns why a state can't be used.
func (s *state) checkFormat() error {
	if s.Format == formatVersion {
		return nil
	}
	return &engine.UntrustedError{Reason: fmt.Sprintf("it has format %d, this program makes format %d", s.Format, formatVersion)}
}

// grace is how long readers may go on with a state after the next one came to count:
// they look for a new one at least every second, and a question takes less than this.
const grace = time.Minute

// noteCommit lists a change among the commits and forgets those that no reader needs.
func (s *state) noteCommit(now time.Time) {
	s.Made = now.UnixMilli()
	s.Commits = append(s.Commits, commit{s.Number, s.Made})
	old := s.obsolete(now)
	s.Commits = slices.DeleteFunc(s.Commits, func(c commit) bool { return c.Number < old })
}

// obsolete returns the number up to which what was replaced has no readers left, 0 if
// there is none.
func (s *state) obsolete(now time.Time) (number int64) {
	for _, c := range s.Commits {
		if now.Sub(time.UnixMilli(c.At)) > grace {
			number = max(number, c.Number)
		}
	}
	return number
}

// visible are the clauses of a bool query that leaves out what doesn't count in a state.
func (s *state) visible() (must, mustNot []any) {
	must = []any{query{"range": query{"from": query{"lte": s.Number}}}}
	gone := query{"filter": []any{query{"range": query{"to": query{"lte": s.Number}}}}}
	if len(s.Aborted) > 0 {
		mustNot = append(mustNot, query{"terms": query{"from": s.Aborted}})
		gone["must_not"] = []any{query{"terms": query{"to": s.Aborted}}}
	}
	return must, append(mustNot, query{"bool": gone})
}

// query is a part of a request in OpenSearch's query language.
type query map[string]any

// filtered returns a query for what counts in a state and matches all filters.
func (s *state) filtered(filters ...any) query {
	must, mustNot := s.visible()
	return query{"bool": query{"filter": append(must, filters...), "must_not": mustNot}}
}

func term(field string, value any) query { return query{"term": query{field: value}} }
