package web

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
)

// note is what somebody has noted of a conversation.
type note struct {
	Title  string `json:"title,omitempty"`
	Pinned bool   `json:"pinned,omitempty"`
}

const longestTitle = 120 // runes

func readNotes(value []byte) map[string]note {
	notes := make(map[string]note)
	_ = json.Unmarshal(value, &notes) // what isn't ours is nothing
	return notes
}

// notesOf returns what somebody has noted of conversations, by their names.
func (w *Web) notesOf(ctx context.Context, asker string) (map[string]note, error) {
	value, err := w.kept.Value(ctx, bot.NotesKey(asker))
	if err != nil {
		return nil, fmt.Errorf("look up the titles of conversations: %w", err)
	}
	return readNotes(value), nil
}

// changeNote changes what is noted of a conversation; an empty note is not kept.
func (w *Web) changeNote(ctx context.Context, conversation string, change func(*note)) error {
	i := strings.LastIndexByte(conversation, '/')
	if i < 0 {
		return nil
	}
	err := w.kept.UpdateValue(ctx, bot.NotesKey(conversation[:i]), func(old []byte) []byte {
		notes := readNotes(old)
		n := notes[conversation]
		change(&n)
		n.Title = text.Clip(text.OneLine(n.Title), longestTitle, text.Runes)
		if notes[conversation] = n; n == (note{}) {
			delete(notes, conversation)
		}
		if len(notes) == 0 {
			return nil
		}
		value, _ := json.Marshal(notes) // strings and flags
		return value
	})
	if err != nil {
		return fmt.Errorf("keep the title of a conversation: %w", err)
	}
	return nil
}
