package setting

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"footnote/adapters"

	"github.com/agnivade/levenshtein"
	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Config holds the settings of a footnote.yaml. It is a kong.Resolver for those that
// neither the command line nor the environment gives.
//
// A key is the name of a setting without FOOTNOTE_, in small letters. Keys that begin
// alike may stand below one: "slack: {bot_token: …}" is FOOTNOTE_SLACK_BOT_TOKEN.
type Config struct {
	Path   string
	values map[string]configValue // by the names of the environment
}

type configValue struct {
	line int
	key  string
	text []string
	list bool
}

// readConfig reads a settings file, which need not exist: then it returns nil. model
// says which settings there are.
func readConfig(path string, model *kong.Application) (*Config, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the settings: %w", err)
	}
	r := configReader{Config: &Config{Path: path, values: make(map[string]configValue)}, flags: flagsOf(model.Node)}
	body, err := r.parseBody(data)
	if err != nil {
		return nil, err
	}
	return r.Config, r.readMapping(body, "FOOTNOTE", "")
}

// configReader reads a file into a Config.
type configReader struct {
	*Config
	flags map[string]*kong.Flag // by the names of the environment
}

// flagsOf returns the flags of a command and those below it that are settings.
func flagsOf(node *kong.Node) map[string]*kong.Flag {
	flags := make(map[string]*kong.Flag)
	for _, flag := range node.Flags {
		for _, name := range flag.Envs {
			flags[name] = flag
		}
	}
	for _, child := range node.Children {
		for name, flag := range flagsOf(child) {
			flags[name] = flag
		}
	}
	return flags
}

// fail says what is wrong at a key, "" if the line has none, and what to do.
func (r configReader) fail(line int, key, format string, args ...any) error {
	if key != "" {
		key = ", " + key
	}
	return adapters.WrongSetting("%s, line %d%s: %s", r.Path, line, key, fmt.Sprintf(format, args...))
}

// parseBody returns what the file holds, nil for nothing.
func (r configReader) parseBody(data []byte) (body ast.Node, err error) {
	defer func() { // the parser isn't free of panics on what no YAML is
		if recover() != nil {
			err = r.fail(1, "", "this is no YAML (footnote init writes a file that is)")
		}
	}()
	tree, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		line, text := 1, "this is no YAML"
		var syntax yaml.Error
		if errors.As(err, &syntax) && syntax.GetToken() != nil {
			line, text = syntax.GetToken().Position.Line, text+": "+syntax.GetMessage()
		}
		return nil, r.fail(line, "", "%s (correct the line, or the one before it)", text)
	}
	for _, doc := range tree.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType || doc.Body.Type() == ast.NullType {
			continue
		}
		if body != nil {
			return nil, r.fail(doc.Body.GetToken().Position.Line, "", "what stands behind --- is not read (put all settings above it)")
		}
		body = doc.Body
	}
	return body, nil
}

// readMapping reads keys with their values. name is what the settings below begin with,
// in the environment, and key is how that is written in the file.
func (r configReader) readMapping(node ast.Node, name, key string) error {
	if node == nil {
		return nil
	}
	mapping, ok := node.(ast.MapNode)
	if !ok {
		return r.fail(node.GetToken().Position.Line, key, "here stands a value and no key (write \"corpus: ~/documents\")")
	}
	for pairs := mapping.MapRange(); pairs.Next(); {
		token := pairs.Key().GetToken()
		written := token.Value
		if key != "" {
			written = key + "." + written
		}
		below := name + "_" + strings.ToUpper(strings.NewReplacer("-", "_", ".", "_").Replace(strings.TrimSpace(token.Value)))
		if err := r.readValue(pairs.Value(), below, written, token.Position.Line); err != nil {
			return err
		}
	}
	return nil
}

// readValue reads what stands at a key.
func (r configReader) readValue(node ast.Node, name, key string, line int) error {
	flag, known := r.flags[name]
	mapping, isMapping := node.(ast.MapNode)
	if !known {
		if isMapping && r.isGroup(name) {
			return r.readMapping(node, name, key)
		}
		return r.fail(line, key, "there is no such setting%s", r.meant(name))
	}
	if before, twice := r.values[name]; twice {
		return r.fail(line, key, "it is set in line %d, too (remove one)", before.line)
	}
	v := configValue{line: line, key: key}
	switch {
	case isMapping && flag.IsMap():
		var err error
		if v.text, err = r.readPairs(mapping, key); err != nil {
			return err
		}
	case isMapping:
		return r.fail(line, key, "this setting is one value or a list, and has nothing below it (those that begin like it stand beside it, as %s_…)", ConfigKey(name))
	default:
		var err error
		if v.text, v.list, err = r.readScalars(node, key, line); err != nil {
			return err
		}
	}
	if isPath(flag) {
		for i, path := range v.text {
			v.text[i] = r.fromHere(path)
		}
	}
	r.values[name] = v
	return nil
}

