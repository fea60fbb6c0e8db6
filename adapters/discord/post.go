package discord

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/adapters/internal/retry"
	"footnote/bot"
)

// posted is what Discord says of a message of ours.
type posted struct {
	ID      string `json:"id"`
	Channel string `json:"channel_id"`
}

// postPart posts part n of a reply in a channel and returns its id. Posts to one
// channel keep their order and a pace. The same post again within minutes
// returns the message that stands.
func (d *Discord) postPart(ctx context.Context, o origin, channel, request string, generation, n int, m message) (string, error) {
	if err := d.keeper.Refusal(); err != nil {
		return "", err
	}
	m.Nonce, m.EnforceNonce = partNonce(request, generation, n), true
	if n == 0 && o.Message != "" && !o.Direct && channel == o.Channel && !o.Thread {
		m.Reference = &reference{Message: o.Message}
	}
	var at posted
	err := d.posts.Do(ctx, channel, func() error {
		return d.callAPI(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), m, &at)
	})
	return at.ID, err
}

// partNonce returns the nonce of a part of a reply: the same at each attempt, so
// that Discord doesn't post it twice.
func partNonce(request string, generation, n int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%d", request, generation, n))
	return hex.EncodeToString(sum[:])[:maxNonce]
}

func (d *Discord) editMessage(ctx context.Context, channel, id string, m message) error {
	return d.callAPI(ctx, http.MethodPatch, discordgo.EndpointChannelMessage(channel, id), m, nil)
}

// removeMessage deletes a message of ours. A message that is gone already is not an
// error.
func (d *Discord) removeMessage(ctx context.Context, channel, id string) error {
	err := d.callAPI(ctx, http.MethodDelete, discordgo.EndpointChannelMessage(channel, id), nil, nil)
	if hasCode(err, codeUnknownMessage, codeUnknownChannel) {
		return nil
	}
	return err
}

// original is the deferred reply of an interaction.
const original = "@original"

// editByToken edits a reply to an interaction and returns its id. If Discord has not
// seen the deferral yet, it waits for that.
func (d *Discord) editByToken(ctx context.Context, o origin, received time.Time, id string, m message) (string, error) {
	var at posted
	err := retry.Do(ctx, attempts+4, func(ctx context.Context) error {
		err := d.callRepeatedly(ctx, 1, http.MethodPatch, discordgo.EndpointWebhookMessage(o.Application, o.Token, id), m, &at)
		if id == original && time.Since(received) < deferLag && (isExpired(err) || hasCode(err, codeUnknownMessage)) {
			return &bot.DeliveryError{After: d.options.Waits.Deferral, Err: err}
		}
		return err
	})
	return at.ID, err
}

// followUp posts a further message by an interaction's token. Such posts have no
// nonce, so it doesn't repeat a post whose outcome is unknown.
func (d *Discord) followUp(ctx context.Context, o origin, m message) (string, error) {
	if o.Private {
		m = m.makePrivate()
	}
	var at posted
	for n := 1; ; n++ {
		err := d.callRepeatedly(ctx, 1, http.MethodPost, discordgo.EndpointWebhookToken(o.Application, o.Token)+"?wait=true", m, &at)
		limited, ok := errors.AsType[*bot.DeliveryError](err)
		if !ok || limited.Refused || limited.After == 0 || n == attempts {
			return at.ID, err
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < limited.After {
			return "", err
		}
		select {
		case <-time.After(limited.After):
		case <-ctx.Done():
			return "", err
		}
	}
}

func (d *Discord) removeByToken(ctx context.Context, o origin, id string) error {
	err := d.callAPI(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(o.Application, o.Token, id), nil, nil)
	if hasCode(err, codeUnknownMessage) {
		return nil
	}
	return err
}

// partNumber finds the part that a footer names, in raw JSON.
var partNumber = regexp.MustCompile(`-# (?:Part )?(\d+)(?:/| of )\d+ `)

// readParts returns the ids of the messages of a reply that stand in a channel after
// a message, by their part. It knows them by the request in their footer or their
// buttons. If the bot may not read the history it returns nothing, and only nonces
// keep a part from being posted twice.
func (d *Discord) readParts(ctx context.Context, channel, after, request string) (map[int]string, error) {
	var list []struct {
		posted
		Author     discordgo.User  `json:"author"`
		Components json.RawMessage `json:"components"`
	}
	url := discordgo.EndpointChannelMessages(channel) + "?limit=100&after=" + after
	if err := d.callAPI(ctx, http.MethodGet, url, nil, &list); err != nil {
		if e, ok := errors.AsType[*bot.DeliveryError](err); !ok || !e.Final {
			return nil, fmt.Errorf("look for what was posted for request %s: %w", request, err)
		}
		d.log.Debug("the history of a channel can't be read", "channel", channel, "error", err)
		return nil, nil
	}
	_, me := d.botIdentity()
	found := make(map[int]string)
	for _, m := range list {
		raw := string(m.Components)
		if m.Author.ID != me || !strings.Contains(raw, " "+request+`"`) && !strings.Contains(raw, "|"+request+"|") {
			continue
		}
		n := 1
		if match := partNumber.FindStringSubmatch(raw); match != nil {
			n, _ = strconv.Atoi(match[1])
		}
		found[n-1] = m.ID
	}
	return found, nil
}
