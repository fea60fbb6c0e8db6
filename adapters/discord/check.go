package discord

import (
	"context"
	"strings"

	"footnote/adapters"
)

// Check implements adapters.Settings: it tries the token and looks at the
// application.
func (s *settings) Check(ctx context.Context, e adapters.Environment) (list []adapters.Finding) {
	adapter, err := s.newAdapter(e)
	if err != nil {
		return append(list, adapters.Find(adapters.Error, "", "%v", err))
	}
	in, err := adapter.Inspect(ctx)
	if err != nil {
		return append(list, adapters.Find(adapters.Error, "", "%v", err))
	}
	if s.MessageContent && !in.MessageContent {
		list = append(list, adapters.Find(adapters.Error, "turn on Message Content Intent under Bot of the application, or unset FOOTNOTE_DISCORD_MESSAGE_CONTENT", "the application may not read messages, so Discord will refuse the connection"))
	}
	if len(in.Unregistered) > 0 {
		list = append(list, adapters.Find(adapters.Warning, "serve registers them when it starts; footnote discord commands --register does now", "the commands %s are not registered", strings.Join(in.Unregistered, ", ")))
	}
	switch http := s.Mode == "http"; {
	case http && !strings.EqualFold(s.PublicKey, in.PublicKey):
		list = append(list, adapters.Find(adapters.Error, "copy it from General Information of the application", "FOOTNOTE_DISCORD_PUBLIC_KEY is not the key of the application"))
	case http && in.Endpoint == "":
		list = append(list, adapters.Find(adapters.Error, "set Interactions Endpoint URL under General Information of the application to the https address of /discord", "the application sends commands to no address"))
	case !http && in.Endpoint != "":
		list = append(list, adapters.Find(adapters.Error, "clear Interactions Endpoint URL under General Information of the application, or set FOOTNOTE_DISCORD_MODE=http", "the application sends commands to %s and not over the gateway", in.Endpoint))
	}
	if len(list) == 0 {
		list = append(list, adapters.Find(adapters.OK, "", "%s, with all commands, by %s", in.Name, s.Mode))
	}
	return list
}
