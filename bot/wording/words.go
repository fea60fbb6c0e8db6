package wording

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"

	"footnote/bot"
)

// Words are the texts of one language. Those with %s or %d have a place for what
// the comment, or the name, says. Parts between asterisks are set in bold.
type Words struct {
	Code string // BCP 47 base language
	// Social are words by which a greeting shows its language, in lower case.
	Social string

	Outcomes
	Notes
	Facts
	Claims
	Complaints
	Buttons
	Windows
	Files
	Home
	Commands
	Contact
}

// Outcomes stand above replies, and where one is awaited.
type Outcomes struct {
	Answer, NoAnswer, Checked string // what a reply is, where no headline says it
	Understood                string // the question as it was completed
	Related, NotFound         string
	// AlsoClose stands above passages that an answer doesn't cite.
	AlsoClose        string
	Found, NoneFound string
	NoClaim, Differ  string
	Working          string
	Status           string // as Working, behind the bot's name
	// What is done and being done while a model writes.
	Looked, Writes, Checks string
}

// Notes stand beside answers.
type Notes struct {
	OwnWords    string // why is a model's matter, and said in English only
	Computed    string // %d: rows of a table; the document
	WrittenBy   string // the model
	WrittenLess Plural // the same with the number of dropped sentences; %s is the model
	Misspelt    string // list
	SearchedAs  string // list
	Missing     string // list
	InLanguages string // names of languages
	MoreWords   Plural // behind a list
	Unchecked   Plural // sentences
}

// Facts tell where an excerpt stands.
type Facts struct {
	Page                string // %d
	FurtherOn           string
	FurtherUp           string
	NoDate              string
	AlsoIn              string // list
	More                Plural // documents, at the end of a list
	Original            string
	By                  string // author
	Request             string // its id
	Months              [12]string
	DateOfDay, DateOfMo string // with D, M, N and Y for day, month, its number and year
}

// Claims are the verdicts on sentences of a text.
type Claims struct {
	Supported, Contradicted, Mixed, Unmentioned string
	Differs                                     string // what
	Opposite                                    string
	InSource                                    string // words of the text, words of the source
	// The heads of a table of them.
	ColumnVerdict, ColumnSentence, ColumnDiffers, ColumnSources string
}

// Complaints say why there is no answer.
type Complaints struct {
	Busy, Forbidden, Empty, NoText, TooLong, Late, Absent, Gone, Broken string
	TooMany                                                             Plural // seconds

	DidntWork      string
	CantPost       string
	CantWriteThere string // where: a channel
	ArchivedThere  string
	OtherChannel   string // the setting that lists the channels
	SharedChannel  string // the same
	UnclearChannel string
	RefusedNow     string // platform
	NotHere        string // a setting
	OutsideServer  string // a setting
	NoRole         string // a setting
	Unread         string // platform
	OldCommand     string // platform
	OldButton      string

	NoneAbove     string // no question stands above that is pointed at
	UnreadAbove   string
	HiddenAbove   string // platform, setting
	NoThreadScope string // rights that are missing
	NoThread      string
	NoHistory     string // right that is missing
	NobodyNamed   string // who could be called
}

// Buttons are the labels of what can be pressed below a reply.
type Buttons struct {
	ShowContext   string // number in brackets
	ContextOf     string // %d: number of the excerpt
	ChooseContext string
	AroundIt      string
	MoreSources   string
	OpenBrowser   string
	Whole         string // opens an answer that is shown in part
	Share         string
	StopFollowing string
	Good, Bad     string
	RateGood      string
	RateBad       string
	Previous      string
	Next          string
	Send, Close   string
	Solved        string
	CallPerson    string
}

