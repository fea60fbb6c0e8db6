package discord

import (
	"encoding/json"
	"fmt"
	"time"

	"footnote/bot"
	"footnote/bot/wording"
)

// origin is what is needed to reply to a request: Request.Origin, as JSON.
type origin struct {
	Guild   string `json:"guild,omitempty"`
	Channel string `json:"channel"`
	Parent  string `json:"parent,omitempty"` // the channel that Channel is a thread of
	User    string `json:"user"`
	Message string `json:"message,omitempty"` // that asked
	// Interaction and Token are those of a command, with Application.
	Interaction string `json:"interaction,omitempty"`
	Application string `json:"application,omitempty"`
	Token       string `json:"token,omitempty"`
	// Private replies are shown to the asker only.
	Private bool `json:"private,omitempty"`
	// Direct is set for a direct message between the bot and one person.
	Direct bool `json:"direct,omitempty"`
	// Reply is the message that Message replies to, and Replied what it says if Discord
	// has sent that along.
	Reply   string    `json:"reply,omitempty"`
	Replied *bot.Said `json:"replied,omitempty"`
	// Auto is set in a channel that is answered without a mention, Person if somebody
	// can be called there.
	Auto   bool `json:"auto,omitempty"`
	Person bool `json:"person,omitempty"`
	// Thread asks for a thread below Message to reply in.
	Thread bool `json:"thread,omitempty"`

	Roles []string `json:"-"`
	// Locale is what the person has set in Discord, "" if it doesn't say.
	Locale string `json:"-"`
}

// speaking returns the origin with the language that a message shows as the locale:
// Discord tells it of interactions only.
func (o origin) speaking(content string) origin {
	o.Locale = wording.Tell(content, o.Locale)
	return o
}

func originOf(r *bot.Request) (origin, error) {
	var o origin
	if err := json.Unmarshal(r.Origin, &o); err != nil {
		return o, &bot.DeliveryError{Final: true, Err: fmt.Errorf("read where request %s came from: %w", r.ID, err)}
	}
	return o, nil
}

// newRequest makes a request of somebody's message or command.
func (o origin) newRequest(kind bot.Kind, text string, key string) (bot.Request, error) {
	data, err := json.Marshal(o)
	if err != nil {
		return bot.Request{}, fmt.Errorf("keep where the request came from: %w", err)
	}
	return bot.Request{
		Keys: []string{key}, Kind: kind, Text: text, Received: time.Now(), Origin: data,
		Place: o.botPlace(), Conversation: o.conversationKey(), Asker: askerID(o.User), Language: o.Locale,
	}, nil
}

// conversationKey names the conversation of an origin: a thread, a direct message,
// or what one person asks in a channel. Its questions are answered in order and
// remembered together.
func (o origin) conversationKey() string {
	switch {
	case o.Thread:
		return platformName + "/" + o.Message // a thread has the id of the message that it begins with
	case o.Direct, o.Parent != "":
		return threadConversation(o.Channel)
	}
	return platformName + "/" + o.Channel + "/" + o.User
}

// threadConversation names the conversation of a thread or of direct messages.
func threadConversation(channel string) string { return platformName + "/" + channel }

// botPlace returns the place of o for the rules of who may see what. A thread is a
// part of its channel.
func (o origin) botPlace() bot.Place {
	channel := o.Channel
	if o.Parent != "" {
		channel = o.Parent
	}
	return bot.Place{Platform: platformName, Space: o.Guild, Channel: channel, Direct: o.Private || o.Direct, Roles: o.Roles}
}

func (o origin) botViewer() bot.Viewer {
	return bot.Viewer{Place: o.botPlace(), Asker: askerID(o.User), Language: o.Locale}
}

func askerID(user string) string { return platformName + "/" + user }

// The keys under which the platform may deliver the same thing again.
func messageKey(channel, message string) string { return platformName + "/" + channel + "/" + message }
func interactionKey(id string) string           { return platformName + "/interaction/" + id }
