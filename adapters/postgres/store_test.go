package postgres

import (
	"crypto/rand"
	"errors"
	neturl "net/url"
	"slices"
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

// TestRightsAreMissed: a user who may not do what serving needs is told what.
func TestRightsAreMissed(t *testing.T) {
	url := postgrestest.NewURL(t)
	u, err := neturl.Parse(url.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	role, name := "role_"+strings.ToLower(rand.Text()), u.Query().Get("search_path")
	postgrestest.Execute(t, url, "CREATE ROLE "+role+" LOGIN")
	t.Cleanup(func() { postgrestest.Execute(t, url, "DROP OWNED BY "+role+"; DROP ROLE "+role) })
	u.User = neturl.User(role)
	theirs := secret.New(u.String())
	lacks := func() []string {
		t.Helper()
		state, err := Inspect(t.Context(), theirs)
		if err != nil {
			t.Fatal(err)
		}
		return state.Lacks
	}
	if list := lacks(); len(list) != 1 || !strings.Contains(list[0], "CREATE") {
		t.Errorf("without tables and rights: %v", list)
	}
	s, err := Open(t.Context(), Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	postgrestest.Execute(t, url, "GRANT USAGE ON SCHEMA "+name+" TO "+role+"; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "+name+" TO "+role+"; REVOKE DELETE ON footnote_keys FROM "+role)
	if list := lacks(); !slices.Equal(list, []string{"DELETE on footnote_keys"}) {
		t.Errorf("one right is missing: %v", list)
	}
	postgrestest.Execute(t, url, "GRANT DELETE ON footnote_keys TO "+role)
	if list := lacks(); len(list) != 0 {
		t.Errorf("none is missing: %v", list)
	}
	restricted, err := Open(t.Context(), Options{URL: theirs, Replica: true})
	if err != nil {
		t.Fatal(err)
	}
	addRequest(t, restricted, "x", "one")
	closeAndRelease(t, restricted, claim(t, restricted, "x"))
	if err := restricted.Close(); err != nil {
		t.Error(err)
	}
}
