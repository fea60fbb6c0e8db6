package setting

import (
	"os"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"
)

// Files are the settings files that there are, the one that counts more first. They are
// a kong.Resolver.
type Files []*Config

// ReadAll reads those of a name. model says which settings there are.
func (s *Files) ReadAll(name string, model *kong.Application) error {
	for _, path := range ConfigPaths(name) {
		c, err := readConfig(path, model)
		if err != nil {
			return err
		}
		if c != nil {
			*s = append(*s, c)
		}
	}
	return nil
}

// where says where a setting stands in them, "" if it doesn't.
func (s Files) where(name string) string {
	for _, c := range s {
		if where := c.Where(name); where != "" {
			return where
		}
	}
	return ""
}

// Value returns what they have for a setting, "" for nothing.
func (s Files) Value(name string) string {
	for _, c := range s {
		if v := c.Value(name); v != "" {
			return v
		}
	}
	return ""
}

// Validate implements kong.Resolver.
func (s *Files) Validate(*kong.Application) error { return nil }

// Resolve implements kong.Resolver.
func (s *Files) Resolve(ctx *kong.Context, path *kong.Path, flag *kong.Flag) (any, error) {
	for _, c := range *s {
		if v, err := c.Resolve(ctx, path, flag); v != nil || err != nil {
			return v, err
		}
	}
	return nil, nil
}

// NameFlag is what kong says about a flag with the setting that it may come
// from, and where that stands in a settings file: kong names it only for some errors,
// and never for files.
func NameFlag(err error, model *kong.Application, dotenv Dotenv, files Files) string {
	text, _, _ := strings.Cut(err.Error(), " (from envar ")
	flag := regexp.MustCompile(`^--[a-z-]+`).FindString(text)
	name := envOf(model.Node, strings.TrimPrefix(flag, "--"))
	if name == "" {
		return text
	}
	text = flag + " (" + name + ")" + strings.TrimPrefix(text, flag)
	if _, set := os.LookupEnv(name); set || dotenv[name] != "" {
		return text
	}
	if where := files.where(name); where != "" {
		return where + ": " + text
	}
	return text
}

// envOf returns the environment name of a flag of a command or of those
// below it, "" if it has none.
func envOf(node *kong.Node, flag string) string {
	for _, f := range node.Flags {
		if f.Name == flag && len(f.Envs) > 0 {
			return f.Envs[0]
		}
	}
	for _, child := range node.Children {
		if name := envOf(child, flag); name != "" {
			return name
		}
	}
	return ""
}
