package slack

import (
	"context"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Sessions of an agent, see https://docs.slack.dev/ai/agent-sessions/: while one is in
// process, Slack shows that and a button to stop it. Apps that are no agents have none.

// sessionlessFor is how long sessions aren't tried after Slack took none.
const sessionlessFor = time.Hour

// hasSessions reports whether Slack may take sessions.
func (s *Slack) hasSessions() bool { return !s.sessionless.isOn() }

// beginSession shows that a thread's question is being worked on, under the question as
// the title. It reports false if Slack takes no sessions here.
func (s *Slack) beginSession(ctx context.Context, o origin, r *bot.Request) bool {
	if !s.hasSessions() {
		return false
	}
	err := s.setSession(ctx, o, slack.AgentSessionSetStatusParameters{
		Status: slack.AgentSessionStatusProcessing, Title: titleOf(r), InitiatorUserID: o.User,
	})
	if err == nil {
		return true
	}
	if errorCode(err) != "" && !hasCode(err, passingErrors) && !hasCode(err, authErrors) {
		s.sessionless.begin(sessionlessFor)
	}
	s.log.Debug("Slack takes no session of an agent", "request", r.ID, "error", err)
	return false
}

// endSession shows that nothing is being worked on in a thread any more.
func (s *Slack) endSession(ctx context.Context, o origin) {
	if o.Thread == "" || !s.hasSessions() {
		return
	}
	if err := s.setSession(ctx, o, slack.AgentSessionSetStatusParameters{Status: slack.AgentSessionStatusActive}); err != nil {
		s.log.Debug("a session of an agent keeps its status", "channel", o.Channel, "error", err)
	}
}

func (s *Slack) setSession(ctx context.Context, o origin, p slack.AgentSessionSetStatusParameters) error {
	p.ChannelID, p.ThreadTS = o.Channel, o.Thread
	return s.callOnce(func() error {
		_, err := s.webClient().SetAgentSessionStatusContext(ctx, p)
		return err
	})
}

// titleOf returns a title for the conversation that a question begins.
func titleOf(r *bot.Request) string {
	const longest = 60
	return text.Clip(text.OneLine(r.Text), longest, text.UTF16)
}

// onStop forgets the question that is being worked on in a thread, and says so.
func (s *Slack) onStop(ctx context.Context, c callback, e event) error {
	o := origin{Team: c.Team, Channel: e.Channel, User: e.User, Thread: e.Thread}
	key, ok := s.latest.Get(messageKey(c.Team, e.Channel, e.Thread))
	if ok {
		if _, err := s.service.Delete(ctx, key); err != nil {
			return err
		}
	}
	s.runLater(func(ctx context.Context) error {
		s.endSession(ctx, o)
		said := wording.In(s.languageOfAsker(ctx, o)).Stopped
		return s.tellAsker(ctx, o, joinPieces([]piece{new(line).addPlain(said).asPiece()}))
	})
	return nil
}
