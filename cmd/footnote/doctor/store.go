package doctor

import (
	"context"
	"errors"
	"strings"

	"footnote/adapters/postgres"
	"footnote/adapters/terminal"
	"footnote/bot/secret"
)

// Store checks the database that several replicas share: it is reached, new enough, and
// the user has the rights that serving needs. It changes nothing.
func Store(url secret.String) Check {
	return Check{Name: "store", Time: NetworkTime, Run: func(ctx context.Context, f *Findings) {
		state, err := postgres.Inspect(ctx, url)
		var later *postgres.LaterError
		switch {
		case errors.As(err, &later):
			f.Fail("", "%s: %v", state.Address, err)
			return
		case state.Version == "" && err != nil:
			f.Fail("check FOOTNOTE_STORE: host, port, name of the database, user and password, and that the server lets this machine in", "the database isn't reached: %v", err)
			return
		case err != nil:
			f.Fail("", "%s: %v", state.Address, err)
			return
		}
		if len(state.Lacks) > 0 {
			f.Fail("GRANT them, or let the user own the tables and their schema", "the user lacks rights in %s: %s", state.Address, strings.Join(state.Lacks, ", "))
		}
		if state.Standby {
			f.Fail("name the primary in FOOTNOTE_STORE, or add target_session_attrs=read-write with all hosts", "%s is a standby, which can only be read", state.Address)
		}
		if state.Old {
			f.Warn("update it", "PostgreSQL %s is older than 14, which is no longer maintained", state.Version)
		}
		if state.Lossy {
			f.Warn("ALTER ROLE … SET synchronous_commit = on", "synchronous_commit is off: what was acknowledged to a platform may be lost with the server")
		}
		if state.Exposed {
			f.Warn("add sslmode=verify-full to FOOTNOTE_STORE", "what is sent to the database isn't encrypted on the way")
		}
		if f.IsClean() {
			f.OK("%s", describeStore(state))
		}
	}}
}

func describeStore(s postgres.State) string {
	text := s.Address + ", version " + s.Version
	switch {
	case s.Format == 0:
		return text + "; the first serve makes its tables"
	case s.Format < s.Latest:
		return text + "; the next serve brings its tables up to date"
	}
	return text + ", shared by " + terminal.Count(s.Replicas, "replica") + " now"
}
