package office

import (
	"testing"

	"footnote/retrieval/corpus/office/block/blocktest"
)

// TestGraphics reads the charts and diagrams of documents and slides.
func TestGraphics(t *testing.T) {
	const (
		chart = `<c:chartSpace><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Catch of </a:t></a:r><a:r><a:t>fish</a:t></a:r></a:p></c:rich></c:tx></c:title>
<c:barChart><c:ser><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache><c:pt idx="0"><c:v>Cod</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>North</c:v></c:pt><c:pt idx="1"><c:v>South</c:v></c:pt></c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:numCache><c:formatCode>0%</c:formatCode><c:pt idx="0"><c:v>0.25</c:v></c:pt><c:pt idx="1"><c:v>0.75</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>
<c:ser><c:tx><c:v>Hake</c:v></c:tx><c:val><c:numRef><c:numCache><c:formatCode>General</c:formatCode><c:pt idx="1"><c:v>4.2999999999999998</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart>
<c:valAx><c:title><c:tx><c:rich><a:p><a:r><a:t>Tons</a:t></a:r></a:p></c:rich></c:tx></c:title></c:valAx></c:chart></c:chartSpace>`
		diagram = `<dgm:dataModel><dgm:pt><dgm:t><a:p><a:r><a:t>Cast</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>Haul</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>`
		rels    = `<Relationships><Relationship Id="c" Type="x/chart" Target="/charts/chart1.xml"/><Relationship Id="d" Type="x/diagramData" Target="/diagrams/data1.xml"/></Relationships>`
		shown   = `<a:graphic><a:graphicData><c:chart r:id="c"/></a:graphicData></a:graphic><a:graphic><a:graphicData><dgm:relIds r:dm="d"/></a:graphicData></a:graphic>`
		names   = ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
		want    = `
Catch of fish
Tons
North	Cod: 25%
South	Cod: 75%	Hake: 4.3
Cast
Haul`
	)
	_, got := read(t, zipOf(t, "[Content_Types].xml", "",
		"word/document.xml", `<w:document`+names+`><w:body><w:p><w:r><w:t>Before</w:t><w:drawing>`+shown+`</w:drawing></w:r></w:p><w:p><w:r><w:drawing>`+shown+`</w:drawing></w:r></w:p></w:body></w:document>`,
		"word/_rels/document.xml.rels", rels, "charts/chart1.xml", chart, "diagrams/data1.xml", diagram))
	blocktest.Same(t, got, "\nBefore"+want)
	_, got = read(t, zipOf(t, "[Content_Types].xml", "",
		"ppt/presentation.xml", `<p:presentation`+names+`><p:sldId id="256" r:id="s"/></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="s" Type="x/slide" Target="slides/slide1.xml"/></Relationships>`,
		"ppt/slides/slide1.xml", `<p:sld`+names+`><p:graphicFrame>`+shown+`</p:graphicFrame></p:sld>`,
		"ppt/slides/_rels/slide1.xml.rels", rels, "charts/chart1.xml", chart, "diagrams/data1.xml", diagram))
	blocktest.Same(t, got, "\n--- 1"+want)
	_, got = read(t, zipOf(t, "[Content_Types].xml", "",
		"word/document.xml", `<w:document`+names+`><w:body><w:p><w:r><w:t>Before</w:t><w:drawing>`+shown+`</w:drawing></w:r></w:p></w:body></w:document>`,
		"word/_rels/document.xml.rels", rels, "charts/chart1.xml", `<c:chart><c:ser><c:val`))
	blocktest.Same(t, got, "\nBefore")
}
