package openai

import (
	"context"
	"fmt"
	"slices"
	"strings"

	api "github.com/sashabaranov/go-openai"

	"footnote/bot"
)

// Check asks the server whether it takes the key and knows the model. Its
// error is a *bot.ModelError or wraps one.
func (m *Model) Check(ctx context.Context) error {
	list, err := m.client.ListModels(ctx)
	if err == nil && slices.ContainsFunc(list.Models, func(k api.Model) bool { return k.ID == m.config.Name }) {
		return nil
	}
	// There are servers that list no models, or list them under longer names:
	// the least that can be asked of the model itself decides.
	for _, err := range m.Complete(ctx, bot.Prompt{User: "Say yes.", MaxTokens: 1}) {
		if err != nil {
			return named(err, list.Models)
		}
		break
	}
	return nil
}

// named adds the models that the server has.
func named(err error, models []api.Model) error {
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
