package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/meaning"
)

// change is the next state in the making.
type change struct {
	store *Store
	lease *held
	base  *state // the state before, nil for a rebuild
	next  state
	bulk  *bulk
	known *meaning.Meaning // vectors that there are already, nil without
	fresh bool             // it makes new indices
	wrote bool             // something was written that must be removed if it is dropped

	mu       sync.Mutex
	encoders []*encoder
}

// Begin implements retrieval.Store.
func (s *Store) Begin(ctx context.Context) (retrieval.Change, error) {
	if err := s.makeMeta(ctx); err != nil {
		return nil, err
	}
	base, err := s.unmovedState(ctx)
	if err != nil {
		return nil, err
	}
	least := int64(0)
	if base != nil {
		least = base.Number
	}
	l, last, err := s.takeLease(ctx, indexLease, least)
	if err != nil {
		return nil, err
	}
	c := &change{store: s, lease: l, bulk: newBulk(s.client)}
	if c.base, err = s.unmovedState(ctx); err == nil { // somebody may have been quicker
		err = c.prepare(ctx, last)
	}
	if err != nil {
		return nil, errors.Join(err, c.Abort())
	}
	if s.options.Vectors != nil {
		c.known = s.options.Vectors.Meaning()
	}
	return c, nil
}

// takeEncoder returns an encoder that nobody else uses.
func (c *change) takeEncoder() *encoder {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.encoders); n > 0 {
		e := c.encoders[n-1]
		c.encoders = c.encoders[:n-1]
		return e
	}
	return &encoder{analyzer: c.store.options.Analyzer}
}

func (c *change) releaseEncoder(e *encoder) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.encoders = append(c.encoders, e)
}

// Put implements retrieval.Change.
func (c *change) Put(ctx context.Context, d *retrieval.Document) error {
	if err := c.lease.check(); err != nil {
		return err
	}
	old, err := c.recordBefore(ctx, d.ID)
	if err != nil {
		return err
	}
	e := c.takeEncoder()
	passages, record := e.encodePassages(d, c.next.Number)
	c.releaseEncoder(e)
	facts, err := record.encodeRecord()
	if err != nil {
		return err
	}
	writes := c.retire(old)
	for i := range passages {
		p := &passages[i]
		c.giveVector(p)
		writes = append(writes, action{"index", c.next.Index, passageName(d.ID, p.Start, p.From), p})
	}
	writes = append(writes, action{"index", c.next.documents(), rowName(recordRow, d.ID, record.from), facts})
	c.count(old, record)
	return c.write(ctx, writes)
}

// Delete implements retrieval.Change.
func (c *change) Delete(ctx context.Context, id string) error {
	if err := c.lease.check(); err != nil {
		return err
	}
	old, err := c.recordBefore(ctx, id)
	if err != nil || old == nil {
		return err
	}
	c.count(old, nil)
	return c.write(ctx, c.retire(old))
}

func (c *change) write(ctx context.Context, writes []action) error {
	c.mu.Lock()
	c.wrote = true
	c.mu.Unlock()
	return c.bulk.add(ctx, writes...)
}

// count counts a document out and its successor in; either may be nil.
func (c *change) count(old, record *document) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if old != nil {
		c.next.AddRecord(&old.Record, -1)
	}
	if record != nil {
		c.next.AddRecord(&record.Record, 1)
	}
}

// recordBefore returns the record that a document has in the state before, nil if it has
// none.
func (c *change) recordBefore(ctx context.Context, id string) (*document, error) {
	if c.fresh {
		return nil, nil
	}
	d, err := c.store.loadRecord(ctx, c.base, id)
	if errors.Is(err, retrieval.ErrNotFound) {
		return nil, nil
	}
	return d, err
}

