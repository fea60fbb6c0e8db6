package trust

import (
	"path/filepath"
	"slices"

	"footnote/adapters"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval/library"

	"github.com/alecthomas/kong"
)

// corpusSetting names the documents. Which ones is harmless where only the person at the
// terminal reads the answers.
const corpusSetting = "FOOTNOTE_CORPUS"

// Verb is the verb of a command line, as far as settings files matter to it.
type Verb struct {
	Corpora []string // the roots of the documents, as the settings name them
	Shared  bool     // others than the person at the terminal read the answers
}

// Check returns an error that names the first setting that a file of the working
// directory must not decide, nil if there is none.
func Check(decided []setting.Local, v Verb) error {
	decided = slices.DeleteFunc(slices.Clone(decided), func(d setting.Local) bool { return isHarmless(d.Name, d.Flag, v) })
	doubts := make(map[string]string)
	for _, d := range decided {
		why, known := doubts[d.File]
		if !known {
			var err error
			if why, err = WhyDoubted(d.File, v.Corpora); err != nil {
				return err
			}
			doubts[d.File] = why
		}
		if why != "" {
			return adapters.WrongSetting("%s is not taken from here, for it may be somebody else's: %s (set %s in the environment or %s in %s; or, if you wrote it, run footnote trust here)",
				d.Where, why, d.Name, setting.ConfigKey(d.Name), ownFile())
		}
	}
	return nil
}

// isHarmless reports whether anybody may decide a setting.
func isHarmless(name string, flag *kong.Flag, v Verb) bool {
	if !flag.Tag.Has("harmless") {
		return false
	}
	if name != corpusSetting {
		return true
	}
	for _, named := range v.Corpora {
		// An address has a request sent, or git run.
		if library.IsAddress(named) || v.Shared && !isBelow(".", named) {
			return false
		}
	}
	return true
}

// ownFile names the user's own settings file.
func ownFile() string {
	if dir := setting.UserFolder(); dir != "" {
		return filepath.Join(dir, "footnote.yaml")
	}
	return "footnote.yaml of your folder of settings"
}
