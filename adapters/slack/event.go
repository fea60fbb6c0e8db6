package slack

import (
	"encoding/json"
	"fmt"
	"slices"
)

// callback is the outer part of an Events API payload, with the fields needed here.
// It isn't decoded by the library: that fails a whole event on a block that it
// doesn't know.
type callback struct {
	Type           string          `json:"type"` // url_verification, event_callback, app_rate_limited
	Challenge      string          `json:"challenge"`
	Team           string          `json:"team_id"`
	EventID        string          `json:"event_id"`
	External       bool            `json:"is_ext_shared_channel"`
	Authorizations []authorization `json:"authorizations"`
	Event          json.RawMessage `json:"event"`
}

type authorization struct {
	Team string `json:"team_id"`
	User string `json:"user_id"`
}

// event is what the inner events have in common; each type fills its part.
type event struct {
	Type        string `json:"type"`
	Subtype     string `json:"subtype"`
	User        string `json:"user"`
	BotID       string `json:"bot_id"`
	Text        string `json:"text"`
	TS          string `json:"ts"`
	Thread      string `json:"thread_ts"`
	Channel     string `json:"channel"`
	ChannelType string `json:"channel_type"`
	Hidden      bool   `json:"hidden"`

	// Context is what the author of a direct message has in view, where the app has the agent
	// view, see https://docs.slack.dev/reference/events/app_context_changed/
	Context struct {
		Entities []struct {
			Type  string          `json:"type"`
			Value json.RawMessage `json:"value"` // its shape hangs on the type
		} `json:"entities"`
	} `json:"app_context"`

	// Of shapes that aren't known nothing is read, see event.message.
	Blocks      json.RawMessage `json:"blocks"`
	Attachments json.RawMessage `json:"attachments"`
	Files       json.RawMessage `json:"files"`

	Edited    json.RawMessage `json:"edited"`           // app_mention by an edit
	Message   *event          `json:"message"`          // message_changed
	Previous  *event          `json:"previous_message"` // message_changed
	DeletedTS string          `json:"deleted_ts"`       // message_deleted

	Tab       string `json:"tab"` // app_home_opened
	Assistant struct {
		User    string `json:"user_id"`
		Channel string `json:"channel_id"`
		Thread  string `json:"thread_ts"`
	} `json:"assistant_thread"`
}

// parseCallback reads an Events API payload. Of an event whose type isn't in
// eventTypes it reads only the type, since its fields may have other shapes.
func parseCallback(payload []byte) (callback, event, error) {
	var c callback
	var e event
	if err := json.Unmarshal(payload, &c); err != nil {
		return c, e, fmt.Errorf("read an event: %w", err)
	}
	if len(c.Event) > 0 {
		// Events of types that aren't ours have fields of other shapes.
		var kind struct {
			Type string `json:"type"`
		}
		if err := json.Unmarshal(c.Event, &kind); err != nil {
			return c, e, fmt.Errorf("read the type of an event: %w", err)
		}
		if !slices.Contains(eventTypes, kind.Type) {
			e.Type = kind.Type
			return c, e, nil
		}
		if err := json.Unmarshal(c.Event, &e); err != nil {
			return c, e, fmt.Errorf("read an event of type %s: %w", kind.Type, err)
		}
	}
	return c, e, nil
}

// messageInView returns the message that its author has in view beside a direct message, ""
// if that isn't known.
func (e *event) messageInView() (channel, ts string) {
	for _, entity := range e.Context.Entities {
		var at struct {
			Channel string `json:"channel_id"`
			TS      string `json:"message_ts"`
		}
		if entity.Type == "slack#/types/message_context" && json.Unmarshal(entity.Value, &at) == nil {
			return at.Channel, at.TS
		}
	}
	return "", ""
}

// eventTypes are the inner events that are handled.
var eventTypes = []string{
	"app_mention", "message", "app_home_opened", assistantEvent, agentEvent,
}

// isByWorkflow reports whether a program, such as a workflow, wrote the message and not
// the bot itself.
func (e *event) isByWorkflow(bot string) bool {
	return e.BotID != "" && (e.User == "" || e.User != bot) && bot != "" && !e.Hidden && (e.Subtype == "" || e.Subtype == "bot_message")
}

// isByPerson reports whether a person wrote the message. Programs, this bot and
// Slack itself, which leaves notes in channels, are not persons.
func (e *event) isByPerson(bot string) bool {
	if e.BotID != "" || e.User == "" || e.User == bot || e.User == "USLACKBOT" || e.Hidden {
		return false
	}
	return slices.Contains([]string{"", "file_share", "thread_broadcast", "me_message"}, e.Subtype)
}
