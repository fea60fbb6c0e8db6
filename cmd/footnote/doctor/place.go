package doctor

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/access"
)

// ParsePlace reads a place in the form that known gives the places of its platform.
func ParsePlace(text string, known []access.Grammar) (bot.Place, error) {
	path, query, _ := strings.Cut(text, "?")
	parts := strings.Split(path, "/")
	options, err := url.ParseQuery(query)
	if err != nil {
		return bot.Place{}, fmt.Errorf("--who %s: %w", text, err)
	}
	p, err := bot.Place{}, access.ErrForm
	names := []string{"direct", "email"}
	for _, g := range known {
		if g.Platform == parts[0] {
			p, err = g.ReadPlace(parts[1:], options)
			names = append(names, g.Options...)
		}
	}
	if errors.Is(err, access.ErrForm) {
		var forms []string
		for _, g := range known {
			forms = append(forms, g.Place)
		}
		return bot.Place{}, fmt.Errorf("--who %s: a place is %s (footnote doctor --help says more)", text, access.JoinWords("or", forms))
	}
	if err != nil {
		return bot.Place{}, fmt.Errorf("--who %s: %w", text, err)
	}
	p.Platform, p.Direct = parts[0], p.Direct || options.Has("direct")
	if options.Has("email") {
		p.Email = access.FoldAddress(options.Get("email"))
	}
	for name := range options {
		if !slices.Contains(names, name) {
			return bot.Place{}, fmt.Errorf("--who %s: there is no %s in %s (it can have %s)", text, name, p.Platform, strings.Join(names, ", "))
		}
	}
	return p, nil
}
