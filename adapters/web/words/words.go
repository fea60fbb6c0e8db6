// Package words has what the pages themselves say, in ten languages: labels, buttons and
// notes. What replies say is package wording's.
//
// A language is one file that fills one [Page]. A field that a file leaves out, or whose
// places for values differ from those of English, fails a test.
package words

import "slices"

// Page are the texts of one language. Those with %s or %d have a place for what the
// comment names.
type Page struct {
	Code string // BCP 47 base language
	Name string // of the language, in itself

	// Around each page.
	SkipTo        string
	Ask           string
	Documents     string
	Conversations string
	Status        string
	Help          string
	SignOut       string
	Pages         string
	Display       string
	Language      string
	AsBrowser     string
	Appearance    string
	AsDevice      string
	Light         string
	Dark          string
	Apply         string

	// Where people ask.
	AskTitle           string
	Lead               string // the documents, as a link
	NoDocuments        string
	YourQuestion       string
	WhatToKnow         string
	AskOn              string
	PasteText          string
	WhatKind           string
	KindAnswer         string
	KindPassages       string
	KindCheck          string
	OrFile             string
	WhereToLook        string
	AllDocuments       string
	NarrowDown         string
	NarrowedTo         string
	TypeOf             string // of documents
	DateOf             string // of documents
	Since              string
	UntilDay           string
	Publisher          string
	AnyPublisher       string
	SeveralCollections string
	BeginWith          string
	Conversation       string

	// With a reply.
	StillWriting    string // the model
	Stop            string
	BearsOut        string
	SaidPlainly     string
	SaidPerhaps     string
	LeftOut         string // how many
	WithAddress     string
	LookedUp        string // how many, of how many
	SentencesLooked string
	AllRows         string // how many
	Excerpt         string
	WholeExcerpt    string
	Changed         string
	OnTheWeb        string
	Sources         string
	WasHelp         string
	Helped          string
	NotHelped       string
	MorePassages    string
	Link            string
	TakeAlong       string
	CopyText        string
	CopyMarkdown    string
	CopyFormatted   string
	Table           string // the format
	SourcesTable    string // the format
	WholeTalk       string // the format
	Print           string
	Share           string
	ShareTitle      string
	HowLong         string
	Week            string
	Month           string
	Year            string
	NoEnd           string
	SharedNote      string // TheLink
	TheLink         string
	Until           string // a date
	StopSharing     string
	Forget          string
	Forgotten       string
	Undo            string
	Thanks          string
	CommentFor      string
	WhatMissing     string
	Send            string

	// An answer alone, and further passages.
	AskedByOther string
	AsOf         string // a moment
	GoOn         string
	BackToAnswer string
	MoreOn       string // the question
	NoFurther    string
	PagesOfList  string
	Earlier      string
	Later        string
	RangeOf      string // first, last, all

	// A document.
	CitationsOfAnswer string
	Citation          string // its number
	CitationOf        string // its number, of how many
	Lost              string
	ItWas             string
	EarlierPart       string
	LaterPart         string
	TableOf           string
	TextOf            string
	FindIn            string
	HitOf             string // its number, of how many
	NotInIt           string
	PageN             string // its number
	SlideN            string // its number
	PageAsItLooks     string // its number
	PageBefore        string
	PageAfter         string
	LinkShows         string
	LinkUntil         string // a date
	OpenPage          string
	OpenOriginal      string
	Previous          string
	Next              string
	Document          string
	CloseDocument     string
	OpenAsPage        string

	// The list of documents.
	PartOfTitle    string
	Collection     string
	AllCollections string
	Order          string
	ByPath         string
	ByTitle        string
	LatestFirst    string
	Find           string
	NoDocumentHas  string
	InCollections  string // how many

	// The list of conversations.
	TalkGone     string
	QuestionGone string
	WordsOf      string
	Pinned       string
	Others       string
	NoTalkHas    string
	NothingAsked string
	WhatToDo     string // the title of a conversation
	Pin          string
	Unpin        string
	Title        string
	Rename       string
	Delete       string
	Questions    string // how many

	// A text that was checked.
	Verdicts string
	All      string

	// What went wrong.
	DidntWork    string
	NoSuchPage   string
	TooMuch      string
	TooManyPages string
	WentWrong    string
	NotFetched   string
	NotAsked     string
	NotSent      string
	Copied       string
	NotCopied    string
}

// RunsLeft reports whether the language is written from right to left.
func (p *Page) RunsLeft() bool { return p.Code == "ar" }

// All returns all languages, English first.
func All() []*Page {
	return []*Page{english(), german(), french(), spanish(), portuguese(), italian(), russian(), chinese(), japanese(), arabic()}
}

// In returns the texts of a language, those in English if there are none.
func In(code string) *Page {
	all := All()
	i := slices.IndexFunc(all, func(p *Page) bool { return p.Code == code })
	return all[max(i, 0)]
}
