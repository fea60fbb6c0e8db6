package discord

import (
	"footnote/bot/inbox"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/adapters/internal/realbot"
	"footnote/bot"
)

// rules let a channel of a server see the background, and people alone with
// the bot all. Whoever has the role may see all, too, where nobody else reads.
type rules struct {
	role string

	mu     sync.Mutex
	places []bot.Place // that were asked about
}

func (r *rules) Collections(p bot.Place) ([]string, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.places = append(r.places, p)
	if p.Space == "" || p.Direct && r.role != "" && slices.Contains(p.Roles, r.role) {
		return nil, true
	}
	return []string{"background"}, false
}

// newsQuestion is answered by the news best, and by the background.
const newsQuestion = "Who is Khaled Zerouali?"

// TestPrivateSeesNoMoreThanItsChannel: to hide an answer from others opens
// nothing to the asker.
func TestPrivateSeesNoMoreThanItsChannel(t *testing.T) {
	policy := new(rules)
	r := newReal(t, func(m bot.Messenger) *inbox.Service {
		return realbot.Start(t, platformName, m, func(o *inbox.Options) { o.Policy = policy })
	}, linksToPaths)
	// All that the asker gets to see in the channel, in the open and alone.
	shown := func(n int, private string) *shown {
		from := r.stand()
		r.event("INTERACTION_CREATE", askFor(n, newsQuestion, private))
		answer, _ := r.final(from, "", "background/")
		r.click(n+1, answer, actionMore, "")
		r.final(from+1, "", "ources")
		r.click(n+2, answer, actionContext, "")
		r.final(from+2, "", "background/")
		return answer
	}
	shown(1, "")
	if hidden := shown(11, `,{"name":"private","type":5,"value":true}`); !hidden.private {
		t.Error("the private answer is for all")
	}
	r.event("INTERACTION_CREATE", interact(21, 4, `{"name":"sources","type":1,"options":[{"name":"title","value":"Morocco","focused":true}]}`))
	r.event("INTERACTION_CREATE", interact(22, 2, `{"name":"Find sources","type":3,"target_id":"5","resolved":{"messages":{"5":{"id":"5","content":"The 35th FOPREL forum took place in Rabat in November 2017."}}}}`))
	r.final(6, "", "background/")
	r.mu.Lock()
	for _, c := range r.calls {
		if strings.Contains(string(c.body), "news/") {
			t.Errorf("%s shows what the channel may not see: %s", c.path, c.body)
		}
	}
	r.mu.Unlock()
	// The rules are told of the channel, whether others read the answer or not.
	policy.mu.Lock()
	for _, p := range policy.places {
		if p.Space != guild || p.Channel != textChannel || !slices.Equal(p.Roles, []string{"1"}) {
			t.Errorf("the rules are asked about %+v", p)
		}
	}
	policy.mu.Unlock()
	// They do tell the difference: alone with the bot, the same person sees it.
	r.event("MESSAGE_CREATE", r.message("1000000000000000502", "500000000000000001", newsQuestion, "guild_id", "", "member", nil))
	r.final(7, "", "Director of Immigration", "news/")
}

// TestWhatARoleSeesIsNotShared: rules may let a role see more where nobody else
// reads. That doesn't reach the channel, nor anybody else.
func TestWhatARoleSeesIsNotShared(t *testing.T) {
	r := newReal(t, func(m bot.Messenger) *inbox.Service {
		return realbot.Start(t, platformName, m, func(o *inbox.Options) { o.Policy = &rules{role: "1"} })
	}, linksToPaths)
	r.event("INTERACTION_CREATE", askFor(1, newsQuestion, `,{"name":"private","type":5,"value":true}`))
	answer, _ := r.final(0, "", "Director of Immigration", "news/")
	if !answer.private {
		t.Fatal("the private answer is for all")
	}
	r.click(2, answer, actionShare, "")
	refused, text := r.final(1, "", "⚠️")
	if strings.Contains(text, "Director of Immigration") || !refused.private {
		t.Errorf("shared is %q", text)
	}
	// Somebody else who has got hold of the button's id sees nothing either.
	other := strings.ReplaceAll(string(interact(3, 3, `{"custom_id":"`+answer.control(t, actionContext)+`","component_type":3,"values":["1"]}`)), person, "600000000000000002")
	r.event("INTERACTION_CREATE", []byte(strings.ReplaceAll(other, "\n", "")))
	if _, text := r.final(2, "", "⚠️"); strings.Contains(text, "Director of Immigration") {
		t.Errorf("somebody else sees %q", text)
	}
	// In the open, the role opens nothing.
	r.event("INTERACTION_CREATE", askFor(4, newsQuestion, ""))
	if m, text := r.final(3, "", "background/"); strings.Contains(text, "news/") {
		t.Errorf("for all in %q: %q", m.channel, text)
	}
}
