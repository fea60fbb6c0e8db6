package writing

import (
	"context"
	"log/slog"

	"footnote/cmd/footnote/serving"
)

// Trial is the service that says at the start if the model that is set doesn't
// write. Answers don't wait for it: without a model they are the documents' own
// words.
func (m Settings) Trial(log *slog.Logger) serving.Service {
	return serving.Service{Name: "model", Run: func(ctx context.Context) error {
		if err := m.TryOut(ctx); err != nil && ctx.Err() == nil {
			log.Warn("the model doesn't answer; until it does, answers are in the documents' own words", "err", err, "do", m.WayOut(err))
		}
		<-ctx.Done()
		return nil
	}}
}
