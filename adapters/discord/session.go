package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// session is what a shard needs to go on where it was, after a restart too: the session
// to resume and, for the case that Discord doesn't have it any more, how far messages
// were taken.
type session struct {
	ID       string `json:"id,omitempty"` // "" if there is none
	URL      string `json:"url,omitempty"`
	Sequence int64  `json:"seq,omitempty"`
	// Application is the one that the session is of: a token may be replaced by that of
	// another.
	Application string `json:"application,omitempty"`
	// Mark is the id of a message up to which all were taken, "" if none ever was.
	Mark string `json:"mark,omitempty"`
	// Behind is set while messages after Mark are being read. To resume then would lose
	// those that weren't reached.
	Behind bool `json:"behind,omitempty"`
}

// saveEvery is how often the state of a shard is kept. What was taken since then comes
// again after the death of the process, and is known by its key.
const saveEvery = time.Second

// sessionKey is the key of the value that holds the session of a shard.
func sessionKey(shard, count int) string {
	return fmt.Sprintf("%s/session/%d/%d", platformName, shard, count)
}

// loadSession reads what was kept of a shard. What can't be read is as nothing. Of a bot
// that is new it keeps when it came: what is asked while it is connecting is read then.
func (s *shard) loadSession(ctx context.Context) {
	data, err := s.d.service.Value(ctx, sessionKey(s.id, s.count))
	if err != nil {
		s.log.Warn("the last session with Discord can't be read; a new one is begun", "error", err)
	}
	var kept session
	if err := json.Unmarshal(data, &kept); err != nil || kept.Mark == "" {
		s.progress.markNow(time.Now())
		s.saveSession()
		return
	}
	s.progress.begin(kept.Sequence, kept.Mark)
	if application, _ := s.d.botIdentity(); kept.Application == application && !kept.Behind {
		s.session, s.resumeURL, s.sequence = kept.ID, kept.URL, kept.Sequence
	}
}

// saveSession keeps the state of the shard, if it has changed.
func (s *shard) saveSession() {
	application, _ := s.d.botIdentity()
	sequence, mark, behind := s.progress.state()
	s.mu.Lock()
	defer s.mu.Unlock()
	now := session{ID: s.session, URL: s.resumeURL, Sequence: sequence, Application: application, Mark: mark, Behind: behind}
	if now == s.saved {
		return
	}
	data, err := json.Marshal(now)
	if err == nil {
		ctx, cancel := context.WithTimeout(context.Background(), saveTimeout)
		defer cancel()
		err = s.d.service.SetValue(ctx, sessionKey(s.id, s.count), data)
	}
	if err != nil {
		s.log.Warn("the session with Discord can't be kept; after a restart messages are looked for", "error", err)
		return
	}
	s.saved = now
}

const saveTimeout = 5 * time.Second

// keepSaving keeps the state of the shard now and then until ctx ends, and at the end.
func (s *shard) keepSaving(ctx context.Context) {
	tick := time.NewTicker(saveEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			s.saveSession()
		case <-ctx.Done():
			s.saveSession()
			return
		}
	}
}
