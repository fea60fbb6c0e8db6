package discord

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/adapters/internal/retry"
	"footnote/bot"
	"footnote/bot/secret"
)

// account is a token with the client that has it.
type account struct {
	token secret.String
	rest  *discordgo.Session // for REST only
}

// useToken makes the client for a token.
func (d *Discord) useToken(token secret.String) error {
	rest, err := discordgo.New("Bot " + token.Reveal())
	if err != nil {
		return fmt.Errorf("set up the client of Discord: %w", err)
	}
	rest.Client = d.client
	rest.ShouldRetryOnRateLimit, rest.MaxRestRetries, rest.StateEnabled = false, 0, false
	d.api.Store(&account{token, rest})
	return nil
}

// tokenRenewer returns a function that takes over a token that was changed. It
// reports whether the token differs from the one at its last call.
func (d *Discord) tokenRenewer() func() bool {
	used := d.api.Load()
	return func() bool {
		if d.options.Renew != nil {
			d.renewToken(d.options.Renew())
		}
		before := used
		used = d.api.Load()
		return used != before
	}
}

func (d *Discord) renewToken(token secret.String) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !token.IsSet() || token.Reveal() == d.api.Load().token.Reveal() {
		return
	}
	if err := d.useToken(token); err != nil {
		d.log.Error("the new token can't be used", "error", err)
	}
}

// botIdentity returns the ids of the bot's application and user, "" before Identify.
func (d *Discord) botIdentity() (application, user string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.application, d.user
}

// Identify asks Discord who the bot is. If Discord refuses the token, bot.IsRefused
// reports true for the error, which says what to do.
func (d *Discord) Identify(ctx context.Context) error {
	var me struct {
		ID  string         `json:"id"`
		Bot discordgo.User `json:"bot"`
	}
	err := retry.Do(ctx, attempts, func(ctx context.Context) error {
		return d.callOnce(ctx, http.MethodGet, discordgo.EndpointApplication("@me"), nil, &me)
	})
	if err != nil {
		return fmt.Errorf("sign in to Discord: %w", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	// An application's user has had another id only in the first years.
	d.application, d.user = me.ID, cmp.Or(me.Bot.ID, me.ID)
	return nil
}

// signIn is Identify for the keeper.
func (d *Discord) signIn(ctx context.Context) error {
	err := d.Identify(ctx)
	if err == nil {
		d.uplinks.Up(overHTTP)
	}
	return err
}

// KeepSignedIn signs in, and again whenever Discord refuses the token, until ctx
// ends. Once it is signed in, it registers the commands if they have changed. Run
// does so by itself.
func (d *Discord) KeepSignedIn(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Go(func() { d.keepRegistered(ctx) })
	d.keeper.Run(ctx)
	wg.Wait()
}

// keepRegistered registers the commands as soon as that is possible. Until then,
// those that were registered before still work.
func (d *Discord) keepRegistered(ctx context.Context) {
	pauses := retry.Pauses{First: d.options.Waits.Reconnect, Most: retry.LongestRefusal}
	for {
		d.keeper.SignedIn(ctx)
		if ctx.Err() != nil {
			return
		}
		_, err := d.Register(ctx, false)
		if err == nil || ctx.Err() != nil {
			return
		}
		if e, ok := errors.AsType[*bot.DeliveryError](err); ok && e.Final {
			d.log.Error("the commands were not registered", "error", err)
			return
		}
		wait := pauses.Next()
		d.log.Warn("the commands were not registered; trying again", "in", wait.Round(time.Millisecond), "error", err)
		pauseFor(ctx, wait)
	}
}

// refusesToken reports whether an error says that Discord refuses the bot's token.
// Each invalid request counts: after 10,000 in ten minutes the address is banned.
func refusesToken(err error) bool {
	e, ok := errors.AsType[*discordgo.RESTError](err)
	if !ok {
		return false
	}
	switch e.Response.StatusCode {
	case http.StatusUnauthorized: // unless it is the token of an interaction
		return errorCode(err) != codeInvalidToken
	case http.StatusForbidden: // of Discord itself it has a code
		return errorCode(err) == 0
	}
	return false
}
