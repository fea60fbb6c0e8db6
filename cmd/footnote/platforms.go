package main

import (
	"iter"
	"strings"

	"github.com/alecthomas/kong"

	"footnote/adapters"
	"footnote/adapters/web"
	"footnote/bot"
	"footnote/bot/access"
	"footnote/cmd/footnote/platforms"
)

// platformSettings are the settings of all platforms, as one verb has them.
type platformSettings struct {
	List kong.Plugins `embed:""` // an adapters.Settings for each, in their order
}

// newPlatformSettings returns settings to be filled in.
func newPlatformSettings(list []adapters.Platform) (s platformSettings) {
	for _, p := range list {
		s.List = append(s.List, p.Settings())
	}
	return s
}

// eachPlatform returns each platform with its settings.
func (s platformSettings) eachPlatform(list []adapters.Platform) iter.Seq2[adapters.Platform, adapters.Settings] {
	return func(yield func(adapters.Platform, adapters.Settings) bool) {
		for i, p := range list {
			if settings, ok := s.List[i].(adapters.Settings); ok && !yield(p, settings) {
				return
			}
		}
	}
}

// newVerbs returns the verbs that the platforms bring, to be filled in.
func newVerbs(list []adapters.Platform) (verbs kong.Plugins) {
	for _, p := range list {
		if p.Verbs != nil {
			verbs = append(verbs, p.Verbs())
		}
	}
	return verbs
}

// platformVars are the words of help that depend on which platforms there are.
func platformVars(list []adapters.Platform) kong.Vars {
	return kong.Vars{
		"in_platforms": access.JoinWords("and", platforms.EachOf(list, func(p adapters.Platform) string { return "in " + p.Title })),
		"platforms":    access.JoinWords("and", platforms.TitlesOf(list)),
		"people":       strings.Join(platforms.PersonsOf(list), ", "),
	}
}

// placeGrammars returns how places are written where the program answers.
func placeGrammars(list []adapters.Platform) (g []access.Grammar) {
	for _, p := range list {
		g = append(g, p.Places)
	}
	return append(g, web.Places())
}

// platformEnvironment returns what a platform gets of the program.
func (a *app) platformEnvironment(link func(request string, c bot.Citation) string, rules bool) adapters.Environment {
	secrets := platforms.Secrets{File: envFile, Below: a.inFile, IsGiven: a.given, Log: a.log}
	return adapters.Environment{Log: a.log, Link: link, Rules: rules, Renew: secrets.Renew, Print: a.print}
}