// isGroup reports whether settings begin with a name.
func (r configReader) isGroup(name string) bool {
	for known := range r.flags {
		if strings.HasPrefix(known, name+"_") {
			return true
		}
	}
	return false
}

// meant names the setting that a wrong name is likely to mean, for a message.
func (r configReader) meant(name string) string {
	best, distance := "", slip+1
	for known := range r.flags {
		if d := levenshtein.ComputeDistance(known, name); d < distance || d == distance && known < best {
			best, distance = known, d
		}
	}
	if best == "" || distance > slip {
		return " (.env.example lists them all; a key is a name there without FOOTNOTE_, in small letters)"
	}
	return " (did you mean " + ConfigKey(best) + "?)"
}

// ConfigKey returns how a setting is called in a settings file.
func ConfigKey(name string) string { return strings.ToLower(strings.TrimPrefix(name, "FOOTNOTE_")) }

// readPairs reads a mapping as the setting of a map has it: "key=value".
func (r configReader) readPairs(mapping ast.MapNode, key string) (list []string, err error) {
	for pairs := mapping.MapRange(); pairs.Next(); {
		token := pairs.Key().GetToken()
		values, _, err := r.readScalars(pairs.Value(), key+"."+token.Value, token.Position.Line)
		if err != nil {
			return nil, err
		}
		for _, v := range values {
			list = append(list, token.Value+"="+v)
		}
	}
	return list, nil
}

// readScalars reads a value, or a list of values.
func (r configReader) readScalars(node ast.Node, key string, line int) (list []string, isList bool, err error) {
	switch node := node.(type) {
	case nil, *ast.NullNode:
		return nil, false, nil
	case *ast.SequenceNode:
		for _, item := range node.Values {
			values, nested, err := r.readScalars(item, key, item.GetToken().Position.Line)
			if err != nil {
				return nil, false, err
			}
			if nested {
				return nil, false, r.fail(item.GetToken().Position.Line, key, "a list stands in a list (write one list)")
			}
			list = append(list, values...)
		}
		return list, true, nil
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		return nil, false, r.fail(line, key, "anchors, aliases and tags are not read (write the value itself)")
	case *ast.LiteralNode:
		return []string{strings.TrimRight(node.Value.Value, "\n")}, false, nil
	case ast.ScalarNode:
		return []string{node.GetToken().Value}, false, nil
	}
	return nil, false, r.fail(line, key, "this is no plain value (write a text, a number or a list of them)")
}

// isPath reports whether a setting names a folder or a file.
func isPath(flag *kong.Flag) bool { return flag.PlaceHolder == "DIR" || flag.PlaceHolder == "FILE" }

// fromHere returns a path as seen from the folder that the file is in.
func (c *Config) fromHere(path string) string {
	if path == "" || filepath.IsAbs(path) || strings.HasPrefix(path, "~") || strings.Contains(path, "://") {
		return path
	}
	return filepath.Join(filepath.Dir(c.Path), path)
}

// Validate implements kong.Resolver.
func (c *Config) Validate(*kong.Application) error { return nil }

// Resolve implements kong.Resolver, as that of Dotenv does.
func (c *Config) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if _, ok := os.LookupEnv(name); ok {
			return nil, nil
		}
		v, ok := c.values[name]
		switch {
		case !ok || len(v.text) == 0 || !v.list && v.text[0] == "":
		case flag.IsMap():
			return strings.Join(v.text, string(cmp.Or(max(flag.Tag.MapSep, 0), ';'))), nil
		case v.list && flag.IsSlice():
			items := make([]any, len(v.text))
			for i, text := range v.text {
				items[i] = text
			}
			return items, nil
		default:
			return strings.Join(v.text, ","), nil
		}
	}
	return nil, nil
}

// Value returns what a setting of one value is set to, "" if it isn't.
func (c *Config) Value(name string) string {
	return strings.Join(c.values[name].text, ",")
}

// Where says where a setting stands in the file, "" if it doesn't.
func (c *Config) Where(name string) string {
	v, ok := c.values[name]
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s, line %d, %s", c.Path, v.line, v.key)
}

// ConfigPaths returns where settings files may be, the one that counts more first: in
// the working directory, then in the user's folder of settings.
func ConfigPaths(name string) []string {
	paths := []string{name}
	if dir := UserFolder(); dir != "" {
		paths = append(paths, filepath.Join(dir, name))
	}
	return slices.Compact(paths)
}

// UserFolder returns the user's folder of settings, which need not exist, "" if the
// environment names none.
func UserFolder() string {
	dir := os.Getenv("XDG_CONFIG_HOME")
	if dir == "" {
		dir, _ = os.UserConfigDir() // without a home there is no such folder
	}
	if dir == "" {
		return ""
	}
	return filepath.Join(dir, "footnote")
}
