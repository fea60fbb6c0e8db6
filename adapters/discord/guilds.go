package discord

import (
	"encoding/json"
	"fmt"
)

// onGuild learns the channels and threads of a server, which Discord tells when the
// bot connects.
func (d *Discord) onGuild(raw json.RawMessage) error {
	var g struct {
		Channels []channel `json:"channels"`
		Threads  []channel `json:"threads"`
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		return fmt.Errorf("read a server: %w", err)
	}
	for _, c := range append(g.Channels, g.Threads...) {
		d.learnChannel(c)
	}
	return nil
}

// onChannel learns one that is new or has changed.
func (d *Discord) onChannel(raw json.RawMessage) error {
	var c channel
	if err := json.Unmarshal(raw, &c); err != nil {
		return fmt.Errorf("read a channel: %w", err)
	}
	d.learnChannel(c)
	return nil
}

func (d *Discord) learnChannel(c channel) {
	if c.ID == "" {
		return
	}
	d.names.Put(c.ID, c.Name)
	if !c.isThread() {
		c.Parent = "" // a category
	}
	d.parents.Put(c.ID, c.Parent)
}

// channelName returns the name of a channel, "" if it isn't known.
func (d *Discord) channelName(id string) string {
	name, _ := d.names.Get(id)
	return name
}
