package corpus

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"footnote/retrieval"
)

// readMarkup reads a file through the corpus, as the program does.
func readMarkup(t testing.TB, name, data string) ([]*retrieval.Document, error) {
	t.Helper()
	c := New(fstest.MapFS{name: {Data: []byte(data)}}, Options{})
	content, err := c.Load(context.Background(), retrieval.File{Path: name, Size: int64(len(data))})
	if err != nil {
		t.Fatal(err)
	}
	var documents []*retrieval.Document
	err = content.Documents(context.Background(), func(d *retrieval.Document) error {
		documents = append(documents, d)
		return nil
	})
	return documents, err
}

// readOne reads a file that holds one document.
func readOne(t testing.TB, name, data string) *retrieval.Document {
	t.Helper()
	documents, err := readMarkup(t, name, data)
	if err != nil || len(documents) != 1 {
		t.Fatalf("%s: %d documents, %v", name, len(documents), err)
	}
	checkMarkup(t, documents[0])
	return documents[0]
}

func checkMarkup(t testing.TB, d *retrieval.Document) {
	t.Helper()
	if d.Text != canonicalText(d.Text) {
		t.Errorf("%s: the text is not canonical: %q", d.ID, d.Text)
	}
	for _, h := range d.Headings {
		if !strings.HasPrefix(d.Text[h.Offset:], h.Text) {
			t.Errorf("%s: heading %q is not at %d", d.ID, h.Text, h.Offset)
		}
	}
}

const sample = "The council met on Tuesday evening and voted for the new bridge, which will cost less than was feared in spring. " +
	"Work begins next year, the mayor said, once the river has fallen and the birds have left their nests. "

func TestHTMLRendering(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"headings", "<h1>One</h1><p>First.</p><h3>Two <em>a</em></h3><p>Second.</p>", "One\n\nFirst.\n\nTwo a\n\nSecond."},
		{"white space", "<p>a\n  b<br>c <b>d</b>e\n</p>", "a b\nc de"},
		{"lists", "<ul><li>a<li>b<ol start=3><li>c<li>d</ol><li><p>e</p></ul><p>after", "- a\n- b\n  3. c\n  4. d\n- e\n\nafter"},
		{"table", "<table><caption>T</caption><tr><th>A<th>B<tr><td>1<td><p>2</p><p>3</p></table>", "T\nA\tB\n1\t2 3"},
		{"layout table", "<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table><td><p>x</p><p>y</p></table>", "a\tb\nc\td\n\nx\n\ny"},
		{"code", "<pre>if x {\n\treturn\n}</pre>", "if x {\n\treturn\n}"},
		{"quote", "<p>He said:<blockquote><p>So be it.</p></blockquote>", "He said:\n\nSo be it."},
		{"figure", "<figure><img src=a><figcaption>A bridge</figcaption></figure>", "A bridge"},
		{"definitions", "<dl><dt>Term<dd>What it means.</dl>", "Term\nWhat it means."},
		{"not shown", "<p>seen<script>if (a<b) '<p>no'</script><span hidden>no</span><style>p{}</style><i style='display: none'>no</i></p>", "seen"},
		{"entities", "<p>R&amp;D &lt;x&gt; &eacute;&#8364;</p>", "R&D <x> é€"},
		{"unclosed", "<p>one<p>two<b>three<div>four", "one\n\ntwothree\n\nfour"},
		{"null bytes", "<p>on\x00e</p>", "one"},
	} {
		d := readOne(t, "page.html", "<!DOCTYPE html><html><body>"+test.body)
		if d.Text != test.want {
			t.Errorf("%s: got %q, want %q", test.name, d.Text, test.want)
		}
	}
}

func TestHTMLHeadingLevels(t *testing.T) {
	d := readOne(t, "page.html", "<html><h1>Top</h1><p>a</p><h2>Below</h2><p>b</p>")
	if len(d.Headings) != 2 || d.Headings[0].Level != 1 || d.Headings[1].Level != 2 || d.Headings[1].Text != "Below" {
		t.Errorf("headings are %v", d.Headings)
	}
}

