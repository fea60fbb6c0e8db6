package answering

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"footnote/bot"
	"footnote/bot/answering/tally"
	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/question"
	"footnote/retrieval/table"
)

const (
	// tableDocuments is how many documents of a search are looked through for tables.
	tableDocuments = 12
	// tableCandidates is how many passages those may be of.
	tableCandidates = 40
	// mostRecords is how many records of a data file that are documents of their own make
	// a table.
	mostRecords = 1000
	// rightComputed is the share of the computed results that are right: of 55 on 23
	// archives of questions as people ask them 49 match what is wanted to the letter, and
	// the others say it under the names of their columns.
	rightComputed = .9
	// shownRows is how many stretches of rows a citation shows at most.
	shownRows = 6
	// citedRecords is how many records that are documents of their own are cited.
	citedRecords = 5
)

// computeAnswer fills the answer with what it asks to be computed from rows of a table,
// false if it asks for nothing of the kind or if no table explains it. A row that the
// search found is no answer then to what is asked of many: its confidence stays below the
// line.
func (a *Answerer) computeAnswer(ctx context.Context, x retrieval.Index, q bot.Question, query retrieval.Query, found retrieval.Result, ranked []candidate, answer *bot.Answer) (bool, error) {
	if q.Always || q.Whole { // what is measured are sentences; a claim asks for nothing
		return false, nil
	}
	task, ok := tally.Parse(query.Question, retrieval.ClipQuery(q.Text))
	if !ok {
		return false, nil
	}
	tables, err := findTables(ctx, x, query, found.Hits)
	if err != nil {
		return false, err
	}
	sources := make([]tally.Source, len(tables))
	for i, t := range tables {
		sources[i] = t.Source
	}
	computed, ok := task.Compute(sources)
	if !ok && task.NeedsRows() && len(ranked) > 0 && retrieval.TableRow(ranked[0].text()) {
		answer.Forbidden = true
		answer.Confidence = min(answer.Confidence, a.weights.confidencesIn(found).sentence.mostOfStranger())
	}
	if !ok || isStated(query.Question, computed, ranked) {
		return false, nil
	}
	composed, err := composeComputed(ctx, x, computed, tables[computed.Source].document)
	if err != nil {
		return false, err
	}
	answer.Outcome = bot.Answered
	answer.Confidence, answer.Spoken = rightComputed, max(answer.Spoken, rightComputed)
	answer.Sentences, answer.Citations = composed.sentences, composed.citations
	answer.Missing, answer.Corrected = []string{}, nil // the table explains each word
	return true, nil
}

// isStated reports whether a sentence says itself how many there are of what the question
// counts, and the reader says that it answers: what is written in words comes before what
// is counted.
func isStated(asked question.Question, computed tally.Computed, ranked []candidate) bool {
	if computed.Operation != tally.Count || len(ranked) == 0 {
		return false
	}
	best := ranked[0]
	return best.WasRead && best.ReadLogit() > 0 && !retrieval.TableRow(best.text()) && asked.CountedIn(best.text(), language.Written(best.hit.Language))
}

// foundTable is a table with the document that it stands in, nil for records that are
// documents of their own.
type foundTable struct {
	tally.Source
	document *retrieval.Document
}

