package discord

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/present/text"
)

// message is what one call posts or edits. It isn't the library's type: that
// leaves no way to send a nonce, and sends embeds, which Components V2 forbid.
type message struct {
	Flags           discordgo.MessageFlags           `json:"flags"`
	Components      []discordgo.MessageComponent     `json:"components"`
	AllowedMentions discordgo.MessageAllowedMentions `json:"allowed_mentions"`

	Nonce        string     `json:"nonce,omitempty"`
	EnforceNonce bool       `json:"enforce_nonce,omitempty"`
	Reference    *reference `json:"message_reference,omitempty"`
}

// reference makes a message a reply to another.
type reference struct {
	Message     string `json:"message_id"`
	FailIfGone  bool   `json:"fail_if_not_exists"`
	ReplyToType int    `json:"type"`
}

// notifyNobody returns the setting by which a message notifies nobody. A nil list
// would let Discord look for mentions in the text.
func notifyNobody() discordgo.MessageAllowedMentions {
	return discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
}

// footerRoom is kept in each message for the line that names its part.
const footerRoom = 120

// packReply puts a reply into as few messages as the limits allow, in order. Where
// there are several, each names the request and its part.
func packReply(request string, r rendered) []message {
	var groups [][]piece
	var open []piece
	count, size := 1, 0 // the container is a component, too
	for _, p := range r.pieces {
		n := text.UTF16(p.text)
		if len(open) > 0 && (count+p.count+1 > maxComponents || size+n > maxTextDisplay-footerRoom) {
			groups = append(groups, open)
			open, count, size = nil, 1, 0
		}
		open = append(open, p)
		count += p.count
		size += n
	}
	if len(open) > 0 {
		groups = append(groups, open)
	}
	messages := make([]message, 0, len(groups))
	for i, group := range groups {
		if len(groups) > 1 {
			group = withFooter(group, textPiece(partFooter(request, i, len(groups))))
		}
		messages = append(messages, joinPieces(group, r.colour))
	}
	return messages
}

// withFooter puts the footer above the menus and buttons.
func withFooter(group []piece, foot piece) []piece {
	at := len(group)
	for at > 0 && group[at-1].isRow() {
		at--
	}
	out := append([]piece{}, group[:at]...)
	return append(append(out, foot), group[at:]...)
}

// partFooter says which part of a reply a message is. By it the part is also found
// again, see Discord.readParts.
func partFooter(request string, n, of int) string {
	return smallPrint(fmt.Sprintf("%d/%d %s", n+1, of, markOf(request)))
}

// markOf names a request where people may copy it from and messages are known by it,
// in any language.
func markOf(request string) string { return "· " + text.Clip(request, 40, text.UTF16) }

// joinPieces makes one message of pieces.
func joinPieces(list []piece, colour int) message {
	box := discordgo.Container{AccentColor: &colour}
	for _, p := range list {
		if p.component != nil {
			box.Components = append(box.Components, p.component)
		} else if strings.TrimSpace(p.text) != "" { // an empty text display is refused
			box.Components = append(box.Components, discordgo.TextDisplay{Content: p.text})
		}
	}
	return message{
		Flags:      discordgo.MessageFlagsIsComponentsV2,
		Components: []discordgo.MessageComponent{box}, AllowedMentions: notifyNobody(),
	}
}

// makePrivate returns the message as one that only the asker sees.
func (m message) makePrivate() message {
	m.Flags |= discordgo.MessageFlagsEphemeral
	return m
}
