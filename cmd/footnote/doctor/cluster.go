package doctor

import (
	"context"
	"errors"

	"footnote/adapters/terminal"
	"footnote/retrieval/opensearch"
)

// Cluster checks the cluster that keeps the index. open returns what asks it.
func Cluster(open func() (*opensearch.Store, error)) Check {
	return Check{Name: "cluster", Time: NetworkTime, Run: func(ctx context.Context, f *Findings) {
		store, err := open()
		if err != nil {
			f.Fail("correct FOOTNOTE_INDEX", "%v", err)
			return
		}
		c, err := store.Check(ctx)
		switch {
		case errors.Is(err, opensearch.ErrUnreachable):
			f.Fail("see that it runs, that host and port of FOOTNOTE_INDEX are right, and that opensearchs:// stands there if it wants TLS", "%v", err)
			return
		case err != nil:
			f.Fail("", "%v", err)
			return
		case c.Health == "red":
			f.Fail("see its own logs", "%s: passages are missing, its health is red", store.Address())
			return
		case store.Address().SendsPasswordOpenly():
			f.Warn("use opensearchs://", "the password of FOOTNOTE_INDEX goes over the network unencrypted")
		}
		f.OK("OpenSearch %s, %s, health %s", c.Version, terminal.Count(c.Nodes, "node"), c.Health)
	}}
}
