package inbox

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot"
	"slices"
	"strings"

	"footnote/bot/answering"
	"footnote/bot/attached"
	"footnote/bot/wording"
	"footnote/retrieval"
)

// rememberedFiles is how far back in a conversation files are looked for.
const rememberedFiles = 20

// takesFiles reports whether the files in a platform's messages are read.
func (s *Service) takesFiles(platform string) bool {
	_, reads := s.Messengers[platform].(bot.FileReader)
	return reads && s.Attached != nil
}

// openFiles opens the files that came with a request and with those before it in its
// conversation.
func (s *Service) openFiles(ctx context.Context, r *bot.Record) (attached.Opened, error) {
	if !s.takesFiles(r.Place.Platform) {
		return attached.Opened{}, nil
	}
	before, err := s.Store.Before(ctx, r.ID, rememberedFiles)
	if err != nil {
		return attached.Opened{}, fmt.Errorf("remember the files of the conversation: %w", err)
	}
	var items []attached.Item
	for _, b := range append(before, *r) {
		if b.ID != r.ID && isPrivateTo(&b, r) {
			continue
		}
		files := b.Files
		if b.Pointed != nil {
			files = append(slices.Clone(b.Pointed.Files), files...)
		}
		for _, f := range files {
			items = slices.DeleteFunc(items, func(x attached.Item) bool { return x.ID == f.ID })
			items = append(items, attached.Item{File: f, Fetch: s.fetchFunc(b.Request, f)})
		}
	}
	if len(items) == 0 {
		return attached.Opened{}, nil
	}
	opened, err := s.Attached.Open(ctx, items)
	if err != nil {
		return opened, err
	}
	// What was wrong with files of earlier messages was said then.
	opened.Unread = slices.DeleteFunc(slices.Clone(opened.Unread), func(p attached.Problem) bool {
		return !slices.ContainsFunc(r.Files, func(f bot.File) bool { return f.ID == p.File.ID })
	})
	return opened, nil
}

func (s *Service) fetchFunc(r bot.Request, f bot.File) attached.Fetch {
	reader := s.Messengers[r.Place.Platform].(bot.FileReader)
	return func(ctx context.Context, most int64) (data []byte, err error) {
		err = guardAgainstPanic(func() error {
			data, err = reader.ReadFile(ctx, &r, f, most)
			return err
		})
		if err != nil {
			s.Log.Warn("a file in a message can't be fetched", "request", r.ID, "err", err)
		}
		return data, err
	}
}

// acknowledgeFiles is the reply to a message that has files and no question.
func acknowledgeFiles(r *bot.Record, files attached.Opened) error {
	if len(files.Unread) == len(r.Files) {
		why := strings.Join(wordProblems(r, files.Unread), "; ")
		return &bot.Complaint{Reason: bot.Unread, Text: fmt.Sprintf(wording.In(r.Language).FilesUnread, why), Request: r.ID}
	}
	return bot.Complain(bot.Filed, r.ID, 0)
}

// wordProblems says in the language of a request which files aren't read, and why.
func wordProblems(r *bot.Record, list []attached.Problem) []string {
	var lines []string
	for _, p := range list {
		lines = append(lines, p.File.Name+": "+p.Say(wording.In(r.Language)))
	}
	return lines
}

// chooseAnswerer returns what answers a question: the documents or, if they answer it
// better, the files of its conversation. Files that came with the question itself come
// first.
func (s *Service) chooseAnswerer(ctx context.Context, r *bot.Record, files attached.Opened, q *bot.Question) (*answering.Answerer, error) {
	if files.View == nil {
		return s.answerer, nil
	}
	inFiles := answering.NewAnswerer(files.View.Index)
	asked := *q
	asked.Exclude, asked.Collections = nil, nil
	own, err := inFiles.Answer(ctx, asked)
	if err != nil {
		return nil, err
	}
	if own.Outcome == bot.NotFound {
		return s.answerer, nil
	}
	if own.Outcome != bot.Answered || len(r.Files) == 0 {
		of, err := s.answerer.Answer(ctx, *q)
		if err != nil {
			return nil, err
		}
		if better := of.Outcome == bot.Answered; better && (own.Outcome != bot.Answered || of.Confidence > own.Confidence) {
			return s.answerer, nil
		}
	}
	*q = asked
	return inFiles, nil
}

// sentDocument returns what a message has sent, or the one that it points at, if that is
// one document.
func sentDocument(ctx context.Context, r *bot.Record, files attached.Opened) (*retrieval.Document, error) {
	sent := r.Files
	if r.Pointed != nil {
		sent = append(slices.Clone(r.Pointed.Files), sent...)
	}
	if len(sent) != 1 || files.View == nil {
		return nil, nil
	}
	d, err := files.Document(ctx, bot.AttachedID(sent[0]))
	if errors.Is(err, retrieval.ErrNotFound) { // it can't be read, or has several
		return nil, nil
	}
	return d, err
}

// attachedDocument returns the document of a file that a reply cites.
func (s *Service) attachedDocument(ctx context.Context, r *bot.Record, id string) (*retrieval.Document, error) {
	files, err := s.openFiles(ctx, r)
	if err != nil {
		return nil, err
	}
	defer files.Close()
	if files.View == nil {
		return nil, retrieval.ErrNotFound
	}
	return files.Document(ctx, id)
}

// citesFiles reports whether a reply cites files that came with messages.
func citesFiles(r *bot.Reply) bool {
	return slices.ContainsFunc(r.Citations(), func(c bot.Citation) bool { return bot.IsAttached(c.Document) })
}

// isSamePlace reports whether all who read one place read the other.
func isSamePlace(a, b bot.Place) bool {
	return a.Platform == b.Platform && a.Space == b.Space && a.Channel == b.Channel
}
