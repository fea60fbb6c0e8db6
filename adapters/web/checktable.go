package web

import (
	"html/template"
	"net/http"
	"slices"
	"strconv"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

// Rows of a check that a page shows at once: with the conversation, and alone.
const (
	rowsInTurn = 60
	rowsInPage = 200
)

// checkView is a text that was checked, as a table.
type checkView struct {
	Request string
	Counts  []verdictCount
	Claims  []claim // the rows that are shown, what speaks against the text first
	All     int     // claims that were looked up
	Of      int     // rows that there are, of the verdict that is shown
	First   int     // number of the first row, from 1
	Verdict present.Verdict
	Earlier template.URL
	Later   template.URL
	Whole   template.URL // the page of the table, "" if all of it is shown
}

// verdictCount is how many claims have a verdict.
type verdictCount struct {
	Verdict present.Verdict
	Label   string
	N       int
	Link    template.URL
	Current bool
}

// newCheckView orders claims and counts them. The rows are those of one verdict, or all for
// "", from a number on.
func newCheckView(id string, claims []claim, only present.Verdict, from, most int) *checkView {
	v := &checkView{Request: id, All: len(claims), Verdict: only}
	labels := make(map[present.Verdict]string)
	counts := make(map[present.Verdict]int)
	for _, c := range claims {
		counts[present.Verdict(c.Class)]++
		labels[present.Verdict(c.Class)] = c.Verdict
	}
	for _, one := range present.VerdictOrder {
		if counts[one] > 0 {
			v.Counts = append(v.Counts, verdictCount{one, labels[one], counts[one], v.address(one, 0), one == only})
		}
	}
	rows := slices.Clone(claims)
	if only != "" {
		rows = slices.DeleteFunc(rows, func(c claim) bool { return c.Class != string(only) })
	}
	slices.SortStableFunc(rows, func(a, b claim) int {
		return slices.Index(present.VerdictOrder, present.Verdict(a.Class)) - slices.Index(present.VerdictOrder, present.Verdict(b.Class))
	})
	from = min(max(from, 0), max(len(rows)-1, 0))
	to := min(from+most, len(rows))
	v.Claims, v.Of, v.First = rows[from:to], len(rows), from+1
	if from > 0 {
		v.Earlier = v.address(only, max(from-most, 0))
	}
	if to < len(rows) {
		v.Later, v.Whole = v.address(only, to), v.address("", 0)
	}
	return v
}

// Last is the number of the last row that is shown.
func (v *checkView) Last() int { return v.First + len(v.Claims) - 1 }

// AllLink leads to the rows of all verdicts.
func (v *checkView) AllLink() template.URL { return v.address("", 0) }

func (v *checkView) address(only present.Verdict, from int) template.URL {
	at := "/answer/" + v.Request + "/check?verdict=" + string(only)
	if from > 0 {
		at += "&from=" + strconv.Itoa(from)
	}
	return template.URL(at) // of an id, a verdict and a number
}

// serveCheck shows all rows of a text that was checked, page by page.
func (s *site) serveCheck(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.visitorOf(r), r.PathValue("id")
	kept, err := s.service.Recall(r.Context(), id, v.asViewer())
	if err != nil {
		return err
	}
	t := keptTurn(v, kept)
	if t.Check == nil {
		return errNotFound
	}
	only := present.Verdict(r.FormValue("verdict"))
	if !slices.Contains(present.VerdictOrder, only) {
		only = ""
	}
	from, _ := strconv.Atoi(r.FormValue("from")) // no number is the beginning
	t.Check = newCheckView(id, t.Claims, only, from, rowsInPage)
	return s.showPage(rw, r, http.StatusOK, layout{Title: t.Question, Visitor: v, Wide: true}, "check.html", t)
}

// progress is how far a check is.
type progress struct {
	bot.Progress
	Against []claim // what speaks against the text so far, a few of them
	Counts  []verdictCount
}

// mostAgainst is how many contradicted claims are shown while more are looked up.
const mostAgainst = 5

// addProgress shows how far a check is instead of a table that grows under the reader.
func (t *turn) addProgress(reply *bot.Reply) {
	view := newCheckView(t.ID, t.Claims, "", 0, rowsInTurn)
	p := &progress{Progress: *reply.Progress, Counts: view.Counts}
	for _, c := range view.Claims {
		if c.Class == string(present.Contradicted) && len(p.Against) < mostAgainst {
			p.Against = append(p.Against, c)
		}
	}
	t.Progress, t.Claims, t.Check = p, nil, nil
	t.Class, t.Label, t.Stoppable = "waiting", wording.In(reply.Language).Working, true
}
