package login

import (
	"context"
	"fmt"
	"strings"
)

// Identity is who is at the page.
type Identity struct {
	// Asker is the same for one person over time, as in bot.Request, such as
	// "web/oidc/5fX…"; "" for somebody who isn't known.
	Asker string
	// Name is for the page to show, "" if nobody signed in.
	Name string
	// Roles are "user:EMAIL" and "group:NAME", as the provider says.
	Roles []string
	// Email is the address that the provider has verified, in small letters, or "".
	Email string
	// Operator may see how the program is doing.
	Operator bool
	// Anonymous is set where nobody signs in: the asker is a browser, and a program that
	// keeps no cookies would be another one each time.
	Anonymous bool
	// Token is set if a script has signed in by one, and nobody by name.
	Token *Token
	// Address is where a visitor comes from who could be somebody else by signing in
	// again, "" for one who has a name.
	Address string
}

type identityKey struct{}

// Who returns the identity behind a request that came through a Guard.
func Who(ctx context.Context) Identity {
	i, _ := ctx.Value(identityKey{}).(Identity)
	return i
}

// rules name the people who may do something.
type rules struct {
	everybody               bool
	emails, domains, groups map[string]bool
}

func parseRules(setting string, list []string) (rules, error) {
	r := rules{emails: map[string]bool{}, domains: map[string]bool{}, groups: map[string]bool{}}
	for _, entry := range list {
		entry = strings.TrimSpace(entry)
		group, isGroup := strings.CutPrefix(entry, "group:")
		user, domain, isEmail := strings.Cut(entry, "@")
		switch {
		case entry == "*":
			r.everybody = true
		case isGroup && group != "":
			r.groups[group] = true
		case !isGroup && isEmail && domain != "" && !strings.Contains(domain, "@"):
			if user == "" {
				r.domains[strings.ToLower(domain)] = true
			} else {
				r.emails[strings.ToLower(entry)] = true
			}
		default:
			return rules{}, fmt.Errorf("%s names %q, which is no e-mail address, no @domain and no group:NAME", setting, entry)
		}
	}
	return r, nil
}

// isAllowed reports whether the rules name somebody. email is the verified address
// in small letters, "" without one. An address with several "@" is of no domain: mail
// programs don't agree on which of them counts.
func (r rules) isAllowed(email string, groups []string) bool {
	if r.everybody || r.emails[email] {
		return true
	}
	if _, domain, ok := strings.Cut(email, "@"); ok && !strings.Contains(domain, "@") && r.domains[domain] {
		return true
	}
	for _, g := range groups {
		if r.groups[g] {
			return true
		}
	}
	return false
}
