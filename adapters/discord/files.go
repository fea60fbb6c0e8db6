package discord

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"

	"github.com/bwmarrin/discordgo"

	"footnote/adapters/internal/retry"
	"footnote/bot"
	"footnote/bot/wording"
)

var _ bot.FileReader = (*Discord)(nil)

// fileHosts are where Discord keeps files. They are read without the token.
var fileHosts = []string{"cdn.discordapp.com", "media.discordapp.net"}

// ReadFile implements bot.FileReader. The addresses of files are good for a day; after
// that the message is asked for a new one.
func (d *Discord) ReadFile(ctx context.Context, r *bot.Request, f bot.File, most int64) ([]byte, error) {
	w := wording.In(r.Language)
	gone := &bot.Complaint{Reason: bot.Unread, Text: fmt.Sprintf(w.FileGone, "Discord")}
	data, err := d.fetchFile(ctx, w, f.URL, most)
	if !errors.Is(err, errExpired) {
		return data, err
	}
	o, failed := originOf(r)
	if failed != nil || o.Message == "" {
		return nil, gone
	}
	var m incoming
	if err := d.readHistory(ctx, discordgo.EndpointChannelMessage(o.Channel, o.Message), &m, w); err != nil {
		return nil, err
	}
	for _, now := range m.message(d.channelName).Files() {
		if now.ID == f.ID {
			if data, err = d.fetchFile(ctx, w, now.URL, most); !errors.Is(err, errExpired) {
				return data, err
			}
		}
	}
	return nil, gone
}

// errExpired says that Discord doesn't give a file by an address.
var errExpired = errors.New("Discord has the file no more")

func (d *Discord) fetchFile(ctx context.Context, w *wording.Words, address string, most int64) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || !slices.Contains(fileHosts, u.Hostname()) {
		return nil, &bot.Complaint{Reason: bot.Unread, Text: fmt.Sprintf(w.FileOutside, "Discord")}
	}
	client := http.Client{Timeout: callTimeout, Transport: cmp.Or(d.options.Transport, http.DefaultTransport)}
	var data []byte
	err = retry.Do(ctx, attempts, func(ctx context.Context) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return &bot.DeliveryError{Final: true, Err: fmt.Errorf("read a file: %w", err)}
		}
		response, err := client.Do(request)
		if err != nil {
			return fmt.Errorf("read a file: %w", err)
		}
		defer response.Body.Close()
		if response.StatusCode == http.StatusOK {
			data, err = io.ReadAll(io.LimitReader(response.Body, most))
			return err
		}
		if retry.Passing(response.StatusCode) {
			return fmt.Errorf("read a file: Discord answers with status %d", response.StatusCode)
		}
		return &bot.DeliveryError{Final: true, Err: errExpired}
	})
	return data, err
}
