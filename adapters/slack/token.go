package slack

import (
	"context"
	"fmt"

	"github.com/slack-go/slack"

	"footnote/adapters/internal/retry"
	"footnote/bot/secret"
)

// webClient returns the client of the Web API with the tokens that are set now.
func (s *Slack) webClient() *slack.Client { return s.api.Load() }

// useTokens makes the client for tokens. The caller holds the lock, once the
// adapter is in use.
func (s *Slack) useTokens(bot, app secret.String) {
	opts := []slack.Option{slack.OptionHTTPClient(s.options.HTTPClient), slack.OptionAppLevelToken(app.Reveal())}
	if s.options.APIURL != "" {
		opts = append(opts, slack.OptionAPIURL(s.options.APIURL))
	}
	s.bot, s.app = bot, app
	s.api.Store(slack.New(bot.Reveal(), opts...))
}

// tokenRenewer returns a function that takes over tokens that were changed. It
// reports whether the tokens differ from those at its last call.
func (s *Slack) tokenRenewer() func() bool {
	used := s.webClient()
	return func() bool {
		s.renewTokens()
		before := used
		used = s.webClient()
		return used != before
	}
}

func (s *Slack) renewTokens() {
	if s.options.Renew == nil {
		return
	}
	bot, app := s.options.Renew()
	s.mu.Lock()
	defer s.mu.Unlock()
	if bot.IsSet() && (bot.Reveal() != s.bot.Reveal() || app.Reveal() != s.app.Reveal()) {
		s.useTokens(bot, app)
	}
}

// botIdentity returns the ids of the bot's team and user, "" before Identify.
func (s *Slack) botIdentity() (team, user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.team, s.user
}

// organisation returns the id of the organisation that the bot's workspace belongs to, ""
// if there is none.
func (s *Slack) organisation() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.enterprise
}

// Identify asks Slack who the bot is. The adapter needs that to recognise its own
// messages. If Slack refuses the token, bot.IsRefused reports true for the error,
// which says what to do.
func (s *Slack) Identify(ctx context.Context) error {
	response, err := s.webClient().AuthTestContext(ctx)
	if hasCode(err, authErrors) {
		err = classifyError(err)
	}
	if err != nil {
		return fmt.Errorf("sign in to Slack: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.team, s.user, s.enterprise, s.workspace = response.TeamID, response.UserID, response.EnterpriseID, response.URL
	return nil
}

// signIn is Identify for the keeper.
func (s *Slack) signIn(ctx context.Context) error {
	err := s.Identify(ctx)
	if err == nil {
		s.uplinks.Up(overHTTP)
	}
	return err
}

// KeepSignedIn signs in, and again whenever Slack refuses the bot token, until ctx
// ends. Run does so by itself.
func (s *Slack) KeepSignedIn(ctx context.Context) { s.keeper.Run(ctx) }

// callOnce does one call of the Web API with the bot token, unless Slack refuses
// that token. Its errors have gone through classifyError.
func (s *Slack) callOnce(op func() error) error {
	return s.keeper.Call(func() error { return classifyError(op()) })
}

// callAPI does one call of the Web API with the bot token, and repeats it after
// errors that may pass.
func (s *Slack) callAPI(ctx context.Context, op func() error) error {
	return retry.Do(ctx, attempts, func(context.Context) error { return s.callOnce(op) })
}

// callByURL does one call by a response URL, which works without a token.
func callByURL(ctx context.Context, op func() error) error {
	return retry.Do(ctx, attempts, func(context.Context) error { return classifyError(op()) })
}
