package discord

import (
	"flag"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

var update = flag.Bool("update", false, "write the golden files")

// goldens are replies as they are posted, with their buttons.
func goldens() map[string][]message {
	show := func(private bool, links present.Links, r *bot.Reply) []message {
		out := renderReply(r, links)
		out.pieces = append(out.pieces, replyControls(private, r, links)...)
		return packReply(r.Request, out)
	}
	claims := &bot.Reply{Request: "R1", Kind: bot.Verify, Final: true, Unchecked: 3, Claims: []bot.Claim{
		{Text: "The lease ends in May 2027.", Contradicting: []bot.Citation{contract.Cited(1)}, Conflicts: []string{"instead of “May” the source says “June”"}},
		{Text: "It can be renewed twice.", Supporting: []bot.Citation{contract.Cited(1)}},
		{Text: "Pigs fly."},
	}}
	around := bot.Surroundings{Citation: contract.Cited(1), Before: "What comes before. ", After: " What comes after.", MoreBefore: true}
	sources := bot.Sources{Question: "When does the lease end?", Page: 1, More: true, Citations: []bot.Citation{contract.Cited(4)}}
	find := &bot.Reply{Request: "R1", Kind: bot.Find, Final: true, Found: &bot.Answer{Citations: []bot.Citation{contract.Cited(1)}}}
	broken := &bot.Reply{Request: "R1", Failure: &bot.Complaint{Reason: bot.Broken, Text: "Something broke; ask again in a minute.", Request: "R1"}}
	overview := bot.Overview{Documents: 12, Collections: []bot.Collection{{Name: "contracts", Documents: 7}}, Suggestions: []string{"When does the lease end?"}}
	all := map[string][]message{
		"answered":  show(false, nil, contract.Answered("R1")),
		"unsure":    show(false, nil, contract.Unsure("R1")),
		"linked":    show(false, contract.Linked, contract.Answered("R1")),
		"private":   show(true, nil, contract.Answered("R1")),
		"related":   show(false, nil, contract.RelatedTo("R1")),
		"notfound":  show(false, nil, contract.NotFoundFor("R1")),
		"found":     show(false, nil, find),
		"verified":  show(false, nil, claims),
		"failure":   show(false, nil, broken),
		"hostile":   show(false, nil, contract.HostileReply("R1")),
		"context":   packReply("R1", drawSurroundings(&around, nil)),
		"sources":   packReply("R1", sourcesPage("R1", &sources)),
		"indexed":   packReply("", renderIndexed(wording.In("en"), &overview)),
		"working":   {workingMessage(wording.In("en"), "R1")},
		"differing": show(false, nil, contract.Differing("R1")),
		"further":   show(false, nil, contract.Further("R1")),
		"listed":    show(false, nil, contract.Listed("R1")),
		"pictured":  show(false, nil, contract.Pictured("R1")),
	}
	for name, s := range contract.Situations("R1") {
		all[name] = show(false, contract.Linked, s.Reply)
	}
	return all
}

// TestRenderedInLanguages shows an answer and the replies to what is no question.
func TestRenderedInLanguages(t *testing.T) {
	for _, language := range contract.GuideLanguages {
		w := wording.In(language)
		all := map[string]any{
			"indexed": packReply("", renderIndexed(w, &bot.Overview{Documents: 1})), "working": workingMessage(w, "R1"), "comment": commentForm(w, "R1"),
		}
		replies := contract.Guides("R1", language)
		replies["answered"] = contract.InLanguage(contract.Answered("R1"), language)
		replies["failed"] = &bot.Reply{Request: "R1", Language: language, Failure: &bot.Complaint{Reason: bot.TooMany, Language: language, After: 3e9, Request: "R1"}}
		for name, r := range replies {
			out := renderReply(r, contract.Linked)
			out.pieces = append(out.pieces, replyControls(true, r, contract.Linked)...)
			all[name] = packReply(r.Request, out)
		}
		contract.Golden(t, "in-"+language, all, *update)
	}
}

func TestRenderedMessages(t *testing.T) {
	for name, messages := range goldens() {
		contract.Golden(t, name, messages, *update)
	}
}
