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
	// IsDoubted, if set, reports whether the .env file may have become somebody else's
	// work since the start. Then it isn't read.
	IsDoubted func(path string) bool
	Log       *slog.Logger
}

// Renew returns a secret as it is set now: in .env and in footnote.yaml it may have
// changed since the start. What a flag or the environment gives can't.
func (s Secrets) Renew(name string, was secret.String) secret.String {
	if _, ok := os.LookupEnv(name); ok || s.IsGiven != nil && s.IsGiven(name) {
		return was
	}
	values, err := s.readDotenv()
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

// readDotenv reads the .env file, if it is to be read.
func (s Secrets) readDotenv() (setting.Dotenv, error) {
	if s.IsDoubted == nil || !s.IsDoubted(s.File) {
		return setting.ReadDotenv(s.File)
	}
	if _, err := os.Stat(s.File); err == nil {
		s.Log.Warn("the settings aren't read again, for they may be somebody else's (footnote trust, if you wrote them)", "file", s.File)
	}
	return nil, nil
}
