package discord

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"sync"
)

// askedPlace is a channel, a thread or a direct message where the bot was asked.
type askedPlace struct {
	Channel string `json:"channel"`
	Guild   string `json:"guild,omitempty"` // "" of direct messages
}

// shardOf returns which of so many shards hears of the place, see
// https://discord.com/developers/docs/events/gateway#sharding
func (p askedPlace) shardOf(count int) int {
	id, err := strconv.ParseUint(p.Guild, 10, 64)
	if err != nil || count < 1 {
		return 0 // direct messages
	}
	return int(id >> timeBits % uint64(count))
}

// mostAsked is how many places are remembered, those where it was asked last.
const mostAsked = 500

// askedPlaces are where the bot was asked, kept on disk: Discord doesn't list direct
// messages, nor threads that are archived.
type askedPlaces struct {
	mu     sync.Mutex
	places []askedPlace
}

const askedKey = platformName + "/asked"

// load reads the places that were kept.
func (a *askedPlaces) load(ctx context.Context, m memory) error {
	data, err := m.Value(ctx, askedKey)
	if err != nil {
		return err
	}
	var kept []askedPlace
	_ = json.Unmarshal(data, &kept) // of another form, it is as nothing
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, p := range kept {
		if !slices.Contains(a.places, p) {
			a.places = append(a.places, p)
		}
	}
	return nil
}

// note remembers a place, and keeps it if it is new.
func (a *askedPlaces) note(ctx context.Context, m memory, p askedPlace) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := slices.Index(a.places, p)
	if i >= 0 { // the last ones stand last
		a.places = append(slices.Delete(a.places, i, i+1), p)
		return nil
	}
	a.places = append(a.places, p)
	if len(a.places) > mostAsked {
		a.places = slices.Clone(a.places[len(a.places)-mostAsked:])
	}
	return m.UpdateValue(ctx, askedKey, func(old []byte) []byte { // other replicas note places, too
		var kept []askedPlace
		_ = json.Unmarshal(old, &kept) // of another form, it is as nothing
		all := slices.DeleteFunc(kept, func(k askedPlace) bool { return slices.Contains(a.places, k) })
		all = append(all, a.places...)
		data, err := json.Marshal(all[max(0, len(all)-mostAsked):])
		if err != nil { // it can't be
			return old
		}
		return data
	})
}

// list returns the places.
func (a *askedPlaces) list() []askedPlace {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.places)
}
