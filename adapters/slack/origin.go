package slack

import (
	"encoding/json"
	"fmt"
	"time"

	"footnote/bot"
)

// origin is what is needed to reply to a request: Request.Origin, as JSON.
type origin struct {
	Team    string `json:"team"`
	Channel string `json:"channel"`
	User    string `json:"user"`
	TS      string `json:"ts,omitempty"`     // of the message that asked
	Thread  string `json:"thread,omitempty"` // where to reply; "" is outside of threads
	// Private replies are shown to the asker only.
	Private     bool   `json:"private,omitempty"`
	ResponseURL string `json:"response_url,omitempty"`
	// Followed is set if the bot goes on answering in the thread.
	Followed bool `json:"followed,omitempty"`
	// Auto is set in a channel that is answered without a mention, Person if somebody
	// can be called there.
	Auto   bool `json:"auto,omitempty"`
	Person bool `json:"person,omitempty"`
	// SeenChannel and SeenTS are of the message that the asker had in view, "" if none.
	SeenChannel string `json:"seen_channel,omitempty"`
	SeenTS      string `json:"seen_ts,omitempty"`
	// Assistant is set for a thread of the bot's own pane, which has a title.
	Assistant bool `json:"assistant,omitempty"`
}

// originOf reads the origin that newRequest stored.
func originOf(r *bot.Request) (origin, error) {
	var o origin
	if err := json.Unmarshal(r.Origin, &o); err != nil {
		return o, &bot.DeliveryError{Final: true, Err: fmt.Errorf("read where request %s came from: %w", r.ID, err)}
	}
	return o, nil
}

// newRequest makes a request of somebody's message.
func (o origin) newRequest(kind bot.Kind, text, conversation string, keys ...string) (bot.Request, error) {
	data, err := json.Marshal(o)
	if err != nil {
		return bot.Request{}, fmt.Errorf("keep where the request came from: %w", err)
	}
	return bot.Request{
		Keys: keys, Kind: kind, Text: text, Received: time.Now(), Origin: data,
		Place: o.botPlace(), Conversation: conversation, Asker: askerID(o.Team, o.User),
	}, nil
}

// botPlace returns the place of o for the rules of who may see what.
func (o origin) botPlace() bot.Place {
	return bot.Place{Platform: platformName, Space: o.Team, Channel: o.Channel, Direct: o.Private || isDirect(o.Channel)}
}

// isDirect reports whether a channel is a conversation between the bot and one
// person. Slack's ids of these begin with D.
func isDirect(channel string) bool { return len(channel) > 0 && channel[0] == 'D' }