// retire returns the writes by which a document ends with this change. d may be nil.
func (c *change) retire(d *document) (writes []action) {
	if d == nil {
		return nil
	}
	end := query{"to": c.next.Number}
	writes = append(writes, action{"update", c.next.documents(), rowName(recordRow, d.ID, d.from), end})
	for _, start := range d.Starts {
		writes = append(writes, action{"update", c.next.Index, passageName(d.ID, start, d.from), end})
	}
	return writes
}

// Commit implements retrieval.Change.
func (c *change) Commit(ctx context.Context, files []retrieval.FileState, gone ...string) error {
	rows, err := c.writeFiles(ctx, files, gone)
	if err != nil {
		return err
	}
	if err := c.bulk.flush(ctx); err != nil {
		return err
	}
	s := c.store
	if err := s.refresh(ctx, &c.next); err != nil {
		return err
	}
	if err := c.lease.check(); err != nil {
		return err
	}
	var before version
	if c.base != nil {
		before = c.base.version
	}
	c.next.noteCommit(time.Now())
	v, moved, err := s.putMeta(ctx, "state", before, &c.next)
	if err != nil {
		return err
	}
	if moved {
		return fmt.Errorf("%s: %w", s.address, errLeaseLost)
	}
	c.next.version = v
	now := c.next
	s.noteState(&now)
	s.noteFiles(now.name(), rows)
	s.mu.Lock()
	s.looked, s.listed = true, now.name()
	s.mu.Unlock()
	if c.fresh {
		if err := s.pointAlias(ctx, now.Index); err != nil {
			s.options.Log.Warn("the alias still means the index before", "alias", s.address.prefix, "err", err)
		}
	}
	return c.end()
}

// writeFiles writes the states of the files that differ from those before, retires those
// of files that are gone, and returns all that there are then.
func (c *change) writeFiles(ctx context.Context, files []retrieval.FileState, gone []string) (map[string]row, error) {
	var before map[string]row
	if !c.fresh {
		var err error
		if before, err = c.store.fileRows(ctx, c.base); err != nil {
			return nil, err
		}
	}
	rows := maps.Clone(before)
	if rows == nil {
		rows = make(map[string]row, len(files))
	}
	for i := range files {
		body, err := json.Marshal(&files[i])
		if err != nil {
			return nil, fmt.Errorf("remember %s: %w", files[i].Path, err)
		}
		path := files[i].Path
		old, known := before[path]
		if known && old.Body == string(body) {
			continue
		}
		r := row{Kind: fileRow, Key: path, Body: string(body), From: c.next.Number}
		rows[path] = r
		writes := []action{{"index", c.next.documents(), rowName(fileRow, path, r.From), r}}
		if known {
			writes = append(writes, c.retireFile(old))
		}
		if err := c.write(ctx, writes); err != nil {
			return nil, err
		}
	}
	for _, path := range gone {
		old, known := before[path]
		if !known {
			continue
		}
		delete(rows, path)
		if err := c.write(ctx, []action{c.retireFile(old)}); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func (c *change) retireFile(r row) action {
	return action{"update", c.next.documents(), rowName(fileRow, r.Key, r.From), query{"to": c.next.Number}}
}

// Abort implements retrieval.Change. What can't be removed now is removed by the next
// change; it is never seen.
func (c *change) Abort() error {
	if c.lease == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), shortTime)
	defer cancel()
	if c.wrote && c.lease.check() == nil {
		if err := c.undo(ctx); err != nil {
			c.store.options.Log.Info("an aborted change is removed from the cluster later", "err", err)
		}
	}
	return c.end()
}

// undo removes what the change has written.
func (c *change) undo(ctx context.Context) error {
	if c.fresh {
		return c.store.removeIndices(ctx, func(index string) bool { return index != c.next.Index })
	}
	return nil // by the next change, which knows that this one doesn't count
}

// end gives the lease back, whatever has ended meanwhile.
func (c *change) end() error {
	ctx, cancel := context.WithTimeout(context.Background(), shortTime)
	defer cancel()
	if c.known != nil {
		c.known.Close()
	}
	l := c.lease
	c.lease = nil
	return l.giveBack(ctx)
}