func TestHTMLMainText(t *testing.T) {
	article := strings.Repeat("<p>"+sample+"</p>\n", 4)
	d := readOne(t, "page.html", `<!DOCTYPE html><html><body class="has-sidebar single-post">
<header><nav><ul><li><a href=/>MENU home</a><li><a href=/a>MENU news</a></ul></nav></header>
<div class="cookie-banner"><p>COOKIES: we and our partners use them to measure who reads what on this site.</p></div>
<main><article><h1>A bridge for the valley</h1><p class="article-deck">After ten years, a decision.</p>`+article+`
<table><tr><th>Year<th>Cost</tr><tr><td>2019<td>3</tr></table>
<div class="share-buttons"><a href=#>SHARE it</a></div>
<div class="author-box"><p>AUTHOR Jane lives in the valley and has written about it for twenty years.</p></div></article>
<section><h2>Related articles</h2><div><p>RELATED Another bridge fell into another river, and nobody was hurt by it.</p></div></section>
<div id="comments"><p>COMMENT I have never liked that bridge, and I never will, whatever it costs.</p></div>
</main><aside><p>ASIDE the weather.</p></aside>
<form class="newsletter"><p>NEWSLETTER Get our letter each week, for free, with all that is new.</p></form>
<footer><p>FOOTER All rights reserved.</p></footer></body></html>`)
	for _, want := range []string{"A bridge for the valley", "After ten years", "The council met", "Year\tCost\n2019\t3"} {
		if !strings.Contains(d.Text, want) {
			t.Errorf("%q is not in the text", want)
		}
	}
	for _, noise := range []string{"MENU", "COOKIES", "SHARE", "AUTHOR", "RELATED", "COMMENT", "ASIDE", "NEWSLETTER", "FOOTER"} {
		if strings.Contains(d.Text, noise) {
			t.Errorf("%s is in the text:\n%s", noise, d.Text)
		}
	}
}

// TestHTMLPagesReadInFull reads pages that are no articles.
func TestHTMLPagesReadInFull(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"a thread", `<h1>How long does it take?</h1>` + strings.Repeat(`<div class="comment"><p>`+sample+`</p></div>`, 3) +
			`<div class="comment"><p>LAST it takes two days, if nothing goes wrong on the way there.</p></div>`, []string{"LAST"}},
		{"a list of facts", `<h2>Parts</h2><ul><li>Bolt M8<li>Nut M8</ul><h2>Colours</h2><p>Red`, []string{"Bolt", "Red"}},
		{"prose in a sidebar only", `<div class="sidebar widget"><p>` + sample + `</p></div>`, []string{"The council"}},
		{"only links", `<ul><li><a href=a>Alpha</a><li><a href=b>Beta</a></ul>`, []string{"Alpha", "Beta"}},
		{"no blocks", "just words", []string{"just words"}},
	} {
		d := readOne(t, "page.html", "<html><body>"+test.body)
		for _, want := range test.want {
			if !strings.Contains(d.Text, want) {
				t.Errorf("%s: %q is not in %q", test.name, want, d.Text)
			}
		}
	}
}

func TestHTMLFacts(t *testing.T) {
	for _, test := range []struct {
		name, page string
		want       retrieval.Document
	}{
		{"JSON-LD", `<html lang=en-GB><head><title>Bridge approved | The Valley Post</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":"NewsArticle","headline":"Bridge approved","datePublished":"2019-10-20T08:00:00+02:00",
"author":[{"@type":"Person","name":"Jane Doe"},{"name":"Max Roe"}],"publisher":{"name":"The Valley Post"}}]}</script>
<link rel=canonical href="https://valley.example/bridge"></head><body><h1>Bridge approved</h1><p>` + sample,
			retrieval.Document{Title: "Bridge approved", Author: "Jane Doe, Max Roe", Publisher: "The Valley Post",
				URL: "https://valley.example/bridge", Published: "2019-10-20", Language: "en"}},
		{"Open Graph", `<html><head><meta property="og:title" content="Bridge approved - Valley Post">
<meta property="og:site_name" content="Valley Post"><meta property="article:published_time" content="2018-03-01T10:00:00Z">
<meta name="author" content="Jane Doe"><meta property="og:url" content="https://valley.example/b"></head><p>` + sample,
			retrieval.Document{Title: "Bridge approved", Author: "Jane Doe", Publisher: "Valley Post",
				URL: "https://valley.example/b", Published: "2018-03-01", Language: "en"}},
		{"in the body", `<!-- saved from url=(0030)https://valley.example/saved/a -->
<html><title>A bridge is approved | Valley Post</title><h1>A bridge is approved</h1><span class=byline>By Jane Doe</span><time datetime="2017-11-16">x</time><p>` + sample,
			retrieval.Document{Title: "A bridge is approved", Author: "Jane Doe", Publisher: "Valley Post",
				URL: "https://valley.example/saved/a", Published: "2017-11-16", Language: "en"}},
	} {
		d := readOne(t, "page.html", test.page)
		got := retrieval.Document{Title: d.Title, Author: d.Author, Publisher: d.Publisher, URL: d.URL, Published: d.Published, Language: d.Language}
		if got.Title != test.want.Title || got.Author != test.want.Author || got.Publisher != test.want.Publisher ||
			got.URL != test.want.URL || got.Published != test.want.Published || got.Language != test.want.Language {
			t.Errorf("%s:\n got %+v\nwant %+v", test.name, got, test.want)
		}
	}
}

