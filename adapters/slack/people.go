package slack

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/access"
)

// What access rules know of people in Slack: their ids, user groups and verified e-mail
// addresses, and who is a guest. Slack is asked only for what the rules name.

// Kinds of access rules that Slack has to be asked for.
const (
	kindTeams  = "teams"
	kindGuests = "guests"
	kindUsers  = "users"
	kindGroups = "groups"
)

// Roles of a place, told apart by what they begin with.
const (
	userRole  = "user:"
	groupRole = "group:"
	guestRole = "guest" // the asker is a guest or, where others read, one of them may be
)

const (
	// personAge is how long what Slack says of people counts: a right that was taken from
	// somebody ends after it.
	personAge = 5 * time.Minute
	// placeTime bounds how long an acknowledgement waits for it. What isn't known then is
	// not acknowledged, and known when Slack sends it again.
	placeTime = 2 * time.Second
	// Of a workspace and a channel so many pages of people are read at most. Where there
	// are more, it isn't known who is there.
	mostPeoplePages = 50
	peoplePage      = 1000
)

// member is what Slack says of a person.
type member struct {
	email string // verified, in small letters; "" if there is none
	guest bool   // or of another organisation
}

// errHidden: the app lacks the right to know somebody.
var errHidden = errors.New("the app may not know")

// placeOf returns the place of o with what the access rules want to know of it. An error
// means that this isn't known now.
func (s *Slack) placeOf(ctx context.Context, o origin) (bot.Place, error) {
	p := o.botPlace()
	names := s.options.Names
	if names == nil {
		return p, nil
	}
	ctx, cancel := context.WithTimeout(ctx, placeTime)
	defer cancel()
	if !p.Direct {
		if !names(platformName, kindTeams) {
			return p, nil
		}
		guests, err := s.hasGuests(ctx, o)
		if err != nil {
			return p, fmt.Errorf("find out who is in a channel: %w", err)
		}
		if guests {
			p.Roles = []string{guestRole}
		}
		return p, nil
	}
	if names(platformName, kindUsers) {
		p.Roles = append(p.Roles, userRole+o.User)
	}
	if names(platformName, kindTeams) || names(access.People, "") {
		m, err := s.memberOf(ctx, o.Team, o.User)
		if err != nil {
			return p, fmt.Errorf("find out who asks: %w", err)
		}
		if p.Email = m.email; m.guest {
			p.Roles = append(p.Roles, guestRole)
		}
	}
	if names(platformName, kindGroups) {
		groups, err := s.groupsOf(ctx, o.Team, o.User)
		if err != nil {
			return p, fmt.Errorf("find out in which user groups somebody is: %w", err)
		}
		for _, g := range groups {
			p.Roles = append(p.Roles, groupRole+g)
		}
	}
	return p, nil
}

// viewerOf returns who opens something at o, with what the access rules want to know.
func (s *Slack) viewerOf(ctx context.Context, o origin) (bot.Viewer, error) {
	p, err := s.placeOf(ctx, o)
	return bot.Viewer{Place: p, Asker: askerID(o.Team, o.User)}, err
}

// introduceLater has the bot know, in the background, whose verified address an asker has,
// so that what they were answered in Slack is theirs on the page, too.
func (s *Slack) introduceLater(o origin) {
	if s.options.Link == nil { // there is no page
		return
	}
	s.background.Go(func() {
		if _, err := s.memberOf(context.Background(), o.Team, o.User); err != nil {
			s.log.Debug("who asks isn't known", "error", err)
		}
	})
}

// memberOf returns what Slack says of a person. Of whom it may not say anything is a guest
// without an address.
func (s *Slack) memberOf(ctx context.Context, team, user string) (member, error) {
	m, err := s.members.find(ctx, s, team+"/"+user, personAge, func(ctx context.Context) (member, error) {
		var u *slack.User
		err := s.callAPI(ctx, func() (err error) {
			u, err = s.webClient().GetUserInfoContext(ctx, user)
			return err
		})
		if err != nil {
			return member{}, s.hide(err)
		}
		m := s.asMember(team, u)
		if err := s.service.Introduce(ctx, askerID(team, user), m.email); err != nil {
			s.log.Warn("that somebody asks elsewhere, too, isn't kept", "error", err)
		}
		return m, nil
	})
	if errors.Is(err, errHidden) {
		return member{guest: true}, nil
	}
	return m, err
}

