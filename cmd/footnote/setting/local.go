package setting

import (
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/alecthomas/kong"
)

// Local is a setting that a file of the working directory decides: neither the command
// line nor the environment gives it.
type Local struct {
	Flag  *kong.Flag
	Name  string // in the environment
	File  string
	Where string // the file with the key, as it is written there
}

// DecidedHere returns what files of the working directory decide of flags, as seen from a
// command line. A value that is the default decides nothing.
func DecidedHere(flags []*kong.Flag, ctx *kong.Context, dotenv Dotenv, dotenvPath string, files Files) (list []Local) {
	for _, flag := range flags {
		for _, name := range flag.Envs {
			if _, ok := os.LookupEnv(name); ok || isOnLine(ctx, flag) {
				continue
			}
			if v := dotenv[name]; v != "" {
				if v != flag.Default {
					list = append(list, Local{Flag: flag, Name: name, File: dotenvPath, Where: dotenvPath + ", " + name})
				}
				continue
			}
			for _, c := range files {
				if v := c.Value(name); c.isLocal() && v != "" && v != flag.Default {
					list = append(list, Local{Flag: flag, Name: name, File: c.Path, Where: c.Where(name)})
				}
			}
		}
	}
	return list
}

// AllFlags returns the flags of a command and those below it that are settings, each
// setting once.
func AllFlags(node *kong.Node) []*kong.Flag {
	flags := flagsOf(node)
	list := make([]*kong.Flag, 0, len(flags))
	for _, name := range slices.Sorted(maps.Keys(flags)) {
		list = append(list, flags[name])
	}
	return list
}

// isOnLine reports whether a flag stands on the command line itself.
func isOnLine(ctx *kong.Context, flag *kong.Flag) bool {
	for _, p := range ctx.Path {
		if p.Flag == flag && !p.Resolved {
			return true
		}
	}
	return false
}

// isLocal reports whether the file is that of the working directory.
func (c *Config) isLocal() bool { return c.Path == filepath.Base(c.Path) }

// WithoutLocal returns the files but for that of the working directory.
func (s Files) WithoutLocal() Files {
	return slices.DeleteFunc(slices.Clone(s), (*Config).isLocal)
}
