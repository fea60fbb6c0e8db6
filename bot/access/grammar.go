package access

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"footnote/bot"
)

// Grammar is how one platform writes its places and its people, in the rules and
// on the command line. The adapter of the platform brings it: this package knows
// none by name.
type Grammar struct {
	// Platform is the name of the platform, under which its rules stand.
	Platform string
	// Kinds are the kinds of ids that rules can name, in the order in which they
	// are listed for people.
	Kinds []Kind
	// Place and Person are how one of each is written, such as slack/TEAM/CHANNEL
	// and slack/TEAM/USER. Details are the lines of help on how a place is written.
	Place, Person string
	Details       []string
	// Options are the names that ReadPlace reads from behind the question mark of a
	// place. "direct" and "email" are some on every platform.
	Options []string
	// ReadPlace reads the parts of a place that follow the name of the platform. It
	// returns ErrForm if they don't have the form of Place, and another error that
	// says the way out if they can't be meant.
	ReadPlace func(parts []string, options url.Values) (bot.Place, error)
}

// ErrForm says that a place isn't written as the Grammar's Place is.
var ErrForm = errors.New("this is no place")

// Kind is one kind of id that rules can name, such as the teams of Slack.
type Kind struct {
	Name string // the key in the file
	// All reports whether "*" may stand for all ids.
	All bool
	// Refuse says why something can't be an id and what to do, to be read after the
	// id itself. It returns "" if it can be one.
	Refuse func(id string) string
	// Fold, if set, brings an id of the file into the form that IDs returns.
	Fold func(id string) string
	// IDs are those of a place, of which one in a rule opens the collection. "" is
	// none. "*" matches rules for all, for places that have no id of their own.
	IDs func(bot.Place) []string
}

// matches reports whether the ids that a rule gives for a kind open it to a place.
func (k Kind) matches(ids []string, p bot.Place) bool {
	return len(ids) > 0 && slices.ContainsFunc(k.IDs(p), func(id string) bool {
		return id != "" && (slices.Contains(ids, id) || k.All && slices.Contains(ids, every))
	})
}

// refuses says why something can't be an id of a kind, "" if it can.
func (p *parsing) refuses(k Kind, id string) string {
	switch {
	case id != every:
		return k.Refuse(id)
	case k.All:
		return ""
	}
	return "is possible for " + JoinWords("and", p.kindsWithAll()) + " only (or say everyone: true)"
}

// kindsWithAll returns the kinds of which "*" may stand for all.
func (p *parsing) kindsWithAll() (names []string) {
	for _, g := range p.grammars {
		for _, k := range g.Kinds {
			if k.All && !slices.Contains(names, k.Name) {
				names = append(names, k.Name)
			}
		}
	}
	return names
}

// JoinWords lists words for people, such as "a, b or c".
func JoinWords(last string, words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// find returns the grammar of a platform, nil if there is none.
func find(grammars []Grammar, platform string) *Grammar {
	for i := range grammars {
		if grammars[i].Platform == platform {
			return &grammars[i]
		}
	}
	return nil
}