// asMember returns what the rules want to know of a user. Addresses of other
// organisations, which anybody may have made up, don't count.
func (s *Slack) asMember(team string, u *slack.User) member {
	own := u.TeamID == team
	if organisation := s.organisation(); !own && organisation != "" {
		own = u.Enterprise.EnterpriseID == organisation
	}
	if !own || u.Deleted || u.IsBot {
		return member{guest: !own || !u.IsBot}
	}
	m := member{guest: u.IsRestricted || u.IsUltraRestricted || u.IsStranger}
	if u.IsEmailConfirmed {
		m.email = access.FoldAddress(u.Profile.Email)
	}
	return m
}

// hide returns errHidden for an error that says that the app may not know, or that comes
// again however often it asks, and logs it now and then, for then rules close what they
// would open.
func (s *Slack) hide(err error) error {
	if errorCode(err) == "user_not_found" || errorCode(err) == "user_not_visible" {
		return errHidden
	}
	if !isLasting(err) {
		return err
	}
	if s.options.Names != nil && !s.hidden.isOn() {
		s.hidden.begin(muteTime)
		s.log.Error("the access rules need to know who people in Slack are; until they can be looked up, they count as guests", "error", explainError(err))
	}
	return errHidden
}

// groupsOf returns the user groups of a person, none if the app may not know.
func (s *Slack) groupsOf(ctx context.Context, team, user string) ([]string, error) {
	groups, err := s.groups.find(ctx, s, team, personAge, func(ctx context.Context) (list []slack.UserGroup, err error) {
		options := []slack.GetUserGroupsOption{slack.GetUserGroupsOptionIncludeUsers(true)}
		if s.organisation() != "" {
			options = append(options, slack.GetUserGroupsOptionTeamID(team))
		}
		err = s.callAPI(ctx, func() (err error) {
			list, err = s.webClient().GetUserGroupsContext(ctx, options...)
			return err
		})
		if err != nil {
			err = s.hide(err)
		}
		return list, err
	})
	if errors.Is(err, errHidden) {
		return nil, nil
	}
	var list []string
	for _, g := range groups {
		if !g.IsExternal && g.DateDelete == 0 && slices.Contains(g.Users, user) {
			list = append(list, g.ID)
		}
	}
	return list, err
}

// hasGuests reports whether guests, or people of another organisation, read a channel. If
// the app may not know, there are some.
func (s *Slack) hasGuests(ctx context.Context, o origin) (bool, error) {
	all, err := s.staff.find(ctx, s, o.Team, personAge, func(ctx context.Context) (map[string]bool, error) {
		return s.listStaff(ctx, o.Team)
	})
	if errors.Is(err, errHidden) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	in, err := s.readers.find(ctx, s, o.Channel, personAge, func(ctx context.Context) ([]string, error) {
		return s.listReaders(ctx, o.Channel)
	})
	if errors.Is(err, errHidden) {
		return true, nil
	}
	return slices.ContainsFunc(in, func(user string) bool { return !all[user] }), err
}

// listStaff returns the people of a workspace who aren't guests, and its programs.
func (s *Slack) listStaff(ctx context.Context, team string) (map[string]bool, error) {
	staff := make(map[string]bool)
	options := []slack.GetUsersOption{slack.GetUsersOptionLimit(peoplePage)}
	if s.organisation() != "" {
		options = append(options, slack.GetUsersOptionTeamID(team))
	}
	page := s.webClient().GetUsersPaginated(options...)
	for range mostPeoplePages {
		err := s.callAPI(ctx, func() error {
			next, err := page.Next(ctx)
			if err == nil {
				page = next
			}
			return err
		})
		if page.Done(err) {
			return staff, nil
		}
		if err != nil {
			return nil, s.hide(err)
		}
		for i := range page.Users {
			if u := &page.Users[i]; !s.asMember(team, u).guest {
				staff[u.ID] = true
			}
		}
		if page.Cursor == "" {
			return staff, nil
		}
	}
	return staff, nil // who isn't among them counts as a guest
}

// listReaders returns who is in a channel.
func (s *Slack) listReaders(ctx context.Context, channel string) (all []string, err error) {
	cursor := ""
	for range mostPeoplePages {
		var list []string
		err := s.callAPI(ctx, func() (err error) {
			list, cursor, err = s.webClient().GetUsersInConversationContext(ctx, &slack.GetUsersInConversationParameters{ChannelID: channel, Cursor: cursor, Limit: peoplePage})
			return err
		})
		if err != nil {
			return nil, s.hide(err)
		}
		if all = append(all, list...); cursor == "" {
			return all, nil
		}
	}
	return nil, errHidden
}
