package platforms

import (
	"iter"
	"strings"

	"github.com/alecthomas/kong"

	"footnote/adapters"
	"footnote/adapters/web"
	"footnote/bot/access"
)

// Settings are those of all platforms, as one verb has them.
type Settings struct {
	List kong.Plugins `embed:""` // an adapters.Settings for each, in their order
}

// NewSettings returns settings to be filled in.
func NewSettings(list []adapters.Platform) (s Settings) {
	for _, p := range list {
		s.List = append(s.List, p.Settings())
	}
	return s
}

// Each returns each platform with its settings.
func (s Settings) Each(list []adapters.Platform) iter.Seq2[adapters.Platform, adapters.Settings] {
	return func(yield func(adapters.Platform, adapters.Settings) bool) {
		for i, p := range list {
			if settings, ok := s.List[i].(adapters.Settings); ok && !yield(p, settings) {
				return
			}
		}
	}
}

// NewVerbs returns the verbs that the platforms bring, to be filled in.
func NewVerbs(list []adapters.Platform) (verbs kong.Plugins) {
	for _, p := range list {
		if p.Verbs != nil {
			verbs = append(verbs, p.Verbs())
		}
	}
	return verbs
}

// HelpVars are the words of help that depend on which platforms there are.
func HelpVars(list []adapters.Platform) kong.Vars {
	return kong.Vars{
		"in_platforms": access.JoinWords("and", EachOf(list, func(p adapters.Platform) string { return "in " + p.Title })),
		"platforms":    access.JoinWords("and", TitlesOf(list)),
		"people":       strings.Join(PersonsOf(list), ", "),
	}
}

// PlaceGrammars returns how places are written where the program answers.
func PlaceGrammars(list []adapters.Platform) (g []access.Grammar) {
	for _, p := range list {
		g = append(g, p.Places)
	}
	return append(g, web.Places())
}
