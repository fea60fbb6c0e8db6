package discord

import (
	"context"
	"slices"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot/bottest"
)

// kept is a memory that replicas share.
type kept struct{ *bottest.Store }

func (kept) Known(context.Context, string) (bool, error) { return false, nil }

// TestPlacesOfAllReplicasAreKept: where one replica was asked, another one that takes
// the connection over looks, too.
func TestPlacesOfAllReplicasAreKept(t *testing.T) {
	m := kept{bottest.NewStore()}
	var one, two, heir askedPlaces
	a, b, c := askedPlace{Channel: "1"}, askedPlace{Channel: "2", Guild: "9"}, askedPlace{Channel: "3"}
	for _, step := range []struct {
		at *askedPlaces
		p  askedPlace
	}{{&one, a}, {&two, b}, {&one, c}} {
		if err := step.at.note(t.Context(), m, step.p); err != nil {
			t.Fatal(err)
		}
	}
	if err := heir.load(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if got := heir.list(); len(got) != 3 || !slices.Contains(got, b) || got[2] != c {
		t.Errorf("kept are %v", got)
	}
}

// TestAnotherReplicaListens: where another replica has the gateway, this one connects to
// nothing, and says so; it has the gateway to itself under the name of its shards.
func TestAnotherReplicaListens(t *testing.T) {
	asked := make(chan string, 1)
	o := newFake(t).options()
	o.FirstShard, o.LastShard, o.ShardCount = 1, 2, 4
	o.Alone = func(ctx context.Context, name string, waiting func(), _ func(context.Context) error) error {
		waiting()
		asked <- name
		<-ctx.Done()
		return nil
	}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	d.Use(contract.NewService())
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	if name := <-asked; name != "discord/gateway/1-2/4" {
		t.Errorf("alone under the name %s", name)
	}
	if list := d.Connections(); len(list) != 1 || !list[0].Elsewhere || list[0].Up {
		t.Errorf("connections: %+v", list)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
