package library

import (
	"context"

	"footnote/retrieval/blevex"
	"footnote/retrieval/opensearch"
)

// embedded is a store of the engine inside the program.
type embedded struct{ *blevex.Store }

var _ Store = embedded{}

// Embedded returns a store of the engine inside the program as libraries use it.
func Embedded(s *blevex.Store) Store { return embedded{s} }

// Open implements Opener.
func (s embedded) Open(ctx context.Context) (Index, error) {
	x, err := s.Store.Open(ctx)
	if err != nil {
		return nil, err // not an interface around nil
	}
	return x, nil
}

// OpenLive implements Opener.
func (s embedded) OpenLive(ctx context.Context) (Live, error) {
	l, err := blevex.OpenLive(ctx, s.Store)
	if err != nil {
		return nil, err
	}
	return l, nil
}

// Lacking implements VectorMaker.
func (s embedded) Lacking(x Index) int {
	own, ok := x.(*blevex.Index)
	if !ok {
		return 0
	}
	return s.Store.Lacking(own)
}

// clustered is a store of the engine on a cluster.
type clustered struct{ *opensearch.Store }

var _ Store = clustered{}

// Clustered returns a store on a cluster as libraries use it.
func Clustered(s *opensearch.Store) Store { return clustered{s} }

// Open implements Opener.
func (s clustered) Open(ctx context.Context) (Index, error) {
	x, err := s.Store.Open(ctx)
	if err != nil {
		return nil, err
	}
	return x, nil
}

// OpenLive implements Opener.
func (s clustered) OpenLive(ctx context.Context) (Live, error) {
	l, err := opensearch.OpenLive(ctx, s.Store)
	if err != nil {
		return nil, err
	}
	return l, nil
}

// Lacking implements VectorMaker.
func (s clustered) Lacking(x Index) int {
	own, ok := x.(*opensearch.Index)
	if !ok {
		return 0
	}
	return s.Store.Lacking(own)
}
