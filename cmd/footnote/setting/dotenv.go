// Package setting reads what the program is set to where kong doesn't: the files .env
// and footnote.yaml, paths, and sizes in bytes. What is wrong with them is an
// adapters.SettingError.
package setting

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"footnote/adapters"

	"github.com/agnivade/levenshtein"
	"github.com/alecthomas/kong"
	"github.com/joho/godotenv"
)

// Dotenv holds the settings of a .env file. It is a kong.Resolver for those
// that neither the command line nor the environment gives.
type Dotenv map[string]string

// ReadDotenv reads the file, which need not exist.
func ReadDotenv(path string) (Dotenv, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the settings: %w", err)
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	values, err := godotenv.Unmarshal(text)
	if err != nil {
		return nil, adapters.WrongSetting("%s, line %d is not NAME=value (correct it or put # before it)", path, brokenLine(text))
	}
	return values, nil
}

// brokenLine returns the number of the line that keeps text from being parsed:
// the one after the longest run of lines that can be. godotenv doesn't say.
func brokenLine(text string) int {
	lines := strings.SplitAfter(text, "\n")
	for n := len(lines) - 1; n > 0; n-- {
		if _, err := godotenv.Unmarshal(strings.Join(lines[:n], "")); err == nil {
			return n + 1
		}
	}
	return 1
}

// Validate implements kong.Resolver.
func (d Dotenv) Validate(*kong.Application) error { return nil }

// Resolve implements kong.Resolver. kong asks it even for flags that it has
// set from the environment, so those are left alone here; an empty one there
// stands for the default.
func (d Dotenv) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if _, ok := os.LookupEnv(name); ok {
			return nil, nil
		}
		if v := d[name]; v != "" {
			return v, nil
		}
	}
	return nil, nil
}

// IgnoreEmpty keeps kong from reading settings that are set, but empty, in the
// environment, as files of compose leave them: to kong they would be no number and
// none of the values that there are.
func IgnoreEmpty(node *kong.Node) {
	for _, flag := range node.Flags {
		flag.Tag.Envs = slices.DeleteFunc(slices.Clone(flag.Tag.Envs), func(name string) bool { return os.Getenv(name) == "" })
	}
	for _, child := range node.Children {
		IgnoreEmpty(child)
	}
}

// Unknown says which settings of the file no flag knows, which are likely
// misspelt, and which of the environment are a slip away from one: rules of
// access that are never read would leave everything open.
func (d Dotenv) Unknown(model *kong.Application, environ []string) (warnings []string) {
	known := Names(model.Node)
	unknown := func(name string) bool {
		return strings.HasPrefix(name, "FOOTNOTE_") && !slices.Contains(known, name)
	}
	for _, name := range slices.Sorted(maps.Keys(d)) {
		if unknown(name) {
			warnings = append(warnings, fmt.Sprintf(".env sets %s, which is no setting (.env.example lists them all)", name))
		}
	}
	for _, variable := range environ {
		name, _, _ := strings.Cut(variable, "=")
		if !unknown(name) {
			continue
		}
		meant := slices.IndexFunc(known, func(k string) bool { return levenshtein.ComputeDistance(k, name) <= slip })
		if meant >= 0 {
			warnings = append(warnings, fmt.Sprintf("the environment sets %s, which is no setting (did you mean %s?)", name, known[meant]))
		}
	}
	return warnings
}

// slip is how many letters of a setting's name may be wrong for it to be the one
// meant. Other names in the environment may be somebody else's: Kubernetes sets
// FOOTNOTE_PORT for a service that is called footnote.
const slip = 2

// Names returns the environment names of all flags of a command and
// those below it.
func Names(node *kong.Node) []string {
	return slices.Sorted(maps.Keys(flagsOf(node)))
}