func TestHTMLCharsets(t *testing.T) {
	const russian = "<p>Совет проголосовал за новый мост через реку.</p>"
	cyrillic, err := charmap.Windows1251.NewEncoder().String(`<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">` + russian)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("<html>" + russian)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"windows-1251": cyrillic, "UTF-16": wide,
		"XHTML": "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html PUBLIC 'x' 'y'>\n<html xmlns='http://www.w3.org/1999/xhtml'><body>" + russian + "</body></html>"} {
		if d := readOne(t, "page", data); d.Text != "Совет проголосовал за новый мост через реку." || d.MediaType != "text/html" {
			t.Errorf("%s: %s, %q", name, d.MediaType, d.Text)
		}
	}
	d := readOne(t, "page.html", `<html dir=rtl lang=ar><title>جسر جديد</title><nav><a href=/>الرئيسية</a></nav><h1>جسر جديد</h1><p>صوّت المجلس يوم الثلاثاء لصالح بناء جسر جديد فوق النهر، وتبدأ الأعمال في العام المقبل بعد انخفاض منسوب المياه.</p>`)
	if d.Language != "ar" || d.Title != "جسر جديد" || strings.Contains(d.Text, "الرئيسية") || !strings.Contains(d.Text, "صوّت المجلس") {
		t.Errorf("Arabic: %s %q: %q", d.Language, d.Title, d.Text)
	}
}

func TestMHTML(t *testing.T) {
	page := base64.StdEncoding.EncodeToString([]byte("<html><title>Saved</title><p>From base64 é.</p>"))
	for encoding, body := range map[string]string{"base64": page, "quoted-printable": "<html><title>Saved</title><p>From =\r\nbase64 =C3=A9.</p>"} {
		data := strings.ReplaceAll("From: <Saved by Blink>\nSnapshot-Content-Location: https://valley.example/a\nMIME-Version: 1.0\n"+
			"Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n"+
			"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: "+encoding+"\n\n", "\n", "\r\n") + body + "\r\n--b--\r\n"
		d := readOne(t, "page.mhtml", data)
		if d.Text != "From base64 é." || d.Title != "Saved" || d.URL != "https://valley.example/a" {
			t.Errorf("%s: %q %q %q", encoding, d.Title, d.URL, d.Text)
		}
	}
}

