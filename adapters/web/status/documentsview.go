package status

import (
	"html/template"
	"time"
)

type documentsView struct {
	Summary []fact
	Groups  []groupView
	Unread  []Unread
	More    string // how many unread files aren't listed, "" for none
	Skipped string // "" for none
	Since   template.HTML
}

// groupView is a table of documents by one property.
type groupView struct {
	Caption, Column string
	Sizes           bool // whether there are any
	Rows            []groupRow
}

type groupRow struct {
	Name, Documents, Bytes string
	Share                  template.HTML
}

const (
	shownGroups = 12
	shownUnread = 200
)

func documentsOf(now time.Time, c Census, m Meaning) *documentsView {
	v := &documentsView{
		Summary: []fact{
			{"Documents", number(c.Documents)}, {"Passages", number(c.Passages)},
			{"Files", number(c.Files) + ", " + size(c.FileBytes)}, {"Text", size(c.TextBytes)},
		},
		Groups: []groupView{
			groupsOf("By type", "Type", c.Types, typeName, true),
			groupsOf("By collection", "Collection", c.Collections, collectionName, true),
			groupsOf("By language", "Language", c.Languages, languageName, false),
		},
		Unread: c.Unread[:min(len(c.Unread), shownUnread)],
		Since:  formatAgo(now, c.Since),
	}
	if m.Of > 0 {
		v.Summary = append(v.Summary, fact{"Found by meaning", number(m.Passages) + " of " + countNoun(m.Of, "passage")})
	}
	if n := len(c.Unread) - len(v.Unread); n > 0 {
		v.More = countNoun(n, "more file")
	}
	if c.Skipped > 0 {
		v.Skipped = countNoun(c.Skipped, "file")
	}
	return v
}

// groupsOf shows the largest groups, and the others as one.
func groupsOf(caption, column string, groups []Group, name func(string) string, sizes bool) groupView {
	v := groupView{Caption: caption, Column: column, Sizes: sizes}
	most := 1
	if len(groups) > 0 {
		most = max(1, groups[0].Documents)
	}
	var rest Group
	for i, g := range groups {
		if i < shownGroups-1 || len(groups) == shownGroups {
			v.Rows = append(v.Rows, groupRow{name(g.Name), number(g.Documents), size(g.Bytes), shareBar(g.Documents, most)})
			continue
		}
		rest.Documents += g.Documents
		rest.Bytes += g.Bytes
	}
	if rest.Documents > 0 {
		v.Rows = append(v.Rows, groupRow{countNoun(len(groups)-len(v.Rows), "other"), number(rest.Documents), size(rest.Bytes), shareBar(min(rest.Documents, most), most)})
	}
	return v
}
