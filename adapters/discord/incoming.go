package discord

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/adapters/internal/markup"
)

// interaction is a command, a click or a form, with the fields that are needed.
type interaction struct {
	ID          string                            `json:"id"`
	Application string                            `json:"application_id"`
	Type        discordgo.InteractionType         `json:"type"`
	Token       string                            `json:"token"`
	Guild       string                            `json:"guild_id"`
	ChannelID   string                            `json:"channel_id"`
	Channel     channel                           `json:"channel"`
	Member      *discordgo.Member                 `json:"member"`
	User        *discordgo.User                   `json:"user"`
	Context     *discordgo.InteractionContextType `json:"context"`
	Data        interactionData                   `json:"data"`
	Locale      string                            `json:"locale"` // of the person
}

type channel struct {
	ID     string                `json:"id"`
	Type   discordgo.ChannelType `json:"type"`
	Parent string                `json:"parent_id"`
	Name   string                `json:"name"`
}

type interactionData struct {
	Name     string                           `json:"name"`
	Kind     discordgo.ApplicationCommandType `json:"type"`
	Options  []option                         `json:"options"`
	Target   string                           `json:"target_id"`
	Resolved struct {
		Messages map[string]incoming `json:"messages"`
	} `json:"resolved"`

	CustomID   string   `json:"custom_id"` // of a click or a form
	Values     []string `json:"values"`    // that were chosen
	Components []struct {
		Component  field   `json:"component"`  // of a label
		Components []field `json:"components"` // of a row, in forms that were opened before there were labels
	} `json:"components"` // of a form
}

// field is what was filled in.
type field struct {
	CustomID string `json:"custom_id"`
	Value    string `json:"value"`
}

// option is an argument of a command.
type option struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
}

// optionText returns the text of an argument of a command, "" without it.
func (d *interactionData) optionText(name string) string {
	var s string
	for _, o := range d.Options {
		if o.Name == name {
			_ = json.Unmarshal(o.Value, &s) // what isn't text counts as none
		}
	}
	return s
}

// optionFlag reports whether an argument of a command is set to true.
func (d *interactionData) optionFlag(name string) bool {
	return slices.ContainsFunc(d.Options, func(o option) bool { return o.Name == name && string(o.Value) == "true" })
}

// userID returns the id of the person who typed or clicked, "" if Discord names
// none.
func (i *interaction) userID() string {
	switch {
	case i.Member != nil && i.Member.User != nil:
		return i.Member.User.ID
	case i.User != nil:
		return i.User.ID
	}
	return ""
}

// isDirect reports whether only the bot and one person read the channel.
func (i *interaction) isDirect() bool {
	if i.Context != nil {
		return *i.Context == discordgo.InteractionContextBotDM
	}
	return i.Guild == "" && i.Channel.Type == discordgo.ChannelTypeDM
}

func (i *interaction) clickOrigin() origin {
	o := origin{
		Guild: i.Guild, Channel: i.ChannelID, User: i.userID(), Direct: i.isDirect(),
		Interaction: i.ID, Application: i.Application, Token: i.Token, Locale: i.Locale,
	}
	if i.Channel.isThread() {
		o.Parent = i.Channel.Parent
	}
	if i.Member != nil {
		o.Roles = i.Member.Roles
	}
	return o
}

func (c channel) isThread() bool {
	switch c.Type {
	case discordgo.ChannelTypeGuildNewsThread, discordgo.ChannelTypeGuildPublicThread, discordgo.ChannelTypeGuildPrivateThread:
		return true
	}
	return false
}

// incoming is a message of somebody, with the fields that are needed.
type incoming struct {
	ID         string                `json:"id"`
	Channel    string                `json:"channel_id"`
	Guild      string                `json:"guild_id"`
	Content    string                `json:"content"`
	Type       discordgo.MessageType `json:"type"`
	Author     *discordgo.User       `json:"author"`
	Webhook    string                `json:"webhook_id"`
	Edited     *time.Time            `json:"edited_timestamp"`
	Mentions   []mentioned           `json:"mentions"`
	Roles      []string              `json:"mention_roles"` // that are mentioned
	Referenced *incoming             `json:"referenced_message"`
	Reference  *struct {
		Message string `json:"message_id"`
	} `json:"message_reference"`
	Snapshots []struct {
		Message incoming `json:"message"`
	} `json:"message_snapshots"` // of messages that are forwarded
	Embeds      []embed         `json:"embeds"`
	Components  json.RawMessage `json:"components"`
	Attachments []struct {
		ID   string `json:"id"`
		Name string `json:"filename"`
		URL  string `json:"url"`
		Size int64  `json:"size"`
	} `json:"attachments"`
	Member *struct {
		Roles []string `json:"roles"`
	} `json:"member"`
}

// mentioned is somebody whom a message mentions.
type mentioned struct {
	ID     string `json:"id"`
	Name   string `json:"username"`
	Global string `json:"global_name"`
	Member *struct {
		Nick string `json:"nick"`
	} `json:"member"`
}

// shownName returns the name by which people see somebody.
func (u mentioned) shownName() string {
	if u.Member != nil && u.Member.Nick != "" {
		return u.Member.Nick
	}
	return cmp.Or(u.Global, u.Name)
}

// isByPerson reports whether a person wrote the message. Programs, and Discord itself,
// which leaves notes in channels, are not persons.
func (m *incoming) isByPerson() bool {
	return m.Author != nil && !m.Author.Bot && m.Webhook == "" &&
		(m.Type == discordgo.MessageTypeDefault || m.Type == discordgo.MessageTypeReply)
}

// hasMention reports whether a message mentions a user. What stands in code calls nobody.
func (m *incoming) hasMention(user string) bool {
	return strings.Contains(markup.WithoutCode(m.Content), "<@"+user+">") || slices.ContainsFunc(m.Mentions, func(u mentioned) bool { return u.ID == user })
}

// isDirect reports whether a message was written to the bot alone.
func (m *incoming) isDirect() bool { return m.Guild == "" }

func (m *incoming) repliesTo(user string) bool {
	return m.Referenced != nil && m.Referenced.Author != nil && m.Referenced.Author.ID == user
}
