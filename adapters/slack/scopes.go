package slack

import (
	"context"
	"fmt"
	"strings"
)

// MissingScopes returns the scopes of the manifest that the bot token lacks, with the
// optional ones. told is false if Slack doesn't say which the token has.
func (s *Slack) MissingScopes(ctx context.Context) (missing []string, told bool, err error) {
	response, err := s.webClient().AuthTestContext(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("ask for the scopes of the bot token: %w", explainError(err))
	}
	header := response.Header.Get("X-Oauth-Scopes")
	if header == "" {
		return nil, false, nil
	}
	has := make(map[string]bool)
	for scope := range strings.SplitSeq(header, ",") {
		has[strings.TrimSpace(scope)] = true
	}
	for _, scope := range allScopes() {
		if !has[scope] {
			missing = append(missing, scope)
		}
	}
	return missing, true, nil
}
