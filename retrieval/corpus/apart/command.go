package apart

import (
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// Verb is the argument by which the program knows that it is a child.
const Verb = "read-apart"

// program is the name that a child is started under.
const program = "footnote"

// passedOn are the variables that a child gets: where its cache and its temporary
// files belong and what tunes the Go runtime, but no setting of the program.
var passedOn = []string{
	"HOME", "XDG_CACHE_HOME", "LocalAppData", "USERPROFILE", "SystemRoot", "TMPDIR", "TEMP", "TMP",
	"TZ", "LANG", "GODEBUG", "GORACE", "GOTRACEBACK", "GOMAXPROCS", "GOCOVERDIR", "TESSDATA_PREFIX",
}

// ownCommand returns the command that starts this program as a child.
func ownCommand() (*exec.Cmd, error) {
	path, err := ownPath()
	if err != nil {
		return nil, err
	}
	return &exec.Cmd{Path: path, Args: []string{program, Verb}, Env: childEnvironment(os.Environ())}, nil
}

// ownPath is the file of this program. Linux leads to the one that runs, be it
// that another version has taken its place since.
func ownPath() (string, error) {
	if runtime.GOOS == "linux" {
		const self = "/proc/self/exe"
		if _, err := os.Stat(self); err == nil {
			return self, nil
		}
	}
	return os.Executable()
}

func childEnvironment(all []string) []string {
	kept := []string{} // not nil, which would pass on all of it
	for _, variable := range all {
		name, _, _ := strings.Cut(variable, "=")
		if slices.ContainsFunc(passedOn, func(s string) bool { return strings.EqualFold(s, name) }) {
			kept = append(kept, variable)
		}
	}
	return kept
}
