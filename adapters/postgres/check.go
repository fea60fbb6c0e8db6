package postgres

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"footnote/bot/secret"
)

// State is what an operator wants to know of a database.
type State struct {
	Address string // without the password
	Version string // of the server, such as "15.18"
	Old     bool   // whether that is older than what this package is tried with
	Format  int    // of the tables, 0 if there are none yet
	Latest  int    // the format that this program makes
	// Replicas is how many processes share it now.
	Replicas int
	// Lacks are rights that the user needs and doesn't have.
	Lacks []string
	// Standby is set for a server that can only be read.
	Standby bool
	// Lossy is set if what is committed may be lost with the server.
	Lossy bool
	// Exposed is set if what is sent to the server can be read on the way.
	Exposed bool
}

// leastVersion is the oldest version that the statements of this package need no
// change for and that is still maintained.
const leastVersion = 140000

// Inspect tells how a database is. It changes nothing.
func Inspect(ctx context.Context, url secret.String) (State, error) {
	config, err := parseURL(url)
	if err != nil {
		return State{}, err
	}
	state := State{Address: Address(url), Latest: len(schema)}
	conn, err := pgx.ConnectConfig(ctx, config.ConnConfig)
	if err != nil {
		return state, redactError(url, err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	_, encrypted := conn.PgConn().Conn().(*tls.Conn)
	network := conn.PgConn().Conn().RemoteAddr()
	state.Exposed = !encrypted && network.Network() == "tcp" && !strings.HasPrefix(network.String(), "127.") && !strings.HasPrefix(network.String(), "[::1]")
	return state, redactError(url, state.read(ctx, conn))
}

// read asks the server.
func (s *State) read(ctx context.Context, conn *pgx.Conn) error {
	var number int
	var commit string
	err := conn.QueryRow(ctx, `SELECT current_setting('server_version'), current_setting('server_version_num')::int, pg_is_in_recovery(), current_setting('synchronous_commit')`).
		Scan(&s.Version, &number, &s.Standby, &commit)
	if err != nil {
		return fmt.Errorf("ask for its version: %w", err)
	}
	s.Version, _, _ = strings.Cut(s.Version, " ")
	s.Old, s.Lossy = number < leastVersion, commit == "off"
	if s.Format, err = readVersion(ctx, conn); err != nil {
		return fmt.Errorf("read the format of its tables: %w", err)
	}
	if s.Format > s.Latest {
		return &LaterError{s.Format, s.Latest}
	}
	if s.Format < s.Latest {
		var may *bool // NULL if the schema of the search path isn't there
		if err := conn.QueryRow(ctx, "SELECT has_schema_privilege(current_schema(), 'CREATE')").Scan(&may); err != nil {
			return fmt.Errorf("ask for rights: %w", err)
		}
		if may == nil || !*may {
			s.Lacks = append(s.Lacks, "CREATE in the schema")
		}
	}
	if s.Format == 0 {
		return nil
	}
	return errors.Join(s.readRights(ctx, conn), s.countReplicas(ctx, conn))
}

// readRights asks for the rights on the tables.
func (s *State) readRights(ctx context.Context, conn *pgx.Conn) error {
	for _, table := range tables {
		for _, right := range []string{"SELECT", "INSERT", "UPDATE", "DELETE"} {
			var may bool
			if err := conn.QueryRow(ctx, "SELECT has_table_privilege($1::text, $2::text)", table, right).Scan(&may); err != nil {
				return fmt.Errorf("ask for rights: %w", err)
			}
			if !may {
				s.Lacks = append(s.Lacks, right+" on "+table)
			}
		}
	}
	return nil
}

func (s *State) countReplicas(ctx context.Context, conn *pgx.Conn) error {
	if len(s.Lacks) > 0 {
		return nil
	}
	err := conn.QueryRow(ctx, "SELECT count(*) FROM footnote_leases WHERE name LIKE 'r/%' AND owner IS NOT NULL AND until >= now()").Scan(&s.Replicas)
	if err != nil {
		return fmt.Errorf("count the replicas: %w", err)
	}
	return nil
}
