package web

import (
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
	"footnote/retrieval"
)

// sourceView is a document with what is cited, as source.html shows it.
type sourceView struct {
	Title    string
	Facts    []string
	Document string
	Sections []section
	Finding  finding
	Cited    bool // the page has the cited bytes
	// Lost is set if the document doesn't have the cited text any more. Then
	// Excerpt is the cited text, if it is still known.
	Lost           bool
	Excerpt        string
	N, Of          int // number of the citation among those of the answer, 0 if unknown
	Question       string
	Back           template.URL // to the answer, "" if the reader can't open it
	Previous, Next *step        // citations of the same answer
	Earlier, Later template.URL // parts of a long document
	Original, Page template.URL // the file; Page is its page in a PDF
	Picture        template.URL // the file, if it is a picture that browsers show
	Look           *look        // a page as it looks; nil if there is none
	Web            string
	Signed         bool
	Where          string   // the page that is cited, "" if there are none
	said           [][2]int // bytes of the document that the answer says
	Until          string   // when a signed link ends
}

// Telling reports whether it is known which of the cited bytes the answer says.
func (v sourceView) Telling() bool { return len(v.said) > 0 }

// step leads to another citation.
type step struct {
	Title string
	Link  template.URL
}

// sourceSignedIn shows a document to a visitor.
func (s *site) sourceSignedIn(rw http.ResponseWriter, r *http.Request) error {
	v := s.visitorOf(r)
	return s.serveSource(rw, r, v.asViewer(), layout{Visitor: v}, nil)
}

// sourceSigned shows a document to whoever has a signed link.
func (s *site) sourceSigned(rw http.ResponseWriter, r *http.Request, g *grant) error {
	v, err := s.service.Asked(r.Context(), parsePlace(r.URL.Query()).answer)
	if err != nil {
		return err
	}
	return s.serveSource(rw, r, v, layout{Alone: true}, g)
}

func (s *site) serveSource(rw http.ResponseWriter, r *http.Request, v bot.Viewer, l layout, g *grant) error {
	p := parsePlace(r.URL.Query())
	d, err := s.service.Document(r.Context(), v, p.document)
	if err != nil {
		return err
	}
	view := sourceView{
		Title: cmp.Or(text.OneLine(d.Title), text.OneLine(d.ID)), Document: text.OneLine(d.ID), Web: webAddress(d.URL),
		Cited: p.isHeldBy(d.Text), Signed: g != nil,
		Facts: documentFacts(d),
	}
	if g != nil {
		view.Until = wording.In("").Date(g.until.UTC().Format("2006-01-02"))
	}
	view.Lost = p.end > 0 && !view.Cited
	if p.answer != "" {
		if err := s.addPosition(r, v, p, g, &view); err != nil {
			return err
		}
	}
	if !view.Cited {
		p.start, p.end, view.said = 0, 0, nil
	}
	s.offerLook(d, p, pageOf(r.URL.Query()), g, &view)
	if view.Cited {
		view.Web = quoteAddress(d.URL, quotedIn(d.Text, p, view.said))
	}
	if n := d.PageAt(p.start); n > 0 && view.Cited {
		view.Where = fmt.Sprintf(wording.In("").Page, n)
	}
	view.Finding = newFinding(d.Text, p, g, r.URL.Query())
	shown := p
	if n := view.Finding.N; n > 0 {
		shown.part = max(view.Finding.spans[n-1][0]-leadIn, 1)
	}
	from, to := blockWindow(d.Text, shown)
	if from > 0 {
		view.Earlier = template.URL(placeAddress("/source", partOf(p, max(from-partSize, 1)), g))
	}
	if to < len(d.Text) {
		view.Later = template.URL(placeAddress("/source", partOf(p, to), g))
	}
	blocks := cutBlocks(d, from, to, p.start, p.end, view.said...)
	view.Finding.markFound(blocks, from)
	view.Sections = shapeDocument(d, blocks)
	s.offerOriginals(d, p, g, &view)
	if wantsPart(r) {
		part, err := s.renderTemplate(pageLanguage(r), "source.html", view)
		if err != nil {
			return err
		}
		return sendHTML(rw, http.StatusOK, part)
	}
	l.Title = view.Title
	return s.showPage(rw, r, http.StatusOK, l, "source.html", view)
}

// atSentence has the address of a citation scroll to the sentence that the answer says,
// where the reader can open the answer.
func atSentence(address string) string {
	if before, ok := strings.CutSuffix(address, "#cited"); ok {
		return before + "#said"
	}
	return address
}

// quotedIn returns what to look for where a document came from: the first that the answer
// says, or what is cited.
func quotedIn(text string, p place, said [][2]int) string {
	if len(said) > 0 {
		return text[said[0][0]:said[0][1]]
	}
	return text[p.start:p.end]
}

func partOf(p place, at int) place {
	p.part = at
	return p
}

// documentFacts returns what is known of a document beside its title.
func documentFacts(d *retrieval.Document) []string {
	list := present.Facts(wording.In(""), bot.Citation{Publisher: d.Publisher, Published: d.Published})
	if author := text.OneLine(d.Author); author != "" {
		list = append([]string{author}, list...)
	}
	return list
}

// addPosition adds to a view which citation of its answer is shown, and the links
// to the others.
func (s *site) addPosition(r *http.Request, v bot.Viewer, p place, g *grant, view *sourceView) error {
	kept, err := s.service.Recall(r.Context(), p.answer, v)
	if isLost(err) {
		return nil // the document can still be read
	}
	if err != nil {
		return err
	}
	view.Question = text.OneLine(newTurn(kept.Request, &kept.Reply, nil).Question)
	if g == nil {
		view.Back = template.URL("/answer/" + p.answer + "#" + "q-" + p.answer)
	}
	list := kept.Reply.Citations()
	i := slices.IndexFunc(list, func(c bot.Citation) bool { return c.Document == p.document && c.Start == p.start && c.End == p.end })
	if i < 0 {
		return nil
	}
	view.N, view.Of, view.Excerpt = list[i].N, len(list), list[i].Excerpt
	for _, span := range saidIn(&kept.Reply, list[i]) {
		view.said = append(view.said, [2]int{list[i].Start + span[0], list[i].Start + span[1]})
	}
	to := func(c bot.Citation) *step {
		if g != nil {
			g = s.signGrant(c.Document, p.answer, g.until)
		}
		at := placeAddress("/source", citedAt(p.answer, c), g)
		if len(saidIn(&kept.Reply, c)) > 0 {
			at = atSentence(at)
		}
		return &step{present.Title(c), template.URL(at)}
	}
	if i > 0 {
		view.Previous = to(list[i-1])
	}
	if i+1 < len(list) {
		view.Next = to(list[i+1])
	}
	return nil
}

// saidIn returns which bytes of a citation's excerpt the sentences and the figures of a
// reply are, in order; none if a model has worded them.
func saidIn(r *bot.Reply, c bot.Citation) [][2]int {
	if r.Answer == nil {
		return nil
	}
	return r.Answer.Said(c.N, c.Start, c.End)
}
