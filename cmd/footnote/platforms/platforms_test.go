package platforms

import (
	"context"
	"errors"
	"testing"

	"footnote/adapters"
	"footnote/bot"
)

// identified is a platform that says who the bot is, or refuses to.
type identified struct {
	adapters.Bot
	err error
}

func (i identified) Identify(context.Context) error { return i.err }

func TestRefusedByAll(t *testing.T) {
	says := func(err error) Opened {
		return Opened{Bot: identified{err: err}}
	}
	refused := says(&bot.DeliveryError{Refused: true, Err: errors.New("token_revoked")})
	for name, c := range map[string]struct {
		list []Opened
		want bool
	}{
		"none":         {nil, false},
		"one":          {[]Opened{refused}, true},
		"both":         {[]Opened{refused, refused}, true},
		"not all":      {[]Opened{refused, says(nil)}, false},
		"or an outage": {[]Opened{refused, says(errors.New("no route to host"))}, false},
	} {
		if err := RefusedByAll(t.Context(), c.list); (err != nil) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