// findTables reads the tables of the documents that a search found, the best first.
func findTables(ctx context.Context, x retrieval.Index, query retrieval.Query, hits []retrieval.Hit) ([]foundTable, error) {
	query.Vector = nil
	more, err := x.Candidates(ctx, query, tableCandidates)
	if err != nil {
		return nil, fmt.Errorf("find tables: %w", err)
	}
	var ids []string
	add := func(id string) {
		if bundle, _, ok := cutRecord(id); ok {
			id = bundle
		}
		if len(ids) < tableDocuments && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, h := range hits {
		add(h.Document)
	}
	for _, c := range more.Hits {
		add(c.Document)
	}
	var list []foundTable
	for _, id := range ids {
		tables, err := readTables(ctx, x, query, id)
		if err != nil {
			return nil, fmt.Errorf("find tables: %w", err)
		}
		list = append(list, tables...)
	}
	return list, nil
}

// cutRecord cuts the number off the ID of a record that is a document of its own:
// "data/firms.json#firms-3" is record 3 of "data/firms.json#firms".
func cutRecord(id string) (bundle string, n int, ok bool) {
	hash := strings.LastIndexByte(id, '#')
	dash := strings.LastIndexByte(id, '-')
	if hash < 0 || dash < hash {
		return "", 0, false
	}
	n, err := strconv.Atoi(id[dash+1:])
	return id[:dash], n, err == nil && n > 0
}

// readTables reads the tables of a document, or the one that records of a data file make.
func readTables(ctx context.Context, x retrieval.Index, query retrieval.Query, id string) ([]foundTable, error) {
	d, err := x.Document(ctx, id)
	if errors.Is(err, retrieval.ErrNotFound) {
		return readRecords(ctx, x, query, id)
	}
	if err != nil {
		return nil, err
	}
	var list []foundTable
	for _, t := range table.Read(d.Text) {
		list = append(list, foundTable{tally.Source{Table: t, Names: tally.Names(d, t.Rows[0].Start)}, d})
	}
	return list, nil
}

// readRecords reads the records of a data file that are documents of their own.
func readRecords(ctx context.Context, x retrieval.Index, query retrieval.Query, bundle string) ([]foundTable, error) {
	var documents []*retrieval.Document
	for n := 1; n <= mostRecords; n++ {
		id := bundle + "-" + strconv.Itoa(n)
		if query.Exclude != nil && query.Exclude(id) {
			continue
		}
		d, err := x.Document(ctx, id)
		if errors.Is(err, retrieval.ErrNotFound) {
			break
		}
		if err != nil {
			return nil, err
		}
		documents = append(documents, d)
	}
	t, ok := table.ReadBundle(documents)
	if !ok {
		return nil, nil
	}
	return []foundTable{{tally.Source{Table: t, Names: tally.Names(&retrieval.Document{ID: strings.ReplaceAll(bundle, "#", " ")}, 0)}, nil}}, nil
}

// composedRows are the sentences of a computed answer with their citations.
type composedRows struct {
	sentences []bot.Sentence
	citations []bot.Citation
}

// composeComputed makes the sentences: the result, or the rows that are it. They cite the
// rows.
func composeComputed(ctx context.Context, x retrieval.Index, c tally.Computed, d *retrieval.Document) (composedRows, error) {
	var out composedRows
	computed := &bot.Computed{Operation: string(c.Operation), Rows: c.Of}
	documents := map[string]*retrieval.Document{}
	byDocument := map[string][]table.Row{}
	var order []string
	for _, r := range c.Rows {
		if byDocument[r.Document] == nil {
			order = append(order, r.Document)
		}
		byDocument[r.Document] = append(byDocument[r.Document], r)
		if documents[r.Document] = d; d == nil {
			var err error
			if documents[r.Document], err = x.Document(ctx, r.Document); err != nil {
				return out, fmt.Errorf("cite a record: %w", err)
			}
		}
	}
	var all []int
	for i, id := range order[:min(len(order), citedRecords)] {
		cited := citeRows(documents[id], c.Table.HeadSpan, byDocument[id])
		cited.N = i + 1
		out.citations, all = append(out.citations, cited), append(all, i+1)
	}
	if c.Said != "" {
		out.sentences = []bot.Sentence{{Text: c.Said, Citations: all, Computed: computed}}
		return out, nil
	}
	for _, r := range c.Rows {
		n := slices.Index(order, r.Document) + 1
		if n > len(out.citations) {
			break
		}
		out.sentences = append(out.sentences, rowSentence(documents[r.Document], c, r, n, computed))
	}
	return out, nil
}

// rowSentence is a row as a sentence: its own text, with the cell that was compared.
func rowSentence(d *retrieval.Document, c tally.Computed, r table.Row, n int, computed *bot.Computed) bot.Sentence {
	s := bot.Sentence{Text: d.Text[r.Start:r.End], Citations: []int{n}, Start: r.Start, End: r.End, Computed: computed}
	if lines := linesOf(s.Text); len(lines) > 1 {
		s.Broken = lines
	}
	for i, text := range r.Cells {
		if text != "" {
			s.Cells = append(s.Cells, bot.Cell{Column: c.Table.Head[i], Text: text, Asked: c.Table.Head[i] == c.Column})
		}
	}
	return s
}

// citeRows cites rows of a document with the row that names their columns.
func citeRows(d *retrieval.Document, head retrieval.Span, rows []table.Row) bot.Citation {
	spans := []retrieval.Span{}
	if head.End > 0 {
		spans = append(spans, head)
	}
	for _, r := range rows {
		last := len(spans) - 1
		if last >= 0 && strings.TrimSpace(d.Text[spans[last].End:r.Start]) == "" && r.End-spans[last].Start <= maxExcerptBytes {
			spans[last].End = r.End
			continue
		}
		if len(spans) == shownRows {
			break
		}
		spans = append(spans, r.Span)
	}
	c := bot.Citation{
		Document: d.ID, Title: d.Title, URL: d.URL, Author: d.Author, Publisher: d.Publisher, Published: d.Published,
		Page: d.PageAt(spans[0].Start), Heading: d.HeadingPath(spans[0].Start),
		Start: spans[0].Start, End: spans[0].End, Excerpt: d.Text[spans[0].Start:spans[0].End], Highlights: [][2]int{},
	}
	for _, s := range spans[1:] {
		c.More = append(c.More, bot.Excerpt{
			Page: d.PageAt(s.Start), Heading: d.HeadingPath(s.Start), Start: s.Start, End: s.End, Text: d.Text[s.Start:s.End], Highlights: [][2]int{},
		})
	}
	return c
}
