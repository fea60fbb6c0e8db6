package main

import (
	"errors"

	"footnote/cmd/footnote/setting"
)

// envFile is in the working directory.
const envFile = ".env"

// readDotenv reads the settings of a .env file, which need not exist.
func readDotenv(path string) (setting.Dotenv, error) {
	values, err := setting.ReadDotenv(path)
	if wrong := (*setting.SyntaxError)(nil); errors.As(err, &wrong) {
		return nil, usageError("%w", err)
	}
	return values, err
}
