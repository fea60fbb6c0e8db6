package login

import (
	"encoding/json"
	"maps"
	"strings"
)

// claims are what a provider says of somebody, by name.
type claims map[string]json.RawMessage

// add adds claims that aren't there yet. An address and whether it is verified
// come from one source.
func (c claims) add(more claims) {
	more = maps.Clone(more)
	if c["email"] != nil {
		delete(more, "email_verified")
	} else {
		delete(c, "email_verified")
	}
	for name, value := range more {
		if c[name] == nil {
			c[name] = value
		}
	}
}

// text returns a claim that is a string, "" if it isn't.
func (c claims) text(name string) string {
	var s string
	if json.Unmarshal(c[name], &s) != nil {
		return ""
	}
	return s
}

// email returns the address in small letters, and whether the provider says that
// it is verified. Some say so by a string.
func (c claims) email() (address string, verified bool) {
	address = strings.ToLower(strings.TrimSpace(c.text("email")))
	v := string(c["email_verified"])
	return address, v == "true" || v == `"true"`
}

// list returns a claim that is a list of strings, or one.
func (c claims) list(name string) []string {
	var list []string
	if json.Unmarshal(c[name], &list) == nil {
		return list
	}
	if one := c.text(name); one != "" {
		return []string{one}
	}
	return nil
}

// name returns what to call somebody.
func (c claims) name() string {
	const longest = 100 // characters
	for _, claim := range []string{"name", "preferred_username", "email"} {
		if name := []rune(c.text(claim)); len(name) > 0 {
			return string(name[:min(len(name), longest)])
		}
	}
	return "signed in"
}
