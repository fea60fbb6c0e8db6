package inbox

import (
	"context"
	"strings"
	"unicode/utf8"

	"footnote/bot"
	"footnote/bot/attached"
	"footnote/bot/wording"
)

// ReadText returns the text of a file that somebody wants checked. If it has none that can
// be read, a *bot.Complaint says why, in their language. Nothing of the file is kept.
func (s *Service) ReadText(ctx context.Context, name string, data []byte, in string) (string, error) {
	unread := func(why string) error {
		return &bot.Complaint{Reason: bot.Unread, Text: name + ": " + why, Language: in}
	}
	w := wording.In(in)
	if s.Attached == nil {
		if !utf8.Valid(data) {
			return "", unread(w.FileBroken)
		}
		return string(data), nil
	}
	fetch := func(context.Context, int64) ([]byte, error) { return data, nil }
	file := bot.File{ID: "check", Name: name, Size: int64(len(data))}
	docs, why := s.Attached.Read(ctx, attached.Item{File: file, Fetch: fetch})
	if err := ctx.Err(); err != nil {
		return "", err
	}
	var texts []string
	for _, d := range docs {
		texts = append(texts, d.Text)
	}
	if len(texts) == 0 && why != nil {
		return "", unread(why(w))
	}
	return strings.Join(texts, "\n\n"), nil
}
