package api

import (
	"net/http"
	"strconv"
	"strings"

	"footnote/adapters/internal/eventstream"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/retrieval"
)

// The bodies of requests.
type (
	askBody struct {
		Question     string `json:"question"`
		Conversation string `json:"conversation,omitempty"`
		narrowing
		Language string `json:"language,omitempty"`
		Stream   bool   `json:"stream,omitempty"`
	}
	searchBody struct {
		Query string `json:"query"`
		Limit int    `json:"limit,omitempty"`
		narrowing
	}
	checkBody struct {
		Text string `json:"text"`
		narrowing
		Language string `json:"language,omitempty"`
	}
	feedbackBody struct {
		Answer  string   `json:"answer"`
		Vote    bot.Vote `json:"vote,omitempty"`
		Comment string   `json:"comment,omitempty"`
	}
)

// answered is the reply to a question: the JSON of "footnote ask --json", with the
// conversation to go on with.
type answered struct {
	bot.Output
	Conversation string `json:"conversation,omitempty"`
	// Understood is the question as the conversation completed it.
	Understood string `json:"understood,omitempty"`
	// Changed are the citations whose document no longer says so.
	Changed []int `json:"changed,omitempty"`
}

func newAnswered(r *bot.Reply, conversation string) answered {
	out := r.Output()
	if out.Missing == nil {
		out.Missing = []string{}
	}
	return answered{Output: out, Conversation: conversation, Understood: r.Understood}
}

// newFound returns the reply to a search: the JSON of "footnote search --json", with an
// id.
func newFound(r *bot.Reply, query string) bot.Found {
	out := bot.Found{ID: r.Request, Query: query, Results: []bot.Citation{}, Missing: []string{}}
	if a := r.Found; a != nil {
		out.Results, out.Corrected, out.Elapsed = append(out.Results, a.Citations...), a.Corrected, a.Elapsed
		out.Missing = append(out.Missing, a.Missing...)
	}
	return out
}

// checked is what the documents say of a text.
type checked struct {
	ID     string  `json:"id"`
	Claims []claim `json:"claims"`
	// Unchecked is how many sentences were left out, because there are too many.
	Unchecked int `json:"unchecked"`
}

// claim is a sentence of the text.
type claim struct {
	Text          string          `json:"text"`
	Verdict       present.Verdict `json:"verdict"`
	Supporting    []bot.Citation  `json:"supporting"`
	Contradicting []bot.Citation  `json:"contradicting"`
	Conflicts     []string        `json:"conflicts,omitempty"`
}

func newChecked(r *bot.Reply) checked {
	out := checked{ID: r.Request, Claims: []claim{}, Unchecked: r.Unchecked}
	for _, c := range r.Claims {
		out.Claims = append(out.Claims, claim{
			Text: c.Text, Verdict: present.VerdictOn(c), Conflicts: c.Conflicts,
			Supporting: append([]bot.Citation{}, c.Supporting...), Contradicting: append([]bot.Citation{}, c.Contradicting...),
		})
	}
	return out
}

// shelf is a page of a list of documents.
type shelf struct {
	Documents []titled `json:"documents"`
	Total     int      `json:"total"`
	From      int      `json:"from"`
}

// titled names a document.
type titled struct {
	bot.Title
	Collection string `json:"collection"`
	MediaType  string `json:"media_type,omitempty"`
	Language   string `json:"language,omitempty"`
}

func newTitled(t bot.Title) titled {
	return titled{Title: t, Collection: retrieval.CollectionOf(t.Document), MediaType: t.MediaType, Language: t.Language}
}

// serveAsk answers a question, as a whole or as it grows.
func (d *Doors) serveAsk(rw http.ResponseWriter, r *http.Request) error {
	var body askBody
	if err := readJSON(r, &body, true); err != nil {
		return err
	}
	c := d.Who(r.Context())
	w := wish{
		kind: bot.Ask, text: body.Question, narrowing: body.narrowing, language: body.Language,
		conversation: body.Conversation, key: r.Header.Get("Idempotency-Key"),
	}
	if body.Stream || strings.Contains(r.Header.Get("Accept"), eventstream.Type) {
		return d.streamAnswer(rw, r, c, w)
	}
	reply, conversation, err := d.await(r.Context(), c, w)
	if err != nil {
		return err
	}
	sendJSON(rw, http.StatusOK, newAnswered(reply, conversation))
	return nil
}

