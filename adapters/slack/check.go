package slack

import (
	"context"
	"slices"
	"strings"

	"footnote/adapters"
	"footnote/bot/access"
)

// isNeededByRules reports whether access rules name what can't be found out without an
// optional scope.
func isNeededByRules(scope string, names func(platform, kind string) bool) bool {
	switch scope {
	case "users:read":
		return names(platformName, kindTeams) || names(access.People, "")
	case "users:read.email":
		return names(access.People, "")
	case "usergroups:read":
		return names(platformName, kindGroups)
	}
	return false
}

// Check implements adapters.Settings: it tries the tokens and what they may do.
func (s *settings) Check(ctx context.Context, e adapters.Environment) (list []adapters.Finding) {
	adapter, err := s.newAdapter(e)
	if err != nil {
		return append(list, adapters.Find(adapters.Error, "", "%v", err))
	}
	who, err := adapter.Check(ctx, s.Mode == "socket")
	if err != nil {
		return append(list, adapters.Find(adapters.Error, "", "%v", err))
	}
	if s.Mode == "http" && !s.SigningSecret.IsSet() {
		list = append(list, adapters.Find(adapters.Error, "set FOOTNOTE_SLACK_SIGNING_SECRET", "there is no signing secret, without which events over HTTP aren't taken"))
	}
	missing, told, err := adapter.MissingScopes(ctx)
	isOptional := func(scope string) bool { return optionalScopes[scope] != "" }
	needed := slices.DeleteFunc(slices.Clone(missing), isOptional)
	switch {
	case err != nil:
		list = append(list, adapters.Find(adapters.Error, "", "%v", err))
	case !told:
		list = append(list, adapters.Find(adapters.Warning, "compare them with footnote slack manifest", "Slack doesn't say which scopes the token has"))
	case len(needed) > 0:
		list = append(list, adapters.Find(adapters.Error, "put what footnote slack manifest prints into the app's manifest and install it again", "the token lacks the scopes %s", strings.Join(needed, ", ")))
	}
	for _, scope := range missing {
		if e.Names != nil && isNeededByRules(scope, e.Names) {
			list = append(list, adapters.Find(adapters.Error, "put what footnote slack manifest prints into the app's manifest and install it again", "the token lacks the scope %s, without which the access rules close what they are to open", scope))
		} else if isOptional(scope) {
			list = append(list, adapters.Find(adapters.Warning, "put what footnote slack manifest prints into the app's manifest and install it again", "the token lacks the scope %s; the bot works without %s", scope, optionalScopes[scope]))
		}
	}
	if len(list) == 0 {
		list = append(list, adapters.Find(adapters.OK, "", "%s, with all scopes, by %s", who, s.Mode))
	}
	return list
}
