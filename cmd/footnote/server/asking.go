package server

import (
	"context"

	"footnote/cmd/footnote/asking"
	"footnote/cmd/footnote/replying"
)

// newAsking answers "footnote ask" of the same documents over a socket, as it would
// answer by itself: what people ask at this machine is neither kept nor limited.
func (s *server) newAsking() *asking.Server {
	replier := replying.New(s.library.Library, s.live, s.writers.Summarizer)
	return &asking.Server{
		Data: s.library.Data,
		Note: func(err error) { s.Log.Info("no questions over a socket", "err", err) },
		Answer: func(ctx context.Context, r asking.Request) (asking.Response, error) {
			syncs := s.library.Syncs()
			same := asking.NewRequest(s.Indexer, s.Model, s.library, "")
			if r.Program != same.Program || r.Settings != same.Settings || r.Corpus != same.Corpus ||
				syncs.Error != "" || syncs.Missing.Files > 0 { // ask says what is wrong
				return asking.Response{Refused: true}, nil
			}
			view, err := s.live.View(ctx)
			if err != nil {
				return asking.Response{}, err
			}
			defer view.Close()
			x, ok := view.Index.(asking.Index)
			if !ok {
				return asking.Response{Refused: true}, nil
			}
			return asking.Answer(ctx, replier, x, s.library, r)
		},
	}
}
