package postgres

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/adapters/postgres/postgrestest"
	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/bot/secret"
)

// openStore opens a store of a process among others.
func openStore(t *testing.T, url secret.String, lease time.Duration) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{URL: url, Replica: true, Lease: lease})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestPostgresContract(t *testing.T) {
	bottest.StoreContract(t, func(t *testing.T) bot.Store { return openStore(t, postgrestest.NewURL(t), 0) })
}

// TestTablesAreMadeOnce has many processes start at once with an empty database, and
// one with tables of a later version.
func TestTablesAreMadeOnce(t *testing.T) {
	url := postgrestest.NewURL(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			s, err := Open(t.Context(), Options{URL: url})
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	state, err := Inspect(t.Context(), url)
	if err != nil || state.Format != len(schema) || len(state.Lacks) > 0 || state.Standby {
		t.Errorf("%+v, %v", state, err)
	}
	postgrestest.Execute(t, url, "UPDATE footnote_schema SET version = 99")
	var later *LaterError
	if _, err := Open(t.Context(), Options{URL: url}); !errors.As(err, &later) || later.Format != 99 {
		t.Errorf("later tables: %v", err)
	}
	if _, err := Inspect(t.Context(), url); !errors.As(err, &later) {
		t.Errorf("later tables: %v", err)
	}
}

// TestPasswordsStayOut has no error repeat a password.
func TestPasswordsStayOut(t *testing.T) {
	const password = "pa55wort"
	for _, url := range []string{
		"postgres://footnote:" + password + "@127.0.0.1:1/footnote?connect_timeout=2",
		"postgres://footnote:" + password + "%zz@127.0.0.1:1/footnote",
		"postgres://footnote:" + password + "@/footnote?host=/nowhere",
		"postgres://footnote:" + password + "@127.0.0.1:port/footnote",
		"mysql://footnote:" + password + "@127.0.0.1/footnote",
	} {
		_, err := Open(t.Context(), Options{URL: secret.New(url)})
		_, inspected := Inspect(t.Context(), secret.New(url))
		if err == nil || inspected == nil {
			t.Fatalf("%s is opened", url)
		}
		if said := err.Error() + inspected.Error() + Address(secret.New(url)); strings.Contains(said, password) {
			t.Errorf("%s: %s", url, said)
		}
	}
	if err := redactError(secret.New("postgres://u:"+password+"@h/d"), errors.New("no "+password+" here")); strings.Contains(err.Error(), password) {
		t.Error(err)
	}
}
