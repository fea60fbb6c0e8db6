package postgres

import (
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"

	"footnote/bot/secret"
)

// IsURL reports whether a setting names a database of this package.
func IsURL(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

// errURL is what is wrong with an address. It repeats none of it: a password may be
// anywhere in an address that can't be read.
var errURL = errors.New("the address of the database can't be read (write it as postgres://user:password@host:5432/name, with characters such as @ or / in the password as %40 or %2F)")

// parseURL reads the address of a database.
func parseURL(url secret.String) (*pgxpool.Config, error) {
	if !IsURL(url.Reveal()) {
		return nil, errURL
	}
	config, err := pgxpool.ParseConfig(url.Reveal())
	if err != nil {
		return nil, errURL
	}
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "footnote"
	}
	return config, nil
}

// Address returns where a database is and who uses it, without the password.
func Address(url secret.String) string {
	config, err := parseURL(url)
	if err != nil {
		return "PostgreSQL"
	}
	c := config.ConnConfig
	at := net.JoinHostPort(c.Host, fmt.Sprint(c.Port))
	if strings.HasPrefix(c.Host, "/") { // the folder of a socket
		at = c.Host
	}
	return fmt.Sprintf("PostgreSQL (%s at %s, as %s)", c.Database, at, c.User)
}

// redactError returns an error whose text doesn't have the password of an address.
func redactError(url secret.String, err error) error {
	config, bad := parseURL(url)
	if err == nil || bad != nil || config.ConnConfig.Password == "" || !strings.Contains(err.Error(), config.ConnConfig.Password) {
		return err
	}
	return &redactedError{strings.ReplaceAll(err.Error(), config.ConnConfig.Password, secret.Redacted), err}
}

// redactedError is an error with another text.
type redactedError struct {
	text string
	err  error
}

// Error implements error.
func (e *redactedError) Error() string { return e.text }

// Unwrap returns the error itself.
func (e *redactedError) Unwrap() error { return e.err }
