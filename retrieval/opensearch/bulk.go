package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

const (
	// bulkBytes is from which size on a batch is sent.
	bulkBytes = 4 << 20
	// bulkSenders is how many batches are under way at once.
	bulkSenders = 2
	// bulkTries is how often what a busy cluster turned away is sent.
	bulkTries = 8
)

// bulk collects writes and sends them in batches. It is safe for use by several
// goroutines.
type bulk struct {
	client  *client
	senders chan struct{}

	mu  sync.Mutex
	buf *bytes.Buffer
}

func newBulk(c *client) *bulk {
	return &bulk{client: c, senders: make(chan struct{}, bulkSenders), buf: new(bytes.Buffer)}
}

// action is one write.
type action struct {
	kind  string // index, update or delete
	index string
	name  string
	doc   any
}

// add adds writes, and sends batches that are large: the cluster takes none of 100 MB.
func (b *bulk) add(ctx context.Context, actions ...action) error {
	for _, a := range actions {
		full, err := b.encode(a)
		if err != nil {
			return fmt.Errorf("encode a passage: %w", err)
		}
		if err := b.sendBatch(ctx, full); err != nil {
			return err
		}
	}
	return nil
}

// encode adds a write to the batch, and returns the batch if that is large now.
func (b *bulk) encode(a action) (full *bytes.Buffer, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	enc := json.NewEncoder(b.buf)
	enc.SetEscapeHTML(false)
	head := query{"_index": a.index, "_id": a.name}
	doc := a.doc
	if a.kind == "update" {
		head["retry_on_conflict"] = 5
		doc = query{"doc": a.doc}
	}
	if err = enc.Encode(query{a.kind: head}); err == nil && a.kind != "delete" {
		err = enc.Encode(doc)
	}
	if err != nil {
		return nil, err
	}
	return b.takeFull(bulkBytes), nil
}

// takeFull returns the batch if it has so many bytes. mu is held.
func (b *bulk) takeFull(least int) *bytes.Buffer {
	if b.buf.Len() < least || b.buf.Len() == 0 {
		return nil
	}
	full := b.buf
	b.buf = new(bytes.Buffer)
	return full
}

// flush sends what is left. Batches that others are sending are theirs.
func (b *bulk) flush(ctx context.Context) error {
	b.mu.Lock()
	full := b.takeFull(0)
	b.mu.Unlock()
	return b.sendBatch(ctx, full)
}

func (b *bulk) sendBatch(ctx context.Context, batch *bytes.Buffer) error {
	if batch == nil {
		return nil
	}
	b.senders <- struct{}{}
	defer func() { <-b.senders }()
	body := batch.Bytes()
	for try := 1; ; try++ {
		rest, err := b.sendOnce(ctx, body)
		if err != nil || len(rest) == 0 {
			return err
		}
		if try == bulkTries {
			return fmt.Errorf("write to %s: the cluster is too busy, %d times in a row", b.client.address, try)
		}
		body = rest
		select {
		case <-time.After(time.Duration(try*try) * 100 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// sendOnce sends a batch and returns the writes that a busy cluster has turned away.
func (b *bulk) sendOnce(ctx context.Context, body []byte) (rest []byte, err error) {
	var answer struct {
		Errors bool `json:"errors"`
		Items  []map[string]struct {
			ID     string `json:"_id"`
			Status int    `json:"status"`
			Error  *struct {
				Type, Reason string
			} `json:"error"`
		} `json:"items"`
	}
	err = b.client.call(ctx, "write to the index", http.MethodPost, "/_bulk", body, &answer)
	if hasStatus(err, http.StatusTooManyRequests) {
		return body, nil
	}
	if err != nil || !answer.Errors {
		return nil, err
	}
	lines := bytes.SplitAfter(body, []byte("\n"))
	for _, item := range answer.Items {
		for kind, result := range item {
			n := 2 // lines of this write
			if kind == "delete" {
				n = 1
			}
			own := lines[:n]
			lines = lines[n:]
			switch {
			case result.Error == nil:
			case result.Status == http.StatusTooManyRequests || result.Status == http.StatusServiceUnavailable:
				rest = append(rest, bytes.Join(own, nil)...)
			case kind != "index" && result.Status == http.StatusNotFound: // it is gone already
			default:
				return nil, fmt.Errorf("write to the index on %s: %s (%s)", b.client.address, result.Error.Reason, result.Error.Type)
			}
		}
	}
	return rest, nil
}
