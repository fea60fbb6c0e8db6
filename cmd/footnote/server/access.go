package server

import (
	"log/slog"
	"strings"

	"footnote/adapters"
	"footnote/bot/access"
	"footnote/bot/inbox"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/setting"
)

// Access says who may see what.
type Access struct {
	File string `name:"access" env:"FOOTNOTE_ACCESS" placeholder:"FILE" group:"Settings" help:"File of who sees which collections; what it doesn't open is closed (default: none, everyone sees everything)."`
}

// Open reads the rules, nil if there is no file of them. They may name people and
// places of these platforms.
func (s Access) Open(list []adapters.Platform, log *slog.Logger) (*access.File, error) {
	if s.File == "" {
		return nil, nil
	}
	path, err := setting.AbsolutePath(s.File)
	if err != nil {
		return nil, err
	}
	f, err := access.Open(path, log, platforms.PlaceGrammars(list))
	if err != nil {
		return nil, adapters.WrongSetting("%s", strings.ReplaceAll(err.Error(), "\n", "; "))
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
