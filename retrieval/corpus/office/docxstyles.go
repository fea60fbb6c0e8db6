package office

import (
	"context"
	"encoding/xml"
	"strconv"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// docxStyle is what a paragraph style says about its paragraphs.
type docxStyle struct {
	level    int // of a heading, 0 if it is none
	contents bool
	list     docxListRef

	basedOn string
	outline string
	name    string
}

// docxStyles are the paragraph styles by ID.
type docxStyles map[string]docxStyle

func (z *container) docxStyles(ctx context.Context, part string) (docxStyles, error) {
	styles := make(docxStyles)
	s, err := z.optionalXML(ctx, part)
	if err != nil {
		return nil, err
	}
	defer s.close()
	err = s.each(func(e xml.StartElement) error {
		if e.Name.Local != "style" {
			return nil
		}
		style := docxStyle{}
		id := attr(e, "styleId")
		err := s.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "name":
				style.name = strings.ToLower(attr(e, "val"))
			case "basedOn":
				style.basedOn = attr(e, "val")
			case "outlineLvl":
				style.outline = attr(e, "val")
			case "numId":
				style.list.num = attr(e, "val")
			case "ilvl":
				style.list.level = attr(e, "val")
			}
			return nil
		}, nil)
		styles[id] = style
		return err
	}, nil)
	if err != nil {
		return nil, err
	}
	styles.resolve()
	return styles, nil
}

// resolve gives each style what it inherits.
func (styles docxStyles) resolve() {
	for id, style := range styles {
		own := style
		own.level = block.HeadingLevel(style.name)
		own.contents = block.IsContentsStyle(style.name)
		base := style
		for range 10 { // a chain of styles may be a ring
			if own.level == 0 && base.outline != "" {
				own.level = outlineLevel(base.outline)
			}
			if own.list.num == "" {
				own.list.num = base.list.num
			}
			if own.list.level == "" {
				own.list.level = base.list.level
			}
			if own.level == 0 && base.outline == "" {
				own.level = block.HeadingLevel(base.name)
			}
			next, ok := styles[base.basedOn]
			if base.outline != "" || !ok {
				break
			}
			base = next
		}
		styles[id] = own
	}
}

// outlineLevel turns Word's level from 0 into ours; 9 is body text.
func outlineLevel(val string) int {
	if n, err := strconv.Atoi(val); err == nil && n >= 0 && n < 9 {
		return n + 1
	}
	return 0
}
