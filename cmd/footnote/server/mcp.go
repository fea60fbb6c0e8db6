package server

import (
	"context"
	"crypto/rand"
	"errors"

	"footnote/adapters/sqlite"
	"footnote/adapters/web"
	"footnote/adapters/web/api"
	"footnote/bot"
	"footnote/cmd/footnote/serving"
	"footnote/cmd/footnote/version"
)

// RunMCP serves the Model Context Protocol over standard input and output until the
// input ends.
func RunMCP(ctx context.Context, settings Settings, o Options) (err error) {
	s := server{Options: o, settings: settings}
	defer func() { err = errors.Join(err, s.closeAll()) }()
	for _, step := range []func(context.Context) error{s.openDocuments, s.readDocuments} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if s.store, err = sqlite.OpenMemory(ctx); err != nil {
		return err
	}
	s.addCleanup(s.store.Close)
	key := make([]byte, 32)
	_, _ = rand.Read(key)                                      // never fails
	replies, err := web.New(web.Options{Key: key, Log: s.Log}) // its pages aren't served
	if err != nil {
		return err
	}
	if err := s.newAnswers(map[string]bot.Messenger{web.Platform: replies}); err != nil {
		return err
	}
	if err := replies.Use(ctx, s.answers); err != nil {
		return err
	}
	doors := api.New(api.Options{Bot: replies.Programs(), Platform: web.Platform, Version: version.Running().Version, Log: s.Log})
	vectors, pictures := s.NewVectorMaker(s.library, s.live), s.NewPictureReader(s.library)
	return serving.RunServices(ctx, s.Log,
		s.FollowDocuments(s.library, vectors, pictures), vectors.Service(), pictures.Service(),
		serving.Service{Name: "answers", Run: s.answers.Run},
		serving.Service{Name: "mcp", Run: func(ctx context.Context) error {
			return doors.ServeMCP(ctx, api.Caller{Asker: web.Platform + "/mcp"}, s.Stdin, s.Stdout)
		}},
	)
}
