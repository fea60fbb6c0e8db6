package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"footnote/bot"
)

// undoTime is how long what somebody deleted can be had back. Until then it is kept and
// shown to nobody.
const undoTime = 5 * time.Minute

// doom is a conversation, or one request of it, that is about to be removed.
type doom struct {
	Conversation string    `json:"conversation"`
	Request      string    `json:"request,omitempty"` // "" for all of the conversation
	At           time.Time `json:"at"`                // when it is removed
}

// covers reports whether a doom is of a request.
func (d doom) covers(conversation, request string) bool {
	return d.Conversation == conversation && (d.Request == "" || d.Request == request)
}

// doomedKey is the key of the value that lists the dooms. They outlive a restart.
const doomedKey = "web/doomed"

func readDooms(value []byte) (list []doom) {
	_ = json.Unmarshal(value, &list) // what isn't a list of ours is none
	return list
}

// changeDooms changes the list as one step, whichever process changes it, too.
func (w *Web) changeDooms(ctx context.Context, change func([]doom) []doom) error {
	err := w.kept.UpdateValue(ctx, doomedKey, func(old []byte) []byte {
		list := change(readDooms(old))
		if len(list) == 0 {
			return nil
		}
		value, _ := json.Marshal(list) // strings and times
		return value
	})
	if err != nil {
		return fmt.Errorf("keep what is deleted: %w", err)
	}
	return nil
}

// dooms returns what is about to be removed.
func (w *Web) dooms(ctx context.Context) ([]doom, error) {
	value, err := w.kept.Value(ctx, doomedKey)
	if err != nil {
		return nil, fmt.Errorf("look up what is deleted: %w", err)
	}
	return readDooms(value), nil
}

// doom hides a conversation, or one request of it, and has it removed after a while.
func (w *Web) doom(ctx context.Context, conversation, request string) error {
	d := doom{conversation, request, w.Now().Add(undoTime)}
	err := w.changeDooms(ctx, func(list []doom) []doom {
		list = slices.DeleteFunc(list, func(o doom) bool { return o.Conversation == conversation && o.Request == request })
		return append(list, d)
	})
	if err != nil {
		return err
	}
	time.AfterFunc(undoTime+time.Second, func() {
		select {
		case <-w.closing: // the next start does it
			return
		default:
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := w.removeDoomed(ctx, ""); err != nil {
			w.Log.Error("what was deleted isn't removed yet", "err", err)
		}
	})
	return nil
}

// spare takes a doom back, and reports whether it was in time.
func (w *Web) spare(ctx context.Context, conversation, request string) (spared bool, err error) {
	err = w.changeDooms(ctx, func(list []doom) []doom {
		n := len(list)
		list = slices.DeleteFunc(list, func(d doom) bool { return d.Conversation == conversation && d.Request == request })
		spared = len(list) < n
		return list
	})
	return spared, err
}

// removeDoomed removes what can't be had back any more, and of one conversation all: what
// is asked there next must not draw on it.
func (w *Web) removeDoomed(ctx context.Context, conversation string) error {
	list, err := w.dooms(ctx)
	if err != nil {
		return err
	}
	var done []doom
	for _, d := range list {
		if d.Conversation != conversation && w.Now().Before(d.At) {
			continue
		}
		if err := w.kept.Discard(ctx, d.Conversation, d.Request); err != nil {
			return err
		}
		if d.Request != "" {
			w.hub.dropRequest(d.Request)
		} else if err := w.changeNote(ctx, d.Conversation, func(n *note) { *n = note{} }); err != nil {
			return err
		}
		done = append(done, d)
	}
	if len(done) == 0 {
		return nil
	}
	return w.changeDooms(ctx, func(list []doom) []doom {
		return slices.DeleteFunc(list, func(d doom) bool { return slices.Contains(done, d) })
	})
}

// withoutDoomed is a Service that knows nothing of what is about to be removed.
type withoutDoomed struct {
	Service
	web *Web
}

func (h withoutDoomed) isDoomed(ctx context.Context, conversation, id string) (bool, error) {
	list, err := h.web.dooms(ctx)
	return slices.ContainsFunc(list, func(d doom) bool { return d.covers(conversation, id) }), err
}

// Recall implements Service.
func (h withoutDoomed) Recall(ctx context.Context, id string, v bot.Viewer) (bot.Recalled, error) {
	kept, err := h.Service.Recall(ctx, id, v)
	if err != nil {
		return kept, err
	}
	gone, err := h.isDoomed(ctx, kept.Request.Conversation, id)
	if err == nil && gone {
		err = bot.Complain(bot.Gone, id, 0)
	}
	if err != nil {
		return bot.Recalled{}, err
	}
	return kept, nil
}

// Sources implements Service.
func (h withoutDoomed) Sources(ctx context.Context, id string, v bot.Viewer, page int) (bot.Sources, error) {
	if _, err := h.Recall(ctx, id, v); err != nil {
		return bot.Sources{}, err
	}
	return h.Service.Sources(ctx, id, v, page)
}

// Conversation implements Service.
func (h withoutDoomed) Conversation(ctx context.Context, conversation string, v bot.Viewer, n int) ([]bot.Recalled, error) {
	kept, err := h.Service.Conversation(ctx, conversation, v, n)
	list, err2 := h.web.dooms(ctx)
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(kept, func(k bot.Recalled) bool {
		return slices.ContainsFunc(list, func(d doom) bool { return d.covers(conversation, k.Request.ID) })
	}), nil
}

// Recent implements Service.
func (h withoutDoomed) Recent(ctx context.Context, asker string, n int) ([]bot.Past, error) {
	past, err := h.Service.Recent(ctx, asker, n)
	list, err2 := h.web.dooms(ctx)
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(past, func(p bot.Past) bool {
		return slices.ContainsFunc(list, func(d doom) bool { return d.covers(p.Conversation, p.Request) })
	}), nil
}
