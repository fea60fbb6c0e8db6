package opensearch

import (
	"context"
	"fmt"
	"net/http"
	"regexp"

	"footnote/retrieval/engine"
)

// indexName is the name of the passages' index of a rebuild.
func (c *client) indexName(number int64) string {
	return fmt.Sprintf("%s-%06d", c.address.prefix, number)
}

// generations match the indices of rebuilds.
func (c *client) generations() *regexp.Regexp {
	return regexp.MustCompile("^" + regexp.QuoteMeta(c.address.prefix) + `-(\d{6,})(-documents)?$`)
}

// unsearched is a field that is only handed out again.
func unsearched() query { return query{"type": "keyword", "index": false, "doc_values": false} }

// makeIndices makes the empty indices of a rebuild.
func (c *client) makeIndices(ctx context.Context, index string) error {
	terms := query{"type": "text", "analyzer": "whitespace", "index_options": "freqs", "similarity": "footnote"}
	begins, ends := query{"type": "long"}, query{"type": "long", "doc_values": false}
	settings := query{
		"number_of_shards": c.address.shards, "auto_expand_replicas": "0-1",
		"refresh_interval": -1, // a change makes its rows searchable itself, once
		"codec":            "best_compression",
	}
	passages := query{
		"d": query{"type": "keyword"}, "g": query{"type": "keyword"}, "n": query{"type": "integer"}, "l": query{"type": "keyword"},
		"b": terms, "c": terms, "m": query{"type": "keyword"},
		"t": unsearched(), "h": unsearched(), "s": query{"type": "long", "index": false, "doc_values": false},
		"k": unsearched(), "v": unsearched(), "from": begins, "to": ends,
	}
	documents := query{
		"kind": query{"type": "keyword"}, "key": query{"type": "keyword"}, "body": unsearched(), "from": begins, "to": ends,
	}
	similar := query{"footnote": query{"type": "BM25", "k1": engine.K1, "b": engine.BodyB}}
	for name, fields := range map[string]query{index: passages, documentsOf(index): documents} {
		body := query{
			"settings": query{"index": settings, "similarity": similar},
			"mappings": query{"dynamic": false, "properties": fields},
		}
		if err := c.call(ctx, "make a new index", http.MethodPut, "/"+name, body, nil); err != nil {
			return err
		}
	}
	return nil
}

// removeIndices removes the indices of rebuilds that keep doesn't hold for.
func (c *client) removeIndices(ctx context.Context, keep func(index string) bool) error {
	var list []struct {
		Index string `json:"index"`
	}
	if err := c.call(ctx, "list the indices", http.MethodGet, "/_cat/indices/"+c.address.prefix+"-*?format=json&h=index&expand_wildcards=all", nil, &list); err != nil {
		return err
	}
	names := c.generations()
	for _, l := range list {
		m := names.FindStringSubmatch(l.Index)
		if m == nil || keep(c.address.prefix+"-"+m[1]) {
			continue
		}
		err := c.call(ctx, "remove an old index", http.MethodDelete, "/"+l.Index, nil, nil)
		if err != nil && !hasStatus(err, http.StatusNotFound) {
			return err
		}
	}
	return nil
}

// pointAlias has the alias of the prefix mean an index.
func (c *client) pointAlias(ctx context.Context, index string) error {
	return c.call(ctx, "point the alias to the new index", http.MethodPost, "/_aliases", query{"actions": []any{
		query{"remove": query{"index": c.address.prefix + "-*", "alias": c.address.prefix, "must_exist": false}},
		query{"add": query{"index": index, "alias": c.address.prefix}},
	}}, nil)
}
