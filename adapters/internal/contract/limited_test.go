package contract

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
)

// TestPlatformsThatLackThings holds the suite to what bot.Messenger allows: platforms
// that can do little pass it, with what they lack said.
func TestPlatformsThatLackThings(t *testing.T) {
	for name, lacks := range map[string][]Capability{
		"messages can be edited, and not recognised": {Recognises, Highlights, Links},
		"letters":               {Edits, Drafts, Recognises, Deletes, Highlights, Links},
		"letters with a number": {Edits, Drafts, Deletes, Highlights, Links},
	} {
		t.Run(name, func(t *testing.T) {
			Run(t, func(*testing.T) Platform { return &modest{lacks: lacks} })
		})
	}
}

// TestLackingIsSaid: a platform has what it doesn't say it lacks.
func TestLackingIsSaid(t *testing.T) {
	m := &modest{lacks: []Capability{Edits, Recognises}}
	if got := lacking(m, []Capability{Edits, Drafts, Recognises}); !slices.Equal(got, []string{string(Edits), string(Recognises)}) {
		t.Errorf("it lacks %q", got)
	}
	var silent Platform = struct{ Platform }{m}
	if got := lacking(silent, []Capability{Edits}); len(got) > 0 {
		t.Errorf("one that says nothing lacks %q", got)
	}
}

// modest is a platform of plain text messages, with a Messenger that does what its
// lacks leave.
type modest struct {
	lacks    []Capability
	messages []Message
	lose     bool
	refuses  bool
	last     int
}

func (p *modest) Lacks() []Capability      { return p.lacks }
func (p *modest) can(c Capability) bool    { return !slices.Contains(p.lacks, c) }
func (p *modest) Messenger() bot.Messenger { return modestMessenger{p} }
func (p *modest) Messages() []Message      { return p.messages }
func (p *modest) LoseAnswer()              { p.lose = true }
func (p *modest) Refuse(refuses bool)      { p.refuses = refuses }

func (p *modest) Request(id string, kind bot.Kind, question string) *bot.Request {
	return &bot.Request{ID: id, Kind: kind, Text: question}
}

// post adds a message, or puts it in the place of one that has the same name.
func (p *modest) post(name, said string) (id string, err error) {
	if p.refuses {
		return "", &bot.DeliveryError{Refused: true, Err: errors.New("the token is refused (set a new one)")}
	}
	i := -1
	if p.can(Recognises) {
		i = slices.IndexFunc(p.messages, func(m Message) bool { return strings.HasPrefix(m.ID, name+"#") })
	}
	if i >= 0 {
		id = p.messages[i].ID
	} else {
		p.last++
		id = fmt.Sprintf("%s#%d", name, p.last)
		p.messages = append(p.messages, Message{ID: id, Text: said})
	}
	if p.lose {
		p.lose = false
		return "", errors.New("the connection died")
	}
	return id, nil
}

// modestMessenger keeps the messages of a reply in its reference, and whether they
// are its last.
type modestMessenger struct{ *modest }

const placeholder = "Looking it up."

func (m modestMessenger) Open(_ context.Context, r *bot.Request) (string, error) {
	if !m.can(Edits) {
		return "", nil // a placeholder would stay
	}
	return m.post(r.ID+"/0", placeholder)
}

func (m modestMessenger) Show(_ context.Context, r *bot.Request, ref string, reply *bot.Reply) (string, error) {
	if !reply.Final && !m.can(Drafts) {
		return ref, nil
	}
	var said strings.Builder
	_, blocks := present.Reply(reply)
	for _, b := range blocks {
		said.WriteString(sayBlock(b) + "\n")
	}
	pieces := text.Split(said.String(), 4000, text.Runes)
	if !m.can(Edits) {
		return m.send(r, ref, said.String(), pieces)
	}
	return m.edit(r, strings.Fields(ref), pieces)
}

// send posts what the reference doesn't say is there.
func (m modestMessenger) send(r *bot.Request, ref, said string, pieces []string) (string, error) {
	sent := strconv.Quote(said)
	if ref == sent {
		return ref, nil
	}
	for i, piece := range pieces {
		if _, err := m.post(fmt.Sprintf("%s/%d/%d", r.ID, len(said), i), piece); err != nil {
			return "", err
		}
	}
	return sent, nil
}

// edit changes the messages that there are, posts those that lack and takes back
// those that are too many.
func (m modestMessenger) edit(r *bot.Request, ids, pieces []string) (string, error) {
	for i, piece := range pieces {
		if i == len(ids) {
			id, err := m.post(fmt.Sprintf("%s/%d", r.ID, i), piece)
			if err != nil {
				return "", err
			}
			ids = append(ids, id)
		}
		if m.refuses {
			return "", &bot.DeliveryError{Refused: true, Err: errors.New("the token is refused (set a new one)")}
		}
		for j := range m.messages {
			if m.messages[j].ID == ids[i] {
				m.messages[j].Text = piece
			}
		}
	}
	m.remove(ids[len(pieces):])
	return strings.Join(ids[:len(pieces)], " "), nil
}

func (m modestMessenger) remove(ids []string) {
	m.messages = slices.DeleteFunc(m.messages, func(x Message) bool { return slices.Contains(ids, x.ID) })
}

func (m modestMessenger) Retract(_ context.Context, _ *bot.Request, ref string) error {
	if m.can(Deletes) {
		m.remove(strings.Fields(ref))
	}
	return nil
}

// sayBlock is a block as plain text.
func sayBlock(b present.Block) string {
	switch b := b.(type) {
	case present.Note:
		return b.Text
	case present.Headline:
		return b.Text
	case present.Statement:
		return strings.Join(b.Lines, "\n") + fmt.Sprint(" ", b.Citations)
	case present.Figures:
		return strings.Join(b.Lines, "\n")
	case present.Paragraph:
		return b.Text
	case present.Bullets:
		return strings.Join(b.Lines, "\n")
	case present.Questions:
		return strings.Join(b.Lines, "\n")
	case present.Shelf:
		var lines []string
		for _, d := range b.Documents {
			lines = append(lines, saySource(d))
		}
		return strings.Join(lines, "\n")
	case present.Source:
		return saySource(b)
	case present.Claim:
		lines := []string{b.Label + ": " + b.Text}
		lines = append(lines, b.Conflicts...)
		for _, s := range b.Sources {
			lines = append(lines, saySource(s))
		}
		return strings.Join(lines, "\n")
	case present.Excuse:
		return b.Text + " " + b.Request
	}
	return ""
}

func saySource(s present.Source) string {
	c := s.Citation
	lines := []string{fmt.Sprintf("[%d] %s", c.N, present.Title(c)), strings.Join(present.Facts(s.Words, c), " · "), c.Excerpt}
	for _, e := range c.More {
		lines = append(lines, present.Where(s.Words, c, e), e.Text)
	}
	return strings.Join(append(lines, present.AlsoIn(s.Words, c.Duplicates)), "\n")
}
