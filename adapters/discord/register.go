package discord

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// Register replaces the commands that Discord has by ours, if ours have changed
// since the last time or if force is set. It reports whether it did. Discord counts
// creations: 200 a day and guild.
func (d *Discord) Register(ctx context.Context, force bool) (bool, error) {
	application, _ := d.botIdentity()
	if application == "" {
		if err := d.Identify(ctx); err != nil {
			return false, err
		}
		application, _ = d.botIdentity()
	}
	data, err := encodedCommands()
	if err != nil {
		return false, err
	}
	guild := d.options.CommandGuild
	sum := sha256.Sum256(data)
	hash := []byte(hex.EncodeToString(sum[:]))
	key := platformName + "/commands/" + application + "/" + guild
	if !force {
		kept, err := d.service.Value(ctx, key)
		if err != nil {
			return false, fmt.Errorf("look up which commands are registered: %w", err)
		}
		if bytes.Equal(kept, hash) {
			return false, nil
		}
	}
	address := discordgo.EndpointApplicationGlobalCommands(application)
	if guild != "" {
		address = discordgo.EndpointApplicationGuildCommands(application, guild)
	}
	if err := d.callAPI(ctx, http.MethodPut, address, json.RawMessage(data), nil); err != nil {
		return false, fmt.Errorf("register the commands: %w", err)
	}
	if d.service == nil {
		return true, nil
	}
	return true, d.service.SetValue(ctx, key, hash)
}

// encodedCommands returns the commands as JSON, without the null and false that the
// library writes for fields that aren't set: Discord's types don't allow all of
// these.
func encodedCommands() ([]byte, error) {
	data, err := json.Marshal(Commands())
	var list any
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err == nil {
		dropUnset(list)
		data, err = json.Marshal(list)
	}
	if err != nil {
		return nil, fmt.Errorf("encode the commands: %w", err)
	}
	return data, nil
}

func dropUnset(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			dropUnset(x)
		}
	case map[string]any:
		for name, x := range v {
			if x == nil || x == false {
				delete(v, name)
			} else {
				dropUnset(x)
			}
		}
	}
}

// permissions are what the bot needs in channels, and no more.
const permissions = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages |
	discordgo.PermissionSendMessagesInThreads | discordgo.PermissionCreatePublicThreads |
	discordgo.PermissionReadMessageHistory

// InviteURL returns the link by which an administrator adds the bot to a server.
func InviteURL(application string) string {
	q := url.Values{
		"client_id": {application}, "scope": {"bot applications.commands"}, "permissions": {strconv.FormatInt(permissions, 10)},
	}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}

// ApplicationID returns the id of the application, which it asks Discord for if
// it isn't set.
func (d *Discord) ApplicationID(ctx context.Context) (string, error) {
	if d.options.Application == "" {
		if err := d.Identify(ctx); err != nil {
			return "", err
		}
	}
	application, _ := d.botIdentity()
	return application, nil
}
