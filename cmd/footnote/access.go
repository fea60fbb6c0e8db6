package main

import (
	"strings"

	"footnote/bot/access"
	"footnote/bot/inbox"
	"footnote/cmd/footnote/setting"
)

// accessSettings say who may see what.
type accessSettings struct {
	File string `name:"access" env:"FOOTNOTE_ACCESS" placeholder:"FILE" group:"Settings" help:"File of who sees which collections; what it doesn't open is closed (default: none, everyone sees everything)."`
}

// openRules reads the rules, nil if there is no file of them.
func (s accessSettings) openRules(a *app) (*access.File, error) {
	if s.File == "" {
		return nil, nil
	}
	path, err := setting.AbsolutePath(s.File)
	if err != nil {
		return nil, err
	}
	f, err := access.Open(path, a.log, placeGrammars(a.platforms))
	if err != nil {
		return nil, usageError("%s", strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	return f, nil
}

// policyOf keeps a nil *access.File from becoming a Policy that isn't nil.
func policyOf(f *access.File) inbox.Policy {
	if f == nil {
		return nil
	}
	return f
}
