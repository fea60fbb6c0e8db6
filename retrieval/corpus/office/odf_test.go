package office

import (
	"testing"

	"footnote/retrieval/corpus/office/block/blocktest"
)

func odfOf(t testing.TB, kind, body string) []byte {
	return zipOf(t, "mimetype", "application/vnd.oasis.opendocument."+kind,
		"content.xml", `<office:document-content><office:automatic-styles><style:x>no</style:x></office:automatic-styles><office:body>`+body+`</office:body></office:document-content>`,
		"meta.xml", `<office:meta><dc:title>Titled</dc:title><meta:initial-creator>Ada</meta:initial-creator><dc:creator>Bob</dc:creator><meta:creation-date>2021-02-03T04:05:06</meta:creation-date></office:meta>`)
}

func TestODT(t *testing.T) {
	d, got := read(t, odfOf(t, "text", `<office:text>
<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Ada</dc:creator></office:change-info><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="2">Head</text:h>
<text:p>Two<text:s text:c="2"/>spaces<text:note><text:note-citation>9</text:note-citation><text:note-body><text:p>A note</text:p></text:note-body></text:note> and<text:line-break/>a break<office:annotation><text:p>comment</text:p></office:annotation></text:p>
<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p></office:text>`))
	blocktest.Same(t, got, `
## Head
Two  spaces[1] and
a break
[1] A note
Comment: comment
- one
  - inner
a	b
boxed`)
	if len(d.Omitted) != 1 || d.Omitted[0] != "1 passage deleted in tracked changes" {
		t.Errorf("left out: %q", d.Omitted)
	}
	if d.Title != "Titled" || d.Author != "Ada" || d.Created != "2021-02-03T04:05:06" || d.MediaType != "application/vnd.oasis.opendocument.text" {
		t.Errorf("got %+v", d)
	}
}

func TestODS(t *testing.T) {
	cell := func(kind, text string) string {
		return `<table:table-cell office:value-type="` + kind + `"><text:p>` + text + `</text:p></table:table-cell>`
	}
	_, got := read(t, odfOf(t, "spreadsheet", `<office:spreadsheet><table:table table:name="Stock">
<table:table-row>`+cell("string", "Item")+cell("string", "Price")+`</table:table-row>
<table:table-row>`+cell("string", "Nut")+cell("currency", "1,50 €")+`<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row></table:table></office:spreadsheet>`))
	blocktest.Same(t, got, `
# Stock
Item: Nut	Price: 1,50 €`)
}

// What a style hides isn't read, and named.
func TestHiddenODF(t *testing.T) {
	style := func(family, name, kind, display string) string {
		return `<style:style style:name="` + name + `" style:family="` + family + `"><style:` + kind + `-properties ` + display + `/></style:style>`
	}
	d, got := read(t, odfOf(t, "spreadsheet", `<office:automatic-styles>`+style("table", "ta1", "table", `table:display="true"`)+style("table", "ta2", "table", `table:display="false"`)+`</office:automatic-styles>
<office:spreadsheet><table:table table:name="Stock" table:style-name="ta1"><table:table-row><table:table-cell><text:p>Nut</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="Secret" table:style-name="ta2"><table:table-row><table:table-cell><text:p>Bolt</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>`))
	blocktest.Same(t, got, `
# Stock
Nut`)
	if len(d.Omitted) != 1 || d.Omitted[0] != "the hidden sheet Secret" {
		t.Errorf("left out: %q", d.Omitted)
	}
	d, got = read(t, odfOf(t, "text", `<office:automatic-styles>`+style("text", "T1", "text", `text:display="none"`)+style("paragraph", "P1", "text", `text:display="none"`)+`</office:automatic-styles>
<office:text><text:p>Seen <text:span text:style-name="T1">hidden </text:span>words</text:p><text:p text:style-name="P1">All hidden</text:p></office:text>`))
	blocktest.Same(t, got, `
Seen words`)
	if len(d.Omitted) != 1 || d.Omitted[0] != "2 passages of hidden text" {
		t.Errorf("left out: %q", d.Omitted)
	}
}

func TestODP(t *testing.T) {
	_, got := read(t, odfOf(t, "presentation", `<office:presentation><draw:page>
<draw:frame><draw:text-box><text:p>Body</text:p></draw:text-box></draw:frame>
<draw:frame presentation:class="title"><draw:text-box><text:p>The</text:p><text:p>title</text:p></draw:text-box></draw:frame>
<draw:frame presentation:class="footer"><draw:text-box><text:p>footer</text:p></draw:text-box></draw:frame>
<presentation:notes><draw:frame presentation:class="notes"><draw:text-box><text:p>Say it</text:p></draw:text-box></draw:frame></presentation:notes>
</draw:page><draw:page><draw:frame><draw:text-box><text:p>More</text:p></draw:text-box></draw:frame></draw:page></office:presentation>`))
	blocktest.Same(t, got, `
--- 1
# The title
Body
Notes:
Say it
--- 2
More
footer`)
}
