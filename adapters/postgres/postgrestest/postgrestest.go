// Package postgrestest gives tests a database of their own.
package postgrestest

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"footnote/bot/secret"
)

// Setting is the environment variable that names a server for tests.
const Setting = "FOOTNOTE_TEST_POSTGRES"

// NewURL returns the address of an empty schema, which is removed after the test. The
// test is skipped where there is no server for tests.
func NewURL(t testing.TB) secret.String {
	t.Helper()
	server := os.Getenv(Setting)
	if server == "" {
		t.Skip(Setting + " doesn't name a PostgreSQL server for tests (.ci/postgres starts one)")
	}
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(Setting + " isn't an address")
	}
	name := "test_" + strings.ToLower(rand.Text())
	execute(t, server, "CREATE SCHEMA "+name)
	t.Cleanup(func() { execute(t, server, "DROP SCHEMA "+name+" CASCADE") })
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return secret.New(u.String())
}

// Execute runs a statement in a database.
func Execute(t testing.TB, at secret.String, statement string) {
	t.Helper()
	execute(t, at.Reveal(), statement)
}

func execute(t testing.TB, at, statement string) {
	t.Helper()
	ctx := context.Background() // it is needed after the test, too
	conn, err := pgx.Connect(ctx, at)
	if err != nil {
		t.Fatalf("connect to the server for tests: %v", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
