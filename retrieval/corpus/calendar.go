package corpus

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"footnote/retrieval"
)

// calendarReader reads calendars (iCalendar): a document an event, task or entry of
// a journal.
type calendarReader struct{}

func (calendarReader) sniff(in *input) bool { return beginsWithLine(in, "BEGIN:VCALENDAR") }

// calendarEntry is an event, a task or an entry of a journal.
type calendarEntry struct {
	kind  string
	lines []contentLine
}

func (calendarReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	var entries []calendarEntry
	var open *calendarEntry
	name := ""
	inner := 0 // alarms and the like
	for line := range contentLines(canonicalText(decodeText(in.data, ""))) {
		if err := ctx.Err(); err != nil {
			return err
		}
		kind := strings.ToUpper(strings.TrimSpace(line.value))
		isEntry := kind == "VEVENT" || kind == "VTODO" || kind == "VJOURNAL"
		switch {
		case line.name == "BEGIN" && open == nil && isEntry:
			open = &calendarEntry{kind: kind}
		case line.name == "BEGIN" && open != nil:
			inner++
		case line.name == "END" && open != nil && kind == open.kind:
			entries = append(entries, *open)
			open, inner = nil, 0
		case line.name == "END":
			inner = max(inner-1, 0)
		case open != nil && inner == 0:
			open.lines = append(open.lines, line)
		case line.name == "X-WR-CALNAME" || line.name == "NAME":
			name = orElse(name, oneLine(line.text()))
		}
	}
	if open != nil { // of a file that is cut off
		entries = append(entries, *open)
	}
	ids := entryIDs{in: in, single: len(entries) == 1}
	for _, entry := range entries {
		d := in.newDocument("text/calendar")
		d.Publisher = name
		p := entry.writeText(d)
		if p.b.Len() == 0 {
			continue
		}
		d.ID = ids.nextID(cmp.Or(entry.text("UID"), d.Title))
		if err := p.emitText(in, d, emit); err != nil {
			return err
		}
	}
	if ids.count == 0 {
		return in.refuseInput("the calendar is empty")
	}
	return nil
}

// entryIDs gives the records of a file their IDs.
type entryIDs struct {
	in     *input
	single bool // the only record has the ID of the file
	count  int
	names  entries
}

func (e *entryIDs) nextID(name string) string {
	e.count++
	if e.single {
		return e.in.id
	}
	e.names.unit = "record"
	return e.in.id + "#" + e.names.uniqueName(strings.ReplaceAll(name, "/", "-"))
}

func (c *calendarEntry) text(name string) string {
	for _, line := range c.lines {
		if line.name == name {
			return strings.TrimSpace(line.text())
		}
	}
	return ""
}

// calendarLabels are the properties that become a line, with what it begins with.
var calendarLabels = []struct{ name, label string }{
	{"LOCATION", "Where"}, {"ORGANIZER", "Organizer"}, {"ATTENDEE", "Attendee"}, {"STATUS", "Status"}, {"RRULE", "Repeats"}, {"CATEGORIES", "Categories"},
	{"CONTACT", "Contact"}, {"RESOURCES", "Resources"}, {"PRIORITY", "Priority"}, {"PERCENT-COMPLETE", "Percent complete"}, {"URL", "URL"}, {"COMMENT", "Comment"},
}

// writeText writes the entry, and sets its facts in d.
func (c *calendarEntry) writeText(d *retrieval.Document) *plainText {
	p := &plainText{}
	d.Title = oneLine(c.text("SUMMARY"))
	d.URL = webURL(c.text("URL"))
	p.addHeading(1, d.Title)
	begin, zone := c.time("DTSTART")
	end, _ := c.time("DTEND")
	due, _ := c.time("DUE")
	if begin != "" {
		d.Published = begin[:len(time.DateOnly)]
		when := begin
		if sameDay := strings.HasPrefix(end, d.Published) && len(end) > len(d.Published); sameDay {
			when += " to " + strings.TrimSpace(end[len(d.Published):])
		} else if end != "" {
			when += " to " + end
		}
		if zone != "" {
			when += " (" + zone + ")"
		}
		p.addField("When", when)
	}
	p.addField("Due", due)
	known := []string{"SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DUE"}
	for _, l := range calendarLabels {
		known = append(known, l.name)
		for _, line := range c.lines {
			if line.name == l.name {
				value := oneLine(line.text())
				if name := line.params["CN"]; name != "" {
					value = name + " <" + strings.TrimPrefix(strings.TrimPrefix(value, "mailto:"), "MAILTO:") + ">"
				}
				if l.name == "ORGANIZER" {
					d.Author = orElse(d.Author, strings.TrimPrefix(value, "mailto:"))
				}
				p.addField(l.label, value)
			}
		}
	}
	p.endList()
	p.addParagraph(c.text("DESCRIPTION"))
	for _, line := range c.lines {
		if !slices.Contains(known, line.name) && line.params["VALUE"] == "" && line.params["ENCODING"] == "" && hasWords(line.text()) {
			p.addParagraph(line.text()) // of some program
		}
	}
	return p
}

// time returns a time as people write it, in ISO 8601, and its zone.
func (c *calendarEntry) time(name string) (at, zone string) {
	for _, line := range c.lines {
		if line.name != name {
			continue
		}
		value := strings.TrimSpace(line.value)
		zone = line.params["TZID"]
		if strings.HasSuffix(value, "Z") {
			value, zone = strings.TrimSuffix(value, "Z"), "UTC"
		}
		if t, err := time.Parse("20060102T150405", value); err == nil {
			return t.Format("2006-01-02 15:04"), zone
		}
		if t, err := time.Parse("20060102", value); err == nil {
			return t.Format(time.DateOnly), ""
		}
	}
	return "", ""
}
