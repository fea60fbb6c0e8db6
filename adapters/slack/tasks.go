package slack

import (
	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// stage is how far a model has come with a reply.
type stage int

const (
	noModel  stage = iota // none works on it
	writing               // nothing that it has written has passed the check yet
	checking              // some has
)

func stageOf(reply *bot.Reply) stage {
	if reply.Answer == nil || reply.Answer.Summary == nil || !reply.Answer.Summary.Writing {
		return noModel
	}
	for _, s := range reply.Answer.Sentences {
		if s.End == 0 {
			return checking
		}
	}
	return writing
}

// planTasks returns the plan of a reply that a model works on, as chunks of a stream: what was
// read, what is written and what is checked, each a card. Without a model one card says that
// more comes. See https://docs.slack.dev/reference/block-kit/blocks/plan-block/
func (s *Slack) planTasks(r *bot.Request, reply *bot.Reply) []slack.StreamChunk {
	w := wording.In(r.Language)
	task := func(id, title string, status slack.TaskCardStatus) slack.TaskUpdateChunk {
		card := slack.NewTaskUpdateChunk(id, title)
		card.Status = status
		return card
	}
	at := stageOf(reply)
	if at == noModel {
		card := task("footnote", w.Working, slack.TaskCardStatusInProgress)
		card.Sources = s.cardSources(r, reply)
		return []slack.StreamChunk{card}
	}
	looked := task("footnote_looked", w.Looked, slack.TaskCardStatusComplete)
	looked.Sources = s.cardSources(r, reply)
	checks := task("footnote_checks", w.Checks, slack.TaskCardStatusPending)
	if at == checking {
		checks.Status = slack.TaskCardStatusInProgress
	}
	return []slack.StreamChunk{
		slack.NewPlanUpdateChunk(w.Working), looked, task("footnote_writes", w.Writes, slack.TaskCardStatusInProgress), checks,
	}
}

// cardSources are the sources that a reply is made from.
func (s *Slack) cardSources(r *bot.Request, reply *bot.Reply) (list []slack.TaskCardSource) {
	links := s.linksOf(r.ID)
	for _, c := range reply.Numbered() {
		if title, _ := links.Targets(c, linkAddress); title != "" && len(list) < maxCardSources {
			list = append(list, slack.NewTaskCardSource(title, text.Clip(present.Title(c), maxTitle, text.UTF16)))
		}
	}
	return list
}

// maxCardSources is how many sources a card shows; more would hide the answer.
const maxCardSources = 3
