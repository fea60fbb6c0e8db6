package summary

import (
	"context"
	"log/slog"
	"strings"
	"time"
	"unicode"

	"footnote/bot"
)

const opinionTokens = 5

// opinion asks a model what it thinks of a sentence that code has passed. Text
// in the excerpts that sways it can at most have a sentence dropped.
type opinion struct {
	model    bot.Model
	prompter *prompter
	time     time.Duration // of one sentence
	used     func(bot.Usage)
	log      *slog.Logger
}

// isRefuted reports whether the model says that the excerpts don't bear the
// sentence out. A model that says something else, or nothing, doesn't.
func (o *opinion) isRefuted(ctx context.Context, sentence string, cited []bot.Citation) bool {
	prompt, err := o.prompter.opinionPrompt(sentence, cited)
	if err != nil {
		o.log.Error("the model is not asked again", "err", err)
		return false
	}
	prompt.Used = o.used
	ctx, cancel := context.WithTimeout(ctx, o.time)
	defer cancel()
	var b strings.Builder
	for piece, err := range o.model.Complete(ctx, prompt) {
		if err != nil {
			o.log.Warn("the model gave no second opinion", "err", err)
			return false
		}
		if b.WriteString(piece); b.Len() > mostTextBytes {
			break
		}
	}
	words := strings.FieldsFunc(strings.ToLower(b.String()), func(r rune) bool { return !unicode.IsLetter(r) })
	return len(words) > 0 && words[0] == "no"
}
