package main

import (
	"errors"

	"github.com/alecthomas/kong"

	"footnote/cmd/footnote/setting"
	"footnote/retrieval/corpus"
)

// envFile is in the working directory.
const envFile = ".env"

// readDotenv reads the settings of a .env file, which need not exist.
func readDotenv(path string) (setting.Dotenv, error) {
	values, err := setting.ReadDotenv(path)
	if _, wrong := errors.AsType[*setting.SyntaxError](err); wrong {
		return nil, usageError("%w", err)
	}
	return values, err
}

// settingsFiles are the footnote.yaml that there are, the one that counts more first.
type settingsFiles []*setting.Config

// readAll reads them.
func (s *settingsFiles) readAll(model *kong.Application) error {
	for _, path := range setting.ConfigPaths(corpus.SettingsFile) {
		c, err := setting.ReadConfig(path, model)
		if _, wrong := errors.AsType[*setting.ConfigError](err); wrong {
			return usageError("%w", err)
		}
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
func (s settingsFiles) where(name string) string {
	for _, c := range s {
		if where := c.Where(name); where != "" {
			return where
		}
	}
	return ""
}

// value returns what they have for a setting, "" for nothing.
func (s settingsFiles) value(name string) string {
	for _, c := range s {
		if v := c.Value(name); v != "" {
			return v
		}
	}
	return ""
}

// Validate implements kong.Resolver.
func (s *settingsFiles) Validate(*kong.Application) error { return nil }

// Resolve implements kong.Resolver.
func (s *settingsFiles) Resolve(ctx *kong.Context, path *kong.Path, flag *kong.Flag) (any, error) {
	for _, c := range *s {
		if v, err := c.Resolve(ctx, path, flag); v != nil || err != nil {
			return v, err
		}
	}
	return nil, nil
}
