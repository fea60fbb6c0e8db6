package web

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"

	"footnote/adapters/web/api"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/markdown"
	"footnote/bot/present/reference"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// taken is a way to take an answer along: the name of the file, its type, and what
// writes it.
type taken struct {
	file, kind string
	write      func(*bot.Reply, reference.Options) (string, error)
}

// takenAs are all ways, in the order that the page offers them.
var takenAs = []taken{
	{"answer.txt", "text/plain; charset=utf-8", plainly(reference.Plain)},
	{"answer.md", "text/markdown; charset=utf-8", plainly(func(r *bot.Reply, o reference.Options) string {
		return markdown.Reply(r, o.Link).Markdown
	})},
	{"answer.html", "text/html; charset=utf-8", plainly(reference.HTML)},
	{"sources.json", "application/vnd.citationstyles.csl+json", reference.CSL},
	{"sources.bib", "application/x-bibtex; charset=utf-8", plainly(reference.BibTeX)},
	{"sources.ris", "application/x-research-info-systems; charset=utf-8", plainly(reference.RIS)},
	{"sources.csv", "text/csv; charset=utf-8", reference.CSV},
}

func plainly(write func(*bot.Reply, reference.Options) string) func(*bot.Reply, reference.Options) (string, error) {
	return func(r *bot.Reply, o reference.Options) (string, error) { return write(r, o), nil }
}

// serveTaking sends an answer in a form to take along.
func (s *site) serveTaking(rw http.ResponseWriter, r *http.Request) error {
	for _, way := range takenAs {
		if way.file != r.PathValue("file") {
			continue
		}
		kept, err := s.service.Recall(r.Context(), r.PathValue("id"), s.visitorOf(r).asViewer())
		if err != nil {
			return err
		}
		written, err := way.write(&kept.Reply, s.referenceOptions(r, kept.Request))
		if err != nil {
			return fmt.Errorf("write %s: %w", way.file, err)
		}
		sendFile(rw, way.file, way.kind, written)
		return nil
	}
	return errNotFound
}

// sendFile sends a file to be saved: what documents say runs nowhere.
func sendFile(rw http.ResponseWriter, name, kind, content string) {
	rw.Header().Set("Content-Type", kind)
	rw.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	_, _ = rw.Write([]byte(content)) // that nobody reads it to the end is no failure of ours
}

// referenceOptions are those of a question's answer, with addresses that lead back
// here.
func (s *site) referenceOptions(r *http.Request, asked bot.Request) reference.Options {
	base := s.baseAddress(r)
	return reference.Options{At: asked.Received, Link: present.LinksOf(func(id string, c bot.Citation) string {
		return base + placeAddress("/source", citedAt(id, c), nil)
	}, asked.ID)}
}

// baseAddress is where people reach the pages, or where this visitor has.
func (s *site) baseAddress(r *http.Request) string {
	if s.PublicURL != nil {
		return s.PublicURL.String()
	}
	return api.OriginOf(r)
}

const wholeConversation = 1000 // turns that are taken along

// serveTakingAll sends a conversation as Markdown.
func (s *site) serveTakingAll(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("conversation")
	if !conversationID.MatchString(id) || r.PathValue("file") != "conversation.md" {
		return errNotFound
	}
	v := s.visitorOf(r)
	kept, err := s.service.Conversation(r.Context(), conversationOf(v, id), v.asViewer(), wholeConversation)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, k := range kept {
		asked := markdown.Escape(text.OneLine(k.Request.Text))
		fmt.Fprintf(&b, "## %s\n\n%s · %s/answer/%s\n\n", asked, wording.In("").Date(k.Request.Received.UTC().Format("2006-01-02")), s.baseAddress(r), k.Request.ID)
		b.WriteString(markdown.Reply(&k.Reply, s.referenceOptions(r, k.Request).Link).Markdown + "\n")
	}
	sendFile(rw, "conversation.md", "text/markdown; charset=utf-8", b.String())
	return nil
}

// serveSharing lets others open an answer of the visitor's, or ends that.
func (s *site) serveSharing(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.visitorOf(r), r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		return err
	}
	shared := r.PostForm.Get("shared") == "yes"
	err := s.service.Share(r.Context(), id, v.asViewer(), shared)
	if refused, ok := errors.AsType[*bot.Complaint](err); ok && refused.Reason == bot.Forbidden {
		return &bot.Complaint{Reason: bot.Forbidden, Text: "Only who asked a question can share its answer.", Request: id}
	}
	if err != nil {
		return err
	}
	if !wantsPart(r) {
		http.Redirect(rw, r, "/answer/"+id, http.StatusSeeOther)
		return nil
	}
	html, err := s.renderTemplate("share", turn{ID: id, Own: true, Shared: shared})
	if err != nil {
		return err
	}
	return sendHTML(rw, http.StatusOK, html)
}
