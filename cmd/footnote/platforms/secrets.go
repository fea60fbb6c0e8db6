package platforms

import (
	"log/slog"
	"os"

	"footnote/bot/secret"
	"footnote/cmd/footnote/setting"
)

// Secrets are those that the settings give, read again while the program runs.
type Secrets struct {
	// File is the .env file, which may change.
	File string
	// Below, if set, reads what footnote.yaml has now; .env wins over it.
	Below func(setting string) (string, error)
	// IsGiven reports whether the flag of a setting stands on the command line
	// itself. Nil if there is none.
	IsGiven func(setting string) bool
	Log     *slog.Logger
}

// Renew returns a secret as it is set now: in .env and in footnote.yaml it may have
// changed since the start. What a flag or the environment gives can't.
func (s Secrets) Renew(name string, was secret.String) secret.String {
	if _, ok := os.LookupEnv(name); ok || s.IsGiven != nil && s.IsGiven(name) {
		return was
	}
	values, err := setting.ReadDotenv(s.File)
	if err != nil {
		s.Log.Warn("the settings can't be read again", "error", err)
		return was
	}
	value := values[name]
	if value == "" && s.Below != nil {
		if value, err = s.Below(name); err != nil {
			s.Log.Warn("the settings can't be read again", "error", err)
		}
	}
	if value == "" {
		return was
	}
	return secret.New(value)
}
