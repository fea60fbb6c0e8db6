package contract

import (
	"footnote/bot"
)

// GuideLanguages are those in which the goldens show guides: of either direction, with
// and without spaces.
var GuideLanguages = []string{"en", "de", "ja", "ar"}

// Guides returns a reply to each kind of message that is no question, in a language, by
// a name.
func Guides(request, language string) map[string]*bot.Reply {
	overview := &bot.Overview{
		Documents: 12, Kinds: []bot.Count{{Kind: bot.PDF, Documents: 9}, {Kind: bot.Sheet, Documents: 3}},
		Collections: []bot.Collection{{Name: "contracts", Documents: 11}, {Name: "minutes", Documents: 1}},
		Suggestions: []string{"When does the lease end?", "Who signs the minutes?"},
	}
	list := []bot.Title{
		{Document: "contracts/mill-lane.pdf", Title: "The lease of Mill Lane", URL: "https://example.com/lease", Published: "2024-03-06"},
		{Document: "contracts/quay.pdf", Title: "The lease of the *quay*", Published: "2023-11"},
	}
	first, second := Cited(1), Cited(2)
	second.N, second.Document = 1, first.Document
	second.Start, second.End = first.End+200, first.End+200+len(second.Excerpt)
	first.Add(second)
	points := &bot.Answer{ID: request, Outcome: bot.Answered, Citations: []bot.Citation{first}, Sentences: []bot.Sentence{
		{Text: first.Excerpt, Citations: []int{1}, Start: first.Start, End: first.End},
		{Text: second.Excerpt, Citations: []int{1}, Start: second.Start, End: second.End},
	}}
	written := *points
	written.Sentences = []bot.Sentence{{Text: "The lease ends in June.", Citations: []int{1}}}
	written.Summary = &bot.Summary{Model: "m1", Dropped: 1}
	passages := &bot.Answer{ID: request, Outcome: bot.Related, Citations: []bot.Citation{Cited(1), Cited(2)}, Missing: []string{"zebra"}}
	guides := map[string]*bot.Guide{
		"greeting":   {To: bot.ToGreeting, Overview: overview},
		"empty":      {To: bot.ToGreeting, Overview: &bot.Overview{}},
		"thanks":     {To: bot.ToThanks},
		"help":       {To: bot.ToHelp, Overview: overview},
		"identity":   {To: bot.ToIdentity, Overview: overview},
		"list":       {To: bot.ToListing, Topic: "leases", Documents: list, More: 7},
		"all":        {To: bot.ToListing, Overview: overview},
		"unlisted":   {To: bot.ToListing, Topic: "zebras", Overview: overview},
		"summary":    {To: bot.ToSummarize, Topic: "mill lane", Told: points, Named: true},
		"written":    {To: bot.ToSummarize, Topic: "mill lane", Told: &written, Named: true},
		"which":      {To: bot.ToSummarize, Topic: "lease", Documents: list},
		"uncalled":   {To: bot.ToSummarize, Topic: "zebra", Told: passages},
		"about":      {To: bot.ToAbout, Topic: "leases", Told: passages},
		"unheard of": {To: bot.ToAbout, Topic: "zebras", Told: &bot.Answer{Outcome: bot.NotFound, Missing: []string{"zebras"}}, Overview: overview},
	}
	replies := make(map[string]*bot.Reply)
	for name, g := range guides {
		g.ID, g.Message = request, name
		replies[name] = &bot.Reply{Request: request, Kind: bot.Ask, Final: true, Language: language, Guide: g}
	}
	return replies
}

// InLanguage returns a reply worded in a language.
func InLanguage(r *bot.Reply, language string) *bot.Reply {
	worded := *r
	worded.Language = language
	return &worded
}