const (
	usualResults = 10
	mostResults  = 100 // each has an excerpt
)

// serveSearch finds the passages that speak of something.
func (d *Doors) serveSearch(rw http.ResponseWriter, r *http.Request) error {
	body := searchBody{Limit: usualResults}
	if err := readJSON(r, &body, true); err != nil {
		return err
	}
	reply, err := d.find(r.Context(), d.Who(r.Context()), body)
	if err != nil {
		return err
	}
	sendJSON(rw, http.StatusOK, newFound(reply, body.Query))
	return nil
}

// serveCheck says of each sentence of a text what the documents say of it.
func (d *Doors) serveCheck(rw http.ResponseWriter, r *http.Request) error {
	var body checkBody
	if err := readJSON(r, &body, true); err != nil {
		return err
	}
	reply, _, err := d.await(r.Context(), d.Who(r.Context()), wish{
		kind: bot.Verify, text: body.Text, narrowing: body.narrowing, language: body.Language, key: r.Header.Get("Idempotency-Key"),
	})
	if err != nil {
		return err
	}
	sendJSON(rw, http.StatusOK, newChecked(reply))
	return nil
}

// serveAnswer opens an answer again.
func (d *Doors) serveAnswer(rw http.ResponseWriter, r *http.Request) error {
	c := d.Who(r.Context())
	if err := c.demand(Ask); err != nil {
		return err
	}
	kept, err := d.Bot.Recall(r.Context(), r.PathValue("id"), d.viewer(c))
	if err != nil {
		return err
	}
	if kept.Request.Kind != bot.Ask {
		return newProblem(http.StatusNotFound, string(bot.Gone), "%s was no question, and has no answer", kept.Request.ID)
	}
	conversation, own := strings.CutPrefix(kept.Request.Conversation, c.Asker+"/")
	if !own { // it is another's, who has shared the answer
		conversation = ""
	}
	out := newAnswered(&kept.Reply, conversation)
	out.Changed = kept.Changed
	sendJSON(rw, http.StatusOK, out)
	return nil
}

// serveFeedback keeps what the caller thinks of an answer.
func (d *Doors) serveFeedback(rw http.ResponseWriter, r *http.Request) error {
	var body feedbackBody
	if err := readJSON(r, &body, true); err != nil {
		return err
	}
	switch body.Vote {
	case bot.Up, bot.Down, "":
	default:
		return newProblem(http.StatusUnprocessableEntity, "invalid_vote", "vote is %q, must be up or down", body.Vote)
	}
	if body.Vote == "" && strings.TrimSpace(body.Comment) == "" {
		return newProblem(http.StatusUnprocessableEntity, string(bot.Empty), "there is neither a vote nor a comment")
	}
	if err := d.rate(r.Context(), d.Who(r.Context()), bot.Rating{Request: body.Answer, Vote: body.Vote, Comment: body.Comment}); err != nil {
		return err
	}
	rw.WriteHeader(http.StatusNoContent)
	return nil
}

// serveDocuments lists the documents that the caller may read.
func (d *Doors) serveDocuments(rw http.ResponseWriter, r *http.Request) error {
	const usual = 100
	from, err := queryNumber(r, "from", 0, 1<<30)
	if err != nil {
		return err
	}
	limit, err := queryNumber(r, "limit", usual, mostListed)
	if err != nil {
		return err
	}
	page, total, err := d.documents(r.Context(), d.Who(r.Context()), r.FormValue("q"), narrowingOf(r.Form), from, limit)
	if err != nil {
		return err
	}
	out := shelf{Documents: []titled{}, Total: total, From: from}
	for _, t := range page {
		out.Documents = append(out.Documents, newTitled(t))
	}
	sendJSON(rw, http.StatusOK, out)
	return nil
}

// queryNumber reads a number from 0 on of the address.
func queryNumber(r *http.Request, name string, otherwise, most int) (int, error) {
	text := r.FormValue(name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > most {
		return 0, newProblem(http.StatusBadRequest, "invalid_"+name, "%s is %q, must be a number from 0 to %d", name, text, most)
	}
	return n, nil
}

// serveDocument sends a document: the JSON of "footnote extract --json".
func (d *Doors) serveDocument(rw http.ResponseWriter, r *http.Request) error {
	doc, err := d.document(r.Context(), d.Who(r.Context()), r.PathValue("id"))
	if err != nil {
		return err
	}
	sendJSON(rw, http.StatusOK, doc)
	return nil
}
