package discord

import (
	"context"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// Inspection is what Discord says of the application.
type Inspection struct {
	Name string
	// MessageContent is whether it may read messages that don't mention it.
	MessageContent bool
	PublicKey      string // in hex
	Endpoint       string // where interactions are sent, "" for the gateway
	// Unregistered are the names of the commands that aren't registered.
	Unregistered []string
}

// Flags of an application, see
// https://discord.com/developers/docs/resources/application#application-object-application-flags
const (
	flagMessageContent        = 1 << 18
	flagMessageContentLimited = 1 << 19 // of applications in fewer than 100 servers
)

// Inspect asks Discord what has to fit the settings.
func (d *Discord) Inspect(ctx context.Context) (Inspection, error) {
	var me struct {
		ID       string `json:"id"`
		Name     string `json:"name"`
		Flags    int    `json:"flags"`
		Key      string `json:"verify_key"`
		Endpoint string `json:"interactions_endpoint_url"`
	}
	if err := d.callAPI(ctx, http.MethodGet, discordgo.EndpointApplication("@me"), nil, &me); err != nil {
		return Inspection{}, fmt.Errorf("sign in to Discord: %w", err)
	}
	in := Inspection{
		Name: me.Name, PublicKey: me.Key, Endpoint: me.Endpoint,
		MessageContent: me.Flags&(flagMessageContent|flagMessageContentLimited) != 0,
	}
	address := discordgo.EndpointApplicationGlobalCommands(me.ID)
	if guild := d.options.CommandGuild; guild != "" {
		address = discordgo.EndpointApplicationGuildCommands(me.ID, guild)
	}
	var registered []discordgo.ApplicationCommand
	if err := d.callAPI(ctx, http.MethodGet, address, nil, &registered); err != nil {
		return in, fmt.Errorf("look up which commands are registered: %w", err)
	}
	has := make(map[string]bool)
	for _, c := range registered {
		has[c.Name] = true
	}
	for _, c := range Commands() {
		if !has[c.Name] {
			in.Unregistered = append(in.Unregistered, c.Name)
		}
	}
	return in, nil
}