// Windows are the texts of windows and of notes to one person.
type Windows struct {
	Context    string
	NoFurther  string
	WhatWrong  string // optional
	ShouldBe   string
	WrongTitle string
	VoteNoted  string // label of a field for a comment
	ThankYou   string
	Noted      string
	Unfollowed string
	AskForHelp string // how to ask by a command: its name

	CalledAlready string // somebody
	SharedAlready string
	Stopped       string
	AsksForPerson string // who asks, and who is called
	SolvedAlready string
	NowSolved     string
	ThreadName    string // of one whose question has no words
}

// Files tell what became of files that came with a message.
type Files struct {
	FilesRead    string // and nothing was asked
	FilesUnread  string // names, each with why
	FileUnread   string // its name, with why
	FileTooLarge string // %d
	FileNotNow   string
	FileNoRoom   string
	FileBroken   string
	FileEmpty    string
	FileOutside  string // platform
	FileGone     string // platform
	FileNoScope  string // right that is missing
}

// Home is what stands where the bot has a page of its own on a platform.
type Home struct {
	WhatToAsk     string
	Documents     Plural
	UpToDate      string // number of documents in words, time
	Installation  string
	HowToAsk      string
	HowMessage    string
	HowMention    string
	HowCommand    string
	HowFind       string
	LastQuestions string
	WasAnswered   string
	WasRelated    string
	WasNotFound   string
	WasFound      string
	WasChecked    string
	WasFailed     string
	AskDocuments  string
	TheyAnswer    string // above questions
	Updated       string // time
	NoTitle       string
	WithTitle     string
}

// Commands describe those that a platform lists.
type Commands struct {
	Ask, Question, Search, Query, Sources, Title, Collection, Private string
}

// Contact answers those who greet, thank, and ask what there is.
type Contact struct {
	Hello, Welcome string
	WhoIAm         string // what the bot is, and what it does
	HowAsk         string
	HowList        string
	HowSummarize   string
	ThereAre       string // number of documents in words
	Nothing        string // there are no documents
	ForExample     string // above questions
	DocumentsOn    string // topic
	NoneOn         string // topic
	WhichOne       string // topic
	MainPoints     string // title
	NoneCalled     string // topic
	SaidOf         string // topic
	NothingOn      string // topic
	AllDocuments   string

	// Kinds of documents, as labels before a number.
	PDFs, Texts, WebPages, Letters, Slides, Sheets, Mails, Others string
}

// Kinds returns the labels of kinds of documents. Those that aren't in there are Others.
func (c *Contact) Kinds() map[bot.DocumentKind]string {
	return map[bot.DocumentKind]string{
		bot.PDF: c.PDFs, bot.Text: c.Texts, bot.WebPage: c.WebPages, bot.Letter: c.Letters,
		bot.Slides: c.Slides, bot.Sheet: c.Sheets, bot.Mail: c.Mails,
	}
}

// Plural is a text with a number, %d, in the forms of the Unicode CLDR. One that is
// left out is as Other.
type Plural struct{ Zero, One, Two, Few, Many, Other string }

// Date writes an ISO 8601 date, maybe reduced, for people.
func (w *Words) Date(iso string) string {
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		return w.date(w.DateOfDay, t)
	}
	if t, err := time.Parse("2006-01", iso); err == nil {
		return w.date(w.DateOfMo, t)
	}
	return iso
}

func (w *Words) date(form string, t time.Time) string {
	return strings.NewReplacer("D", fmt.Sprint(t.Day()), "M", w.Months[t.Month()-1], "N", t.Format("01"), "Y", fmt.Sprint(t.Year())).Replace(form)
}

// Time writes a moment for people.
func (w *Words) Time(t time.Time) string {
	t = t.UTC()
	return w.Date(t.Format(time.DateOnly)) + t.Format(" 15:04 MST")
}

// Language returns the name of a language, by its code.
func (w *Words) Language(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	return cmp.Or(display.Languages(language.MustParse(w.Code)).Name(tag), code)
}

// Number writes a number with what the language puts between its thousands.
func (w *Words) Number(n int) string {
	return message.NewPrinter(language.MustParse(w.Code + "-u-nu-latn")).Sprint(n)
}
