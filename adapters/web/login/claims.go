package login

import (
	"encoding/json"
	"maps"
	"strings"
)

// claims are what a provider says of somebody, by name.
type claims map[string]json.RawMessage

// addMissing adds claims that aren't there yet. An address and whether it is verified
// come from one source.
func (c claims) addMissing(more claims) {
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

// textClaim returns a claim that is a string, "" if it isn't.
func (c claims) textClaim(name string) string {
	var s string
	if json.Unmarshal(c[name], &s) != nil {
		return ""
	}
	return s
}

// emailClaim returns the address in small letters, and whether the provider says
// that it is verified. Some providers say so by a string.
func (c claims) emailClaim() (address string, verified bool) {
	address = strings.ToLower(strings.TrimSpace(c.textClaim("email")))
	v := string(c["email_verified"])
	return address, v == "true" || v == `"true"`
}

// listClaim returns a claim that is a list of strings, or one.
func (c claims) listClaim(name string) []string {
	var list []string
	if json.Unmarshal(c[name], &list) == nil {
		return list
	}
	if one := c.textClaim(name); one != "" {
		return []string{one}
	}
	return nil
}

// nameClaim returns the name by which the page calls somebody.
func (c claims) nameClaim() string {
	const longest = 100 // characters
	for _, claim := range []string{"name", "preferred_username", "email"} {
		if name := []rune(c.textClaim(claim)); len(name) > 0 {
			return string(name[:min(len(name), longest)])
		}
	}
	return "signed in"
}
