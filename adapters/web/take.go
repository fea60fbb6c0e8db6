package web

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"footnote/adapters/web/api"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/docx"
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
	{"check.md", "text/markdown; charset=utf-8", plainly(func(r *bot.Reply, o reference.Options) string { return markdown.Check(r, o.Link) })},
}

// wordFile is the type of a Word document.
const wordFile = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

func plainly(write func(*bot.Reply, reference.Options) string) func(*bot.Reply, reference.Options) (string, error) {
	return func(r *bot.Reply, o reference.Options) (string, error) { return write(r, o), nil }
}

// serveTaking sends an answer in a form to take along.
func (s *site) serveTaking(rw http.ResponseWriter, r *http.Request) error {
	if r.PathValue("file") == "check.docx" {
		return s.takeCheck(rw, r)
	}
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

// serveTakingAll sends a conversation as Markdown or as a Word document.
func (s *site) serveTakingAll(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("conversation")
	if !conversationID.MatchString(id) {
		return errNotFound
	}
	v := s.visitorOf(r)
	kept, err := s.service.Conversation(r.Context(), conversationOf(v, id), v.asViewer(), wholeConversation)
	if err != nil {
		return err
	}
	switch file := r.PathValue("file"); file {
	case "conversation.md":
		sendFile(rw, file, "text/markdown; charset=utf-8", s.conversationMarkdown(r, kept))
		return nil
	case "conversation.docx":
		var turns []docx.Turn
		for _, k := range kept {
			turns = append(turns, s.wordTurn(r, k))
		}
		title, err := s.conversationTitle(r.Context(), v, id, kept)
		if err != nil {
			return err
		}
		written, err := docx.Conversation(title, turns, s.Now())
		if err != nil {
			return err
		}
		sendFile(rw, file, wordFile, string(written))
		return nil
	}
	return errNotFound
}

func (s *site) conversationMarkdown(r *http.Request, kept []bot.Recalled) string {
	var b strings.Builder
	for _, k := range kept {
		t := newTurn(k.Request, &k.Reply, nil)
		fmt.Fprintf(&b, "## %s\n\n%s · %s/answer/%s\n\n", markdown.Escape(text.OneLine(t.Question)), wording.In("").Date(k.Request.Received.UTC().Format("2006-01-02")), s.baseAddress(r), k.Request.ID)
		if link := s.referenceOptions(r, k.Request).Link; t.Check != nil {
			b.WriteString(markdown.Check(&k.Reply, link) + "\n")
		} else {
			b.WriteString(markdown.Reply(&k.Reply, link).Markdown + "\n")
		}
	}
	return b.String()
}

// wordTurn readies a question with its reply for a Word document.
func (s *site) wordTurn(r *http.Request, k bot.Recalled) docx.Turn {
	return docx.Turn{
		Question: newTurn(k.Request, &k.Reply, nil).Question, Asked: k.Request.Received, Reply: &k.Reply,
		Address: s.baseAddress(r) + "/answer/" + k.Request.ID, Link: s.referenceOptions(r, k.Request).Link,
	}
}

// takeCheck sends a text that was checked as a Word document.
func (s *site) takeCheck(rw http.ResponseWriter, r *http.Request) error {
	kept, err := s.service.Recall(r.Context(), r.PathValue("id"), s.visitorOf(r).asViewer())
	if err != nil {
		return err
	}
	if len(kept.Reply.Claims) == 0 {
		return errNotFound
	}
	t := s.wordTurn(r, kept)
	written, err := docx.Check(titleOf(t.Question), t, s.Now())
	if err != nil {
		return err
	}
	sendFile(rw, "check.docx", wordFile, string(written))
	return nil
}

// conversationTitle returns the title that a visitor gave a conversation, or its first
// question.
func (s *site) conversationTitle(ctx context.Context, v Visitor, id string, kept []bot.Recalled) (string, error) {
	notes, err := s.notesOf(ctx, v.Asker)
	if title := notes[conversationOf(v, id)].Title; err != nil || title != "" || len(kept) == 0 {
		return title, err
	}
	return titleOf(newTurn(kept[0].Request, &kept[0].Reply, nil).Question), nil
}

// printView is a conversation as it is printed.
type printView struct {
	Title   string
	Address string
	At      time.Time
	Turns   []turn
}

// servePrinting shows a conversation as it is printed, or saved as PDF, by the browser:
// all excerpts whole, with its address and the date.
func (s *site) servePrinting(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("conversation")
	if !conversationID.MatchString(id) {
		return errNotFound
	}
	v := s.visitorOf(r)
	kept, err := s.service.Conversation(r.Context(), conversationOf(v, id), v.asViewer(), wholeConversation)
	if err != nil {
		return err
	}
	view := printView{Address: s.baseAddress(r) + "/c/" + id, At: s.Now()}
	if view.Title, err = s.conversationTitle(r.Context(), v, id, kept); err != nil {
		return err
	}
	for _, k := range kept {
		t := keptTurn(v, k)
		t.showWhole()
		view.Turns = append(view.Turns, t)
	}
	return s.showPage(rw, r, http.StatusOK, layout{Title: view.Title, Visitor: v}, "print.html", view)
}

// showWhole leaves nothing of a turn folded.
func (t *turn) showWhole() {
	whole := func(list []card) {
		for i := range list {
			if list[i].Whole != nil {
				list[i].Excerpt, list[i].Whole = list[i].Whole, nil
			}
		}
	}
	whole(t.Cards)
	whole(t.Close)
	for i := range t.Claims {
		whole(t.Claims[i].Cards)
	}
	if t.Check != nil {
		t.Check = newCheckView(t.ID, t.Claims, "", 0, len(t.Claims))
	}
	t.Printed = true
}

// longestShare is how many days a link may be shared for at the longest, if it is to end.
const longestShare = 366

// serveSharing lets others open an answer of the visitor's, or ends that.
func (s *site) serveSharing(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.visitorOf(r), r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		return err
	}
	shared := r.PostForm.Get("shared") == "yes"
	var until time.Time
	if days, _ := strconv.Atoi(r.PostForm.Get("days")); days > 0 && days <= longestShare {
		until = s.Now().AddDate(0, 0, days)
	}
	err := s.service.Share(r.Context(), id, v.asViewer(), shared, until)
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
	html, err := s.renderTemplate(pageLanguage(r), "share", turn{ID: id, Own: true, Shared: shared, SharedUntil: until})
	if err != nil {
		return err
	}
	return sendHTML(rw, http.StatusOK, html)
}
