package web

import (
	"html/template"
	"net/http"
	"time"

	"footnote/adapters/internal/eventstream"
)

// serveEvents sends a reply as it grows. Each "reply" event holds all of the reply's
// HTML, to be shown instead of the last. "done" comes after the final one.
func (s *site) serveEvents(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.visitorOf(r), r.PathValue("id")
	leave, err := s.streams.enterStream(v.Asker)
	if err != nil {
		return err
	}
	defer leave()
	if _, err := s.oneTurn(r.Context(), v, id); err != nil {
		return err
	}
	events := eventstream.Begin(rw)
	tick := time.NewTicker(eventstream.Beat)
	defer tick.Stop()
	for sent := -1; ; {
		g, changed, known := s.hub.replyState(id)
		if !known || g.version != sent {
			html, waiting := s.renderGrown(r, v, id)
			if !events.Send("reply", string(html)) {
				return nil
			}
			if sent = g.version; !waiting {
				events.Send("done", "")
				return nil
			}
		}
		select {
		case <-changed:
		case <-tick.C:
			if !events.ShowLife() {
				return nil
			}
		case <-s.closing:
			return nil
		case <-r.Context().Done():
			return nil
		}
	}
}

// renderGrown returns the HTML of as much of a reply as there is. waiting reports
// whether more is to come. An error, such as that the question was forgotten
// meanwhile, becomes HTML as well, because no error page can be sent any more.
func (s *site) renderGrown(r *http.Request, v Visitor, id string) (html template.HTML, waiting bool) {
	t, err := s.oneTurn(r.Context(), v, id)
	if err == nil {
		html, err = s.renderTemplate(pageLanguage(r), "reply", t)
	}
	if err == nil {
		return html, t.Waiting
	}
	if r.Context().Err() != nil {
		return "", false
	}
	_, what := s.explainTrouble(r, err)
	if html, err = s.renderTemplate(pageLanguage(r), "trouble", what); err != nil {
		s.Log.Error("a part of a page failed", "err", err)
	}
	return html, false
}
