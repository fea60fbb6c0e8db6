package slack

import (
	"flag"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

var update = flag.Bool("update", false, "write the golden files")

// rendered are replies as they are posted, with their buttons.
func rendered() map[string][]message {
	show := func(o origin, links present.Links, r *bot.Reply) []message {
		return packMessages(append(renderReply(r, links), replyControls(&o, r, links)...))
	}
	claims := &bot.Reply{Request: "R1", Kind: bot.Verify, Final: true, Unchecked: 3, Claims: []bot.Claim{
		{Text: "The lease ends in May 2027.", Contradicting: []bot.Citation{contract.Cited(1)}, Conflicts: []string{"instead of “May” the source says “June”"}},
		{Text: "It can be renewed twice.", Supporting: []bot.Citation{contract.Cited(1)}},
		{Text: "Pigs fly."},
	}}
	around := bot.Surroundings{Citation: contract.Cited(1), Before: "What comes before. ", After: " What comes after.", MoreBefore: true}
	sources := bot.Sources{Question: "When does the lease end?", Page: 1, More: true, Citations: []bot.Citation{contract.Cited(4)}}
	all := map[string][]message{
		"answered":  show(origin{Team: team, Channel: "C1", Thread: "1700000001.000100"}, nil, contract.Answered("R1")),
		"unsure":    show(origin{}, nil, contract.Unsure("R1")),
		"followed":  show(origin{Team: team, Channel: "C1", Thread: "1700000001.000100", Followed: true}, nil, contract.Answered("R1")),
		"private":   show(origin{Team: team, Channel: "C1", Private: true}, nil, contract.Answered("R1")),
		"linked":    show(origin{}, contract.Linked, contract.Answered("R1")),
		"related":   show(origin{}, nil, contract.RelatedTo("R1")),
		"notfound":  show(origin{}, nil, contract.NotFoundFor("R1")),
		"found":     show(origin{}, nil, &bot.Reply{Request: "R1", Kind: bot.Find, Final: true, Found: &bot.Answer{Citations: []bot.Citation{contract.Cited(1)}}}),
		"verified":  show(origin{}, nil, claims),
		"failure":   show(origin{}, nil, &bot.Reply{Request: "R1", Failure: &bot.Complaint{Reason: bot.Broken, Text: "Something broke; ask again in a minute.", Request: "R1"}}),
		"hostile":   show(origin{}, nil, contract.HostileReply("R1")),
		"context":   {joinPieces(drawSurroundings(&around, nil))},
		"sources":   {joinPieces(sourcesPage("R1", &sources))},
		"home":      {joinPieces(renderHome("en", &bot.Overview{Documents: 12, Collections: []bot.Collection{{Name: "contracts", Documents: 7}}}, []bot.Past{{Question: "When does the lease end?", Outcome: bot.Answered}}))},
		"help":      {helpMessage(wording.In("en"), "/ask")},
		"differing": show(origin{}, nil, contract.Differing("R1")),
		"further":   show(origin{}, nil, contract.Further("R1")),
		"listed":    show(origin{}, nil, contract.Listed("R1")),
		"pictured":  show(origin{Team: team, Channel: "C1", Thread: "1700000001.000100"}, nil, contract.Pictured("R1")),
	}
	for name, s := range contract.Situations("R1") {
		all[name] = show(origin{Team: team, Channel: "C1", Thread: "1700000001.000100"}, contract.Linked, s.Reply)
	}
	return all
}

func TestRenderedMessages(t *testing.T) {
	for name, messages := range rendered() {
		contract.Golden(t, name, asPosted(messages), *update)
	}
}

func asPosted(messages []message) (list []map[string]any) {
	for _, m := range messages {
		list = append(list, map[string]any{"text": m.text, "blocks": m.blocks})
	}
	return list
}

// TestRenderedInLanguages shows an answer, a home tab and the replies to what is no
// question.
func TestRenderedInLanguages(t *testing.T) {
	for _, language := range contract.GuideLanguages {
		all := map[string]any{"home": asPosted([]message{joinPieces(renderHome(language, &bot.Overview{Documents: 1}, []bot.Past{{Question: "?", Kind: bot.Verify}, {Question: "?", Failed: true}}))})}
		replies := contract.Guides("R1", language)
		replies["answered"] = contract.InLanguage(contract.Answered("R1"), language)
		replies["failed"] = &bot.Reply{Request: "R1", Language: language, Failure: &bot.Complaint{Reason: bot.TooMany, Language: language, After: 3e9, Request: "R1"}}
		for name, r := range replies {
			o := origin{Team: team, Channel: "C1", Private: true}
			all[name] = asPosted(packMessages(append(renderReply(r, nil), replyControls(&o, r, nil)...)))
		}
		contract.Golden(t, "in-"+language, all, *update)
	}
}
