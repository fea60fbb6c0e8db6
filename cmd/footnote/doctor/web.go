package doctor

import (
	"context"
	"errors"
	"os"

	"footnote/adapters/terminal"
	"footnote/retrieval/library"
	"footnote/retrieval/mirror"
)

// Websites are the checks of the sites that documents are fetched from: that they can be
// reached and may be read, and how the last pass over them went. probe asks what one is.
func Websites(sites []library.Site, probe func(context.Context, library.Site) (string, error)) (list []Check) {
	for _, site := range sites {
		list = append(list, Check{Name: "web", Time: NetworkTime, Run: func(ctx context.Context, f *Findings) {
			kind, err := probe(ctx, site)
			if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) {
				f.Fail("see whether this machine reaches it", "%s gives no answer", site.Address)
				return
			}
			if err != nil {
				f.Fail("", "%v", err)
				return
			}
			p := mirror.ReadPass(site.Dir)
			switch {
			case p.Problem != "":
				f.Warn("footnote fetch tries again", "%s, %s, but the last pass failed: %s", site.Address, kind, p.Problem)
			case p.Full.IsZero():
				f.OK("%s, %s, not yet fetched to its end (footnote fetch does)", site.Address, kind)
			default:
				f.OK("%s, %s, %s, fetched %s", site.Address, kind, terminal.Count(p.Documents, "document"), ago(p.Full))
			}
		}})
	}
	return list
}
