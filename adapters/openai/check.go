package openai

import (
	"context"
	"errors"
	"fmt"
	"strings"

	api "github.com/sashabaranov/go-openai"

	"footnote/bot"
)

// Check asks the model for the least that it can write. A list of models would not
// show whether the server completes anything. Its error is a *bot.ModelError or
// wraps one.
func (m *Model) Check(ctx context.Context) error {
	for _, err := range m.Complete(ctx, bot.Prompt{User: "Say yes.", MaxTokens: 1}) {
		var trouble *bot.ModelError
		if errors.As(err, &trouble) && trouble.Trouble == bot.Denied { // it may be the name that is wrong
			list, _ := api.NewClientWithConfig(m.api).ListModels(ctx) // not all servers have one
			return withModels(err, list.Models)
		}
		return err
	}
	return nil
}

// withModels adds the models that the server has.
func withModels(err error, models []api.Model) error {
	const most = 8
	var names []string
	for _, k := range models[:min(most, len(models))] {
		names = append(names, k.ID)
	}
	switch {
	case len(names) == 0:
		return err
	case len(models) > most:
		names = append(names, "…")
	}
	return fmt.Errorf("%w; the server has %s", err, strings.Join(names, ", "))
}