func TestFeeds(t *testing.T) {
	documents, err := readMarkup(t, "news.xml", `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley Post</title>
<item><title>Bridge &amp;amp; river</title><link>https://valley.example/1</link><dc:creator>Jane Doe</dc:creator><pubDate>Mon, 02 Jan 2017 10:00:00 GMT</pubDate>
<description>&lt;p&gt;It was &lt;b&gt;approved&lt;/b&gt;.&lt;/p&gt;</description></item>
<item><title>Second</title><description><![CDATA[<p>More.</p>]]></description></item></channel></rss>`)
	if err != nil || len(documents) != 2 {
		t.Fatalf("%d documents, %v", len(documents), err)
	}
	d := documents[0]
	if d.ID != "news.xml#1" || d.Title != "Bridge & river" || d.Author != "Jane Doe" || d.Published != "2017-01-02" ||
		d.URL != "https://valley.example/1" || d.Publisher != "Valley Post" || d.Text != "Bridge & river\n\nIt was approved." {
		t.Errorf("got %+v", d)
	}
	d = readOne(t, "news.atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Log</title><entry><title>One</title><link href="https://valley.example/o"/>
<author><name>Max Roe</name></author><updated>2020-05-01T00:00:00Z</updated><content type="xhtml"><div><p>Body text.</p></div></content></entry></feed>`)
	if d.Text != "One\n\nBody text." || d.Author != "Max Roe" || d.URL != "https://valley.example/o" || d.Published != "2020-05-01" {
		t.Errorf("got %+v", d)
	}
}

func TestXML(t *testing.T) {
	d := readOne(t, "guide.xml", `<?xml version="1.0"?><book><title>Guide to <emphasis>it</emphasis></title><chapter><title>Start</title>
<para>Press <code>A</code> &amp; wait.</para><para>Then stop.</para></chapter></book>`)
	if d.Text != "Guide to it\n\nStart\n\nPress A & wait.\n\nThen stop." || d.Title != "Guide to it" || len(d.Headings) != 2 || d.Headings[1].Level != 2 {
		t.Errorf("got %q %v", d.Text, d.Headings)
	}
}

// TestHostileMarkup reads what is made to break parsers.
func TestHostileMarkup(t *testing.T) {
	for name, data := range map[string]string{
		"deep divs":        "<html><title>T</title>" + strings.Repeat("<div>", 100_000) + "needle",
		"deep inline":      "<html>" + strings.Repeat("<b><i>", 50_000) + "needle",
		"deep tables":      "<html>" + strings.Repeat("<table><tr><td>", 20_000) + "needle",
		"a wide table":     "<html><table><tr>" + strings.Repeat("<td>x", 200_000) + "<td>needle",
		"a long table":     "<html><table>" + strings.Repeat("<tr><td>x<td>y", 100_000) + "<tr><td>needle",
		"scripts":          "<html><script><!--<script></script>--></script><p>needle<script>",
		"unclosed comment": "<html><p>needle</p><!-- ",
		"a bomb": `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]>` +
			"<b><p>needle</p><p>" + strings.Repeat("&c;", 1000) + "</p></b>",
	} {
		d := readOne(t, "page.html", data)
		if !strings.Contains(d.Text, "needle") || len(d.Text) > 2*len(data) {
			t.Errorf("%s: %d bytes of text from %d, without what it says", name, len(d.Text), len(data))
		}
	}
	if _, err := readMarkup(t, "deep.xml", "<?xml version='1.0'?>"+strings.Repeat("<a>", 50_000)); err == nil {
		t.Error("XML of 50,000 levels gave no error")
	}
	if _, err := readMarkup(t, "empty.html", "<html><script>x</script>"); !errors.As(err, new(*retrieval.ReadError)) {
		t.Errorf("a page without text: %v", err)
	}
}

func TestHTMLStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in := &input{id: "a.html", name: "a.html", data: []byte("<html><p>" + sample)}
	err := htmlReader{}.read(ctx, in, func(*retrieval.Document) error { t.Error("emitted"); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func FuzzMarkup(f *testing.F) {
	f.Add("page.html", "<html><h1>a</h1><table><tr><td>b<ul><li>c<pre>\nd")
	f.Add("a.xml", "<?xml version='1.0'?><rss><item><title>a</title></item></rss>")
	f.Add("a.mht", "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>a\r\n--b--")
	f.Fuzz(func(t *testing.T, name, data string) {
		for _, r := range []reader{htmlReader{}, mhtmlReader{}, xmlReader{}} {
			in := &input{id: "x", name: name, data: []byte(data)}
			_ = r.sniff(in)
			_ = r.read(context.Background(), in, func(d *retrieval.Document) error {
				checkMarkup(t, d)
				return nil
			})
		}
	})
}

// TestSectionsNamedAfterTheirHeadings are text, whatever words the headings have:
// in the layouts of Sphinx and pandoc, Asciidoctor, Docusaurus and MediaWiki, alone
// on a page or with others. Lists of links and comments that are named alike are
// none.
func TestSectionsNamedAfterTheirHeadings(t *testing.T) {
	headings := []string{
		"Sharing boats", "Related rules", "Social life aboard", "Cookie jars", "Navigation by stars", "Newsletter print", "Comments on the log",
		"Menu of the galley", "Login of pilots", "Recommended knots", "Popular ports", "Sponsors of races", "Footer ropes", "Tags and seals",
		"Advertising boards", "Similar hulls", "Copyright of charts", "Subscribe to tides", "Banner signals", "Widget stores", "2.1 Share of the catch",
	}
	prose := func(n int) string {
		return fmt.Sprintf("<p>Mark%dword is told here, and the crew of the boat needs to know all of it before it leaves the pier.</p>"+
			"<p>More follows, for whoever reads on: the gate opens at six and closes when the tide turns.</p>", n)
	}
	slug := func(heading, gap string) string {
		return strings.Join(strings.FieldsFunc(strings.ToLower(heading), func(r rune) bool { return r == ' ' || r == '.' }), gap)
	}
	layouts := map[string]func(n int, heading string) string{
		"Sphinx": func(n int, h string) string {
			return `<section id="` + slug(h, "-") + `"><h2>` + h + `<a class="headerlink" href="#x">¶</a></h2>` + prose(n) + `</section>`
		},
		"a section with a number": func(n int, h string) string {
			return `<div class="section" id="` + slug(h, "-") + `-1"><h3>` + h + `</h3>` + prose(n) + `</div>`
		},
		"Asciidoctor": func(n int, h string) string {
			return `<div class="sect1"><h2 id="_` + slug(h, "_") + `">` + h + `</h2><div class="sectionbody">` + prose(n) + `</div></div>`
		},
		"Docusaurus": func(n int, h string) string { return `<h2 id="` + slug(h, "-") + `">` + h + `</h2>` + prose(n) },
		"MediaWiki": func(n int, h string) string {
			return `<h2><span class="mw-headline" id="` + strings.ReplaceAll(h, " ", "_") + `">` + h + `</span></h2>` + prose(n)
		},
		"another name": func(n int, h string) string {
			return `<section id="` + slug(h, "-") + `"><h2>Part of the handbook</h2>` + prose(n) + `</section>`
		},
	}
	page := func(sections string) string {
		return `<!doctype html><title>Handbook</title><main><article><h1>Handbook</h1>` + prose(1000) + prose(1001) + sections + prose(1002) + `</article></main>`
	}
	for layout, section := range layouts {
		all := ""
		for n, h := range headings {
			one := section(n, h)
			all += one
			checkSection(t, layout+" alone", page(one), n, h)
		}
		for n, h := range headings {
			checkSection(t, layout+" together", page(all), n, h)
		}
	}
	words := one(t, "a.html", []byte(page(`<section id="login"><h2>Login</h2>`+prose(1)+`</section><section id="menu"><h2>Menu</h2>`+prose(2)+
		`</section><section id="comments"><h2>Comments</h2>`+prose(3)+`</section>`)))
	for n := 1; n <= 3; n++ {
		if !strings.Contains(words.Text, fmt.Sprintf("Mark%dword", n)) {
			t.Errorf("sections named by one word: %q", words.Text)
		}
	}
	noise := one(t, "a.html", []byte(page(`<div id="related-posts"><h3>Related posts</h3><ul><li><a href="/1">The other boat of the harbour</a></li><li><a href="/2">A third one</a></li></ul></div>`+
		`<div id="comments" class="comments-area"><h2>Comments</h2><p>I liked to read that, and will come again for more of it.</p></div>`)))
	for _, not := range []string{"other boat", "I liked to read"} {
		if strings.Contains(noise.Text, not) {
			t.Errorf("what belongs to no section is read: %q", noise.Text)
		}
	}
}

func checkSection(t *testing.T, what, page string, n int, heading string) {
	t.Helper()
	text := one(t, "a.html", []byte(page)).Text
	if !strings.Contains(text, fmt.Sprintf("Mark%dword ", n)) || !strings.Contains(text, heading) && !strings.Contains(page, "Part of the handbook") || strings.Count(text, "More follows") < 4 {
		t.Errorf("%s: the section %q is lost", what, heading)
	}
}

// TestNamesTakeNoLargePart reads an article of which half stands in a box that is
// named after its button, and no comments, however many.
func TestNamesTakeNoLargePart(t *testing.T) {
	prose := func(what string, n int) string {
		return strings.Repeat("<p>"+what+" and the crew of the boat needs to know all of it before it leaves the pier, whatever the tide does.</p>", n)
	}
	d := one(t, "a.html", []byte(`<title>Tides</title><body><h1>The tides of the bay</h1>`+prose("It is told here", 8)+
		`<div class="read-more-box">`+prose("More is told here", 10)+`<button>Read more</button></div><div class="comments">`+prose("I liked it", 6)+`</div>`))
	if strings.Count(d.Text, "More is told here") != 10 || strings.Contains(d.Text, "I liked it") {
		t.Errorf("%q", d.Text)
	}
}
