package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/adapters/internal/retry"
	"footnote/bot"
)

const (
	attempts     = 4
	callTimeout  = 20 * time.Second
	clickTimeout = time.Minute
)

// Error codes, see
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
const (
	codeUnknownChannel     = 10003
	codeUnknownMessage     = 10008
	codeUnknownWebhook     = 10015
	codeUnknownInteraction = 10062
	codeAcknowledged       = 40060
	codeMissingAccess      = 50001
	codeNoDirectMessages   = 50007
	codeMissingPermissions = 50013
	codeInvalidToken       = 50027
	codeArchivedThread     = 50083
	codeThreadExists       = 160004
)

// callAPI does one call of the REST API, and repeats it after errors that may pass.
// Every call that is made this way may be repeated: edits and deletions are
// idempotent, posts carry a nonce or are looked for.
func (d *Discord) callAPI(ctx context.Context, method, url string, body, into any) error {
	return d.callRepeatedly(ctx, attempts, method, url, body, into)
}

func (d *Discord) callRepeatedly(ctx context.Context, attempts int, method, address string, body, into any) error {
	var data []byte
	if body != nil {
		var err error
		if data, err = json.Marshal(body); err != nil {
			return fmt.Errorf("encode a call of Discord: %w", err)
		}
	}
	return retry.Do(ctx, attempts, func(ctx context.Context) error {
		op := func() error { return d.callOnce(ctx, method, address, data, into) }
		if isByInteraction(address) {
			err := op()
			d.keeper.Note(err)
			return err
		}
		return d.keeper.Call(op)
	})
}

// callOnce does one call. Its errors have gone through classifyError. It gives the
// library's own rate limiter a bucket that is thrown away: that limiter would sleep
// without looking at ctx, and keep a bucket for each token for ever. See limiter
// for ours.
func (d *Discord) callOnce(ctx context.Context, method, address string, data []byte, into any) error {
	bucket := discordgo.NewRatelimiter().LockBucket("")
	response, err := d.api.Load().rest.RequestWithLockedBucket(method, address, "application/json", data, bucket, 0, discordgo.WithContext(ctx))
	if err != nil {
		return classifyError(err)
	}
	if into == nil || len(response) == 0 {
		return nil
	}
	if err := json.Unmarshal(response, into); err != nil {
		return fmt.Errorf("read Discord's answer: %w", err)
	}
	return nil
}

// errorCode returns Discord's number for an error, 0 if it isn't one of Discord's.
func errorCode(err error) int {
	if e, ok := errors.AsType[*discordgo.RESTError](err); ok && e.Message != nil {
		return e.Message.Code
	}
	return 0
}

// hasCode reports whether an error is one of Discord's with one of codes.
func hasCode(err error, codes ...int) bool {
	return err != nil && slices.Contains(codes, errorCode(err))
}

// isExpired reports whether err means that an interaction can't be answered by its
// token any more.
func isExpired(err error) bool {
	return hasCode(err, codeUnknownWebhook, codeUnknownInteraction, codeInvalidToken)
}

// isGone reports whether err means that a message isn't there to be edited, or that
// the bot may not edit it.
func isGone(err error) bool {
	return hasCode(err, codeUnknownMessage, codeUnknownChannel, codeMissingAccess, codeMissingPermissions)
}

// classifyError wraps an error in a *bot.DeliveryError where Discord's answer says
// whether and when to try again. It removes from the text of an error what could
// hold a token.
func classifyError(err error) error {
	if e, ok := errors.AsType[*discordgo.RateLimitError](err); ok {
		return &bot.DeliveryError{After: e.RetryAfter, Err: errors.New("the rate limit of Discord is reached")}
	}
	if e, ok := errors.AsType[*discordgo.RESTError](err); ok {
		if retry.Passing(e.Response.StatusCode) {
			return fmt.Errorf("Discord answers with status %d", e.Response.StatusCode)
		}
		refused := refusesToken(e)
		return &bot.DeliveryError{Refused: refused, Final: !refused, Err: explainError(e)}
	}
	if e, ok := errors.AsType[*url.Error](err); ok { // its text has the address, and that the token
		return fmt.Errorf("reach Discord: %w", e.Err)
	}
	return err
}

// explainError adds what an operator can do about an error.
func explainError(e *discordgo.RESTError) error {
	var advice string
	switch {
	case e.Response.StatusCode == http.StatusUnauthorized && errorCode(e) != codeInvalidToken:
		advice = " (check FOOTNOTE_DISCORD_TOKEN; reset the token under Bot of the application if it got lost)"
	case refusesToken(e):
		advice = " (something between here and Discord refuses the bot, or Discord has banned this address for a while: check the token, the network and a proxy)"
	case hasCode(e, codeMissingAccess):
		advice = " (the bot can't see the channel: give it View Channel there)"
	case hasCode(e, codeMissingPermissions):
		advice = " (the bot may not do this in the channel: footnote discord invite prints the permissions that it needs)"
	case hasCode(e, codeNoDirectMessages):
		advice = " (the person takes no direct messages from the bot)"
	}
	return fmt.Errorf("%w%s", e, advice)
}
