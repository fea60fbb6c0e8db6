package web

import "net/http"

// serveStopping stops the model that writes a reply. The page gets what stands then the
// way that it gets each reply; without the script it is loaded again.
func (s *site) serveStopping(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.visitorOf(r), r.PathValue("id")
	if err := s.service.Stop(r.Context(), id, v.asViewer()); err != nil {
		return err
	}
	if wantsPart(r) {
		rw.WriteHeader(http.StatusNoContent)
		return nil
	}
	s.awaitReply(r.Context(), id)
	http.Redirect(rw, r, "/answer/"+id, http.StatusSeeOther)
	return nil
}
