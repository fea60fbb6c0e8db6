package discord

import (
	"context"
	"encoding/json"

	"footnote/adapters/internal/lane"
)

// laneRoom is how many events of a lane may wait. A full lane holds its shard up
// until the session is resumed, which delivers again what wasn't read.
const laneRoom = 256

// lanes take the events of all shards. Those of one channel share a lane, so
// that they are submitted in their order.
type lanes struct{ *lane.Lanes[event] }

type event struct {
	kind  string
	data  json.RawMessage
	taken func() // is called when it was taken; nil for nobody
}

func (d *Discord) newLanes() lanes { return lanes{lane.New(laneRoom, d.dispatchEvent)} }

// isTaken reports whether events of a kind matter.
func isTaken(kind string) bool {
	switch kind {
	case "GUILD_CREATE", "CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE":
	case "INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
	default:
		return false
	}
	return true
}

// putEvent takes an event.
func (l lanes) putEvent(e event) {
	var at struct {
		ID      string `json:"id"`
		Channel string `json:"channel_id"`
	}
	_ = json.Unmarshal(e.data, &at) // the handler logs what can't be read
	key := at.Channel
	if key == "" { // a channel or thread, which is known before its first message is read
		key = at.ID
	}
	l.Put(key, e)
}

// dispatchEvent handles one event, also when the program is about to end: Discord
// doesn't send an event again that was read.
func (d *Discord) dispatchEvent(e event) {
	ctx, cancel := context.WithTimeout(context.Background(), clickTimeout)
	defer cancel()
	if e.taken != nil {
		defer e.taken()
	}
	var err error
	switch e.kind {
	case "GUILD_CREATE":
		err = d.onGuild(e.data)
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE":
		err = d.onChannel(e.data)
	case "INTERACTION_CREATE":
		err = d.onGatewayInteraction(ctx, e.data)
	case "MESSAGE_CREATE":
		err = d.onMessage(ctx, e.data)
	case "MESSAGE_UPDATE":
		err = d.onEdit(ctx, e.data)
	case "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		err = d.onDelete(ctx, e.data)
	}
	if err != nil {
		d.log.Error("an event from Discord was not taken", "event", e.kind, "error", err)
	}
}

// onGatewayInteraction handles an interaction and responds by a call.
func (d *Discord) onGatewayInteraction(ctx context.Context, data json.RawMessage) error {
	re, err := d.onInteraction(ctx, data)
	if err != nil || re.response == nil {
		return err
	}
	var i interaction
	if err := json.Unmarshal(data, &i); err != nil {
		return err
	}
	d.runLater(func(ctx context.Context) error {
		err := d.respondTo(ctx, i.clickOrigin(), re.response)
		if re.sent != nil {
			re.sent(err)
		}
		if err != nil || re.then == nil {
			return err
		}
		return re.then(ctx)
	})
	return nil
}
