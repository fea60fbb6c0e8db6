package inbox

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"footnote/bot"
	"slices"
	"strings"
	"time"

	"footnote/retrieval"
)

const (
	sourcesPage = 5  // further passages on a page
	lastPage    = 99 // nobody reads as far
)

// recallRecord loads a closed request that a viewer may see. Its error is a
// *Complaint where the viewer is to be told.
func (s *Service) recallRecord(ctx context.Context, id string, v bot.Viewer) (bot.Record, error) {
	r, err := s.Store.Load(ctx, id)
	if errors.Is(err, bot.ErrUnknown) || err == nil && r.Reply == nil {
		return r, complainTo(v, bot.Gone, id)
	}
	if err != nil {
		return r, fmt.Errorf("look the answer up: %w", err)
	}
	if r.Place.Direct && !s.isShared(&r) && !s.isSamePerson(ctx, v.Asker, r.Asker) {
		return r, complainTo(v, bot.Forbidden, id) // what one asked in private is nobody else's
	}
	if citesFiles(r.Reply) && !isSamePlace(v.Place, r.Place) {
		return r, complainTo(v, bot.Forbidden, id)
	}
	reply, shown := s.visibleReply(&r, scopeOf(s.Policy, v.Place, ""))
	if !shown {
		return r, complainTo(v, bot.Forbidden, id)
	}
	r.Reply = reply
	return r, nil
}

// languageOf returns the language that a viewer reads of a record in.
func languageOf(v bot.Viewer, r *bot.Record) string { return cmp.Or(v.Language, r.Language) }

// complainTo words a refusal for a viewer.
func complainTo(v bot.Viewer, reason bot.Reason, id string) *bot.Complaint {
	c := bot.Complain(reason, id, 0)
	c.Language = v.Language
	return c
}

// visibleReply returns the reply of a record as a scope has it, or reports that it may
// not be shown there.
func (s *Service) visibleReply(r *bot.Record, scope scope) (reply *bot.Reply, ok bool) {
	wider := !scope.coversScope(s.drawnOn(r))
	// What a follow-up was completed with may be out of other documents.
	if !scope.showsReply(r.Reply) || wider && r.Reply.Understood != "" {
		return nil, false
	}
	return scope.narrowReply(r.Reply, wider), true
}

// Draft returns a reply that is still growing as its asker may see it now, and
// reports whether that is anything: rights may be withdrawn while a model writes.
func (s *Service) Draft(r bot.Request, reply *bot.Reply, v bot.Viewer) (draft *bot.Reply, ok bool) {
	if r.Asker != v.Asker || reply == nil {
		return nil, false
	}
	return s.visibleReply(&bot.Record{Request: r, Reply: reply}, scopeOf(s.Policy, v.Place, ""))
}

// isShared reports whether others may open a reply now.
func (s *Service) isShared(r *bot.Record) bool {
	return !r.Shared.IsZero() && (r.SharedUntil.IsZero() || s.Now().Before(r.SharedUntil))
}

// Share lets others open a reply that its asker was given alone, or ends that. They
// see it by their own rights: if these don't cover what it draws on, they don't. until,
// if it isn't zero, is when it ends by itself.
func (s *Service) Share(ctx context.Context, id string, v bot.Viewer, shared bool, until time.Time) error {
	r, err := s.recallRecord(ctx, id, v)
	if err != nil {
		return err
	}
	if !s.isSamePerson(ctx, v.Asker, r.Asker) {
		return complainTo(v, bot.Forbidden, id)
	}
	err = s.Store.Revise(ctx, id, func(now *bot.Record) {
		if now.Shared, now.SharedUntil = (time.Time{}), (time.Time{}); shared {
			now.Shared, now.SharedUntil = s.Now(), until
		}
	})
	if errors.Is(err, bot.ErrUnknown) {
		return complainTo(v, bot.Gone, id)
	}
	if err != nil {
		return fmt.Errorf("share the answer: %w", err)
	}
	return nil
}

// Recall opens a reply again, and says which of its excerpts the documents no
// longer have.
func (s *Service) Recall(ctx context.Context, id string, v bot.Viewer) (bot.Recalled, error) {
	r, err := s.recallRecord(ctx, id, v)
	if err != nil {
		return bot.Recalled{}, err
	}
	x, err := s.Views.View(ctx)
	if err != nil {
		return bot.Recalled{}, fmt.Errorf("open the answer: %w", err)
	}
	defer x.Close()
	out := bot.Recalled{
		Request: r.Request, Reply: *r.Reply, Own: s.isSamePerson(ctx, v.Asker, r.Asker),
		Shared: s.isShared(&r), SharedUntil: r.SharedUntil,
	}
	documents := make(map[string]*retrieval.Document) // a long text that was checked cites some often
	for _, c := range r.Reply.Citations() {
		same, err := stillThere(ctx, x, c, documents)
		if err != nil {
			return bot.Recalled{}, fmt.Errorf("open the answer: %w", err)
		}
		if !same && !slices.Contains(out.Changed, c.N) {
			out.Changed = append(out.Changed, c.N)
		}
	}
	return out, nil
}

