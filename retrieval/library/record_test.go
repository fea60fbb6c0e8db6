package library

import (
	"errors"
	"testing"
	"time"

	"footnote/retrieval"
)

func TestSyncsAreRemembered(t *testing.T) {
	var r record
	r.noteSync(retrieval.SyncReport{Elapsed: time.Second}, nil)
	r.noteSync(retrieval.SyncReport{}, retrieval.ErrLocked)
	r.noteSync(retrieval.SyncReport{}, errors.New("the folder is gone"))
	if s := r.readSyncs(); s.Done != 1 || s.Failed != 1 || s.Error != "the folder is gone" || s.Took != time.Second {
		t.Errorf("%+v", s)
	}
	r.noteSync(retrieval.SyncReport{}, nil)
	if s := r.readSyncs(); s.Done != 2 || s.Failed != 1 || s.Error != "" {
		t.Errorf("after a good one: %+v", s)
	}
}
