package slack

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

// clickTimeout bounds the work for one click. Windows can be opened for three
// seconds after it.
const clickTimeout = 20 * time.Second

// interaction is a click, a shortcut or a sent form, with the fields that are
// needed.
type interaction struct {
	Type        string `json:"type"` // block_actions, message_action, view_submission, …
	Callback    string `json:"callback_id"`
	ResponseURL string `json:"response_url"`
	Trigger     string `json:"trigger_id"`
	ActionTS    string `json:"action_ts"`
	Team        struct {
		ID string `json:"id"`
	} `json:"team"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	User struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	Message event `json:"message"`
	Actions []struct {
		ID    string `json:"action_id"`
		Value string `json:"value"`
	} `json:"actions"`
	View struct {
		ID       string `json:"id"`
		Hash     string `json:"hash"`
		Callback string `json:"callback_id"`
		Metadata string `json:"private_metadata"`
		State    struct {
			Values map[string]map[string]struct {
				Value string `json:"value"`
			} `json:"values"`
		} `json:"state"`
	} `json:"view"`
}

// clickOrigin is where a click was made. In a modal it is where the modal was
// opened from, as its metadata says.
func (i interaction) clickOrigin() origin {
	o := origin{Team: i.Team.ID, Channel: i.Channel.ID, User: i.User.ID, TS: i.Message.TS, Thread: i.Message.Thread, ResponseURL: i.ResponseURL}
	if o.Team == "" {
		o.Team = i.User.Team
	}
	if o.Channel == "" {
		o.Channel, _ = unpackValue(i.View.Metadata)
	}
	return o
}

// onInteraction handles clicks. All but a shortcut are acknowledged at once.
// Types and actions that aren't known are ignored.
func (s *Slack) onInteraction(ctx context.Context, i interaction) (any, error) {
	switch {
	case i.Type == "message_action" && i.Callback == callbackFind:
		return nil, s.onShortcut(ctx, i)
	case i.Type == "view_submission" && i.View.Callback == callbackComment:
		return s.onComment(ctx, i)
	case i.Type != "block_actions":
		return nil, nil
	}
	for _, a := range i.Actions {
		action, _, _ := strings.Cut(a.ID, ":")
		var op func(context.Context, interaction, string) error
		switch action {
		case actionContext:
			op = s.showContext
		case actionMore:
			op = s.showSources
		case actionRate:
			op = s.rateAnswer
		case actionShare:
			op = s.shareReply
		case actionUnfollow:
			op = s.stopFollowing
		case actionPerson:
			op = s.callPerson
		case actionSolved:
			op = s.markSolved
		default:
			continue
		}
		s.runLater(func(ctx context.Context) error { return s.orSay(ctx, i, op(ctx, i, a.Value)) })
	}
	return nil, nil
}

// orSay shows the reason to the person who clicked, if err is a complaint. For any
// other error it shows a general apology and returns the error, which is logged.
func (s *Slack) orSay(ctx context.Context, i interaction, err error) error {
	complaint, ok := errors.AsType[*bot.Complaint](err)
	if !ok {
		if err == nil {
			return nil
		}
		complaint = &bot.Complaint{Reason: bot.Broken}
	}
	own := *complaint // that of the bot may be shared
	complaint = &own
	o := i.clickOrigin()
	if complaint.Language == "" {
		complaint.Language = s.languageOfAsker(ctx, o)
	}
	if !ok {
		complaint.Text = wording.In(complaint.Language).DidntWork
	}
	if i.View.ID != "" || o.Channel == "" {
		return err // there is no place to say it but the window, which stays
	}
	if told := s.tellAsker(ctx, o, joinPieces(drawFailure(present.ExcuseFor(complaint)))); told != nil && err == nil {
		return told
	}
	if ok {
		return nil // a reason isn't an error
	}
	return err
}

// rateAnswer keeps a vote. After a bad one it asks for the reason in a window. A good one
// it thanks for, once: buttons look after a click as before it, except for Slack's own
// thumbs, which stand in direct messages.
func (s *Slack) rateAnswer(ctx context.Context, i interaction, v string) error {
	request, vote := unpackValue(v)
	o := i.clickOrigin()
	err := s.service.Rate(ctx, bot.Rating{Request: request, Asker: askerID(o.Team, o.User), Vote: bot.Vote(vote), At: time.Now()})
	if err != nil {
		return err
	}
	language := s.languageOfAsker(ctx, o)
	if bot.Vote(vote) != bot.Down {
		if _, thanked := s.thanked.Put(request+"/"+o.User, true); thanked || isDirect(o.Channel) {
			return nil
		}
		return s.tellAsker(ctx, o, joinPieces([]piece{new(line).addPlain(wording.In(language).Noted).asPiece()}))
	}
	return s.openModal(ctx, i, commentForm(wording.In(language), o.Channel, request))
}

// onComment keeps what somebody wrote about an answer. The acknowledgement closes
// the window, unless it has a body that says below the text why it isn't kept.
func (s *Slack) onComment(ctx context.Context, i interaction) (any, error) {
	o := i.clickOrigin()
	_, request := unpackValue(i.View.Metadata)
	comment := strings.TrimSpace(i.View.State.Values[inputComment][inputComment].Value)
	if comment == "" {
		return nil, nil
	}
	err := s.service.Rate(ctx, bot.Rating{Request: request, Asker: askerID(o.Team, o.User), Comment: comment, At: time.Now()})
	if complaint, ok := errors.AsType[*bot.Complaint](err); ok {
		return map[string]any{"response_action": "errors", "errors": map[string]string{inputComment: present.ExcuseFor(complaint).Text}}, nil
	}
	return nil, err
}

// shareReply posts to the channel what only the asker saw, once however often it is
// clicked.
func (s *Slack) shareReply(ctx context.Context, i interaction, request string) error {
	return s.shares.Do(ctx, request, func() error {
		o := i.clickOrigin()
		if _, shared := s.sharing.Get(request); shared {
			said := wording.In(s.languageOfAsker(ctx, o)).SharedAlready
			return s.tellAsker(ctx, o, joinPieces([]piece{new(line).addPlain(said).asPiece()}))
		}
		err := s.postShared(ctx, o, request)
		if err == nil {
			s.sharing.Put(request, true)
		}
		return err
	})
}

// postShared posts a reply to the channel that a click comes from.
func (s *Slack) postShared(ctx context.Context, o origin, request string) error {
	v, err := s.viewerOf(ctx, o)
	if err != nil {
		return err
	}
	recalled, err := s.service.Recall(ctx, request, v)
	if err != nil {
		return err
	}
	words := wording.In(recalled.Reply.Language)
	if reason := s.refusalReason(words, o.Channel, s.sharingOf(ctx, o.Channel)); reason != "" {
		return &bot.Complaint{Reason: bot.Forbidden, Text: reason}
	}
	public := origin{Team: o.Team, Channel: o.Channel, User: o.User}
	if from, err := originOf(&recalled.Request); err == nil {
		public.Thread = from.Thread
	}
	asked := drawParagraphs(recalled.Request.Text, &slack.RichTextSectionTextStyle{Italic: true})
	pieces := append(asked, renderReply(&recalled.Reply, s.linksOf(request))...)
	// As a request of its own its messages are found again if the click is.
	id := "share/" + request
	r := bot.Request{ID: id, Received: s.started}
	_, err = s.showAll(ctx, public, &r, reference{}, packMessages(append(pieces, replyControls(&public, &recalled.Reply, s.linksOf(request))...)))
	if errorCode(err) == "not_in_channel" || errorCode(err) == "channel_not_found" {
		return &bot.Complaint{Reason: bot.Forbidden, Text: words.CantPost}
	}
	return err
}

// stopFollowing leaves a thread until somebody mentions the bot there again.
func (s *Slack) stopFollowing(ctx context.Context, i interaction, conversation string) error {
	if err := s.service.SetValue(ctx, unfollowKey(conversation), []byte("told")); err != nil {
		return err
	}
	o := i.clickOrigin()
	said := wording.In(s.languageOfAsker(ctx, o)).Unfollowed
	return s.tellAsker(ctx, o, joinPieces([]piece{new(line).addPlain(said).asPiece()}))
}