// stillThere reports whether a document still has a citation's excerpts where they
// were. It keeps the documents that it has looked up; nil is one that is gone.
func stillThere(ctx context.Context, x retrieval.Index, c bot.Citation, known map[string]*retrieval.Document) (bool, error) {
	if bot.IsAttached(c.Document) { // it doesn't change
		return true, nil
	}
	d, looked := known[c.Document]
	if !looked {
		var err error
		if d, err = x.Document(ctx, c.Document); err != nil && !errors.Is(err, retrieval.ErrNotFound) {
			return false, err
		}
		known[c.Document] = d
	}
	return d != nil && hasExcerpts(d, c), nil
}

// hasExcerpts reports whether a document has a citation's excerpts where they were.
func hasExcerpts(d *retrieval.Document, c bot.Citation) bool {
	return !slices.ContainsFunc(c.Excerpts(), func(e bot.Excerpt) bool {
		return e.End > len(d.Text) || d.Text[e.Start:e.End] != e.Text
	})
}

// Sources returns a page of the passages that speak of a question, beyond
// those that its answer cites.
func (s *Service) Sources(ctx context.Context, id string, v bot.Viewer, page int) (bot.Sources, error) {
	r, err := s.recallRecord(ctx, id, v)
	if err != nil {
		return bot.Sources{}, err
	}
	question := r.Text
	switch {
	case r.Reply.Understood != "":
		question = r.Reply.Understood
	case r.Reply.Guide != nil && r.Reply.Guide.Topic != "":
		question = r.Reply.Guide.Topic
	}
	cited := r.Reply.Citations()
	scope, err := s.narrowScope(ctx, scopeOf(s.Policy, v.Place, r.Collection), r.Filter)
	if err != nil {
		return bot.Sources{}, err
	}
	leaves := scope.excludeFunc()
	exclude := func(document string) bool {
		return leaves != nil && leaves(document) ||
			slices.ContainsFunc(cited, func(c bot.Citation) bool { return c.Document == document })
	}
	page = min(max(page, 0), lastPage)
	first := page * sourcesPage
	found, err := s.answerer.Find(ctx, bot.Question{Text: question, Exclude: exclude, Collections: scope.collectionsFunc()}, first+sourcesPage+1)
	if err != nil {
		return bot.Sources{}, err
	}
	out := bot.Sources{Question: question, Page: page, Language: languageOf(v, &r)}
	list := found.Citations[min(first, len(found.Citations)):]
	if out.More = len(list) > sourcesPage; out.More {
		list = list[:sourcesPage]
	}
	last := 0 // number of a citation
	for _, c := range cited {
		last = max(last, c.N)
	}
	for _, c := range list {
		c.N += last
		out.Citations = append(out.Citations, c)
	}
	return out, nil
}

// Context returns the excerpt of number n between the text around it.
func (s *Service) Context(ctx context.Context, id string, v bot.Viewer, n int) (bot.Surroundings, error) {
	r, err := s.recallRecord(ctx, id, v)
	if err != nil {
		return bot.Surroundings{}, err
	}
	cited := r.Reply.Citations()
	i := slices.IndexFunc(cited, func(c bot.Citation) bool { return c.N == n })
	if i < 0 {
		return bot.Surroundings{}, complainTo(v, bot.Gone, id)
	}
	around, err := s.surroundCitation(ctx, &r, cited[i])
	if err != nil {
		return bot.Surroundings{}, fmt.Errorf("show an excerpt: %w", err)
	}
	around.Language = languageOf(v, &r)
	if a := r.Reply.Answer; a != nil {
		around.Answering = a.Said(n, around.Start, around.End)
	}
	return around, nil
}

// surroundCitation sets an excerpt of a reply between the text around it. Where its
// document is gone or another one now, nothing is around it.
func (s *Service) surroundCitation(ctx context.Context, r *bot.Record, c bot.Citation) (bot.Surroundings, error) {
	alone := bot.Surroundings{Citation: c}
	if bot.IsAttached(c.Document) {
		d, err := s.attachedDocument(ctx, r, c.Document)
		if err != nil || !hasExcerpts(d, c) { // the platform has it no more
			return alone, nil
		}
		return Around(d, c), nil
	}
	x, err := s.Views.View(ctx)
	if err != nil {
		return alone, err
	}
	defer x.Close()
	d, err := x.Document(ctx, c.Document)
	switch {
	case errors.Is(err, retrieval.ErrNotFound):
		return alone, nil
	case err != nil:
		return alone, err
	case !hasExcerpts(d, c):
		return alone, nil
	}
	return Around(d, c), nil
}

// Around sets an excerpt between the rest of the passages that it touches and
// the ones before and after them.
func Around(d *retrieval.Document, c bot.Citation) bot.Surroundings {
	start, end, previous := -1, c.End, 0
	for p := range retrieval.Split(d) {
		if p.End > c.Start && start < 0 {
			start = previous
		}
		end = p.End
		if p.Start >= c.End {
			break
		}
		previous = p.Start
	}
	start = max(start, 0)
	before, after := d.Text[start:c.Start], d.Text[c.End:end]
	return bot.Surroundings{
		Citation: c, Before: strings.TrimLeft(before, " \t\n"), After: strings.TrimRight(after, " \t\n"),
		MoreBefore: start > 0, MoreAfter: strings.TrimSpace(d.Text[end:]) != "",
	}
}
