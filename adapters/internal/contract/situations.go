package contract

import (
	"strings"

	"footnote/bot"
)

// Situation is a question with its reply, as an asker sees it, for golden messages and
// pictures. Shows are texts that must be seen without a click.
type Situation struct {
	Question string
	Reply    *bot.Reply
	Shows    []string
}

// cite returns a citation of a document whose excerpt is all of it.
func cite(n int, title, publisher, published, heading, excerpt string) bot.Citation {
	return bot.Citation{
		N: n, Document: "archive/" + strings.ToLower(strings.ReplaceAll(title, " ", "-")) + ".md", Title: title, Publisher: publisher,
		Published: published, Heading: heading, End: len(excerpt), Excerpt: excerpt, Highlights: [][2]int{{0, min(4, len(excerpt))}},
	}
}

// say returns a verbatim sentence of a citation, in lines if it has several.
func say(c bot.Citation, text string) bot.Sentence {
	at := strings.Index(c.Excerpt, text)
	if at < 0 {
		panic("the excerpt doesn't have " + text)
	}
	s := bot.Sentence{Text: text, Citations: []int{c.N}, Start: c.Start + at, End: c.Start + at + len(text)}
	if strings.Contains(text, "\n") {
		s.Broken = strings.Split(strings.ReplaceAll(text, "\n\n", "\n"), "\n")
	}
	return s
}

// answer returns the final reply with sentences of citations.
func answer(id, question string, sentences []bot.Sentence, citations ...bot.Citation) *bot.Reply {
	return &bot.Reply{Request: id, Kind: bot.Ask, Final: true, Answer: &bot.Answer{
		ID: id, Question: question, Outcome: bot.Answered, Confidence: .9, Sentences: sentences, Citations: citations,
	}}
}

// Situations are what answers look like in ten situations that people meet, by name.
func Situations(id string) map[string]Situation {
	all := make(map[string]Situation)
	add := func(name string, r *bot.Reply, shows ...string) {
		all["situation-"+name] = Situation{Question: r.Answer.Question, Reply: r, Shows: shows}
	}

	berths := cite(1, "Berths and their dues", "Harbour office", "2026-04-01", "Dues",
		"Berth\tLength\tDraught\tPower\tWater\tDay\tWeek\tMonth\tRemarks\nA1\t12 m\t2.5 m\t16 A\tyes\t31 €\t186 €\t620 €\tby the crane\nA2\t12 m\t2.5 m\t16 A\tyes\t31 €\t186 €\t620 €\t\nB7\t18 m\t3.2 m\t32 A\tyes\t58 €\t348 €\t1,160 €\tonly with a pilot, who is to be called two hours before\n")
	row := say(berths, "B7\t18 m\t3.2 m\t32 A\tyes\t58 €\t348 €\t1,160 €\tonly with a pilot, who is to be called two hours before")
	for i, column := range []string{"Berth", "Length", "Draught", "Power", "Water", "Day", "Week", "Month", "Remarks"} {
		row.Cells = append(row.Cells, bot.Cell{Column: column, Text: strings.Split(row.Text, "\t")[i], Asked: column == "Week"})
	}
	add("table", answer(id, "What is berth B7 for a week?", []bot.Sentence{row}, berths), "B7 · Week: 348 €", "[1]")

	code := cite(1, "Restoring a backup", "Operations", "2026-02-11", "From the archive",
		"Stop the service first, then unpack the archive in its place:\n\nsystemctl stop ledger\ntar -xzf \"/var/backups/ledger-$(date +%F).tar.gz\" \\\n    -C /srv/ledger --strip-components=1\nsystemctl start ledger\n\nThe service checks the files when it starts.")
	add("code", answer(id, "How do I restore the ledger?", []bot.Sentence{say(code, "Stop the service first, then unpack the archive in its place:\n\nsystemctl stop ledger\ntar -xzf \"/var/backups/ledger-$(date +%F).tar.gz\" \\\n    -C /srv/ledger --strip-components=1\nsystemctl start ledger")}, code),
		"Stop the service first", "systemctl stop ledger")

	items := []string{"the signed application", "two photographs", "a copy of the passport", "proof of address, not older than three months", "the certificate of birth",
		"the certificate of marriage, if there is one", "the last three payslips", "the contract of employment", "proof of health insurance", "the receipt of the fee", "the form of the landlord", "diplomas with a translation"}
	list := "To apply for a residence permit bring:\n\n- " + strings.Join(items, "\n- ")
	permit := cite(1, "Residence permits", "Town hall", "2025-11-20", "What to bring", list+"\n\nOriginals are returned at once.")
	add("list", answer(id, "What do I bring for a residence permit?", []bot.Sentence{say(permit, list)}, permit), "To apply for a residence permit bring:", "the signed application", "… 10 more")

	refused := answer(id, "Who insures the zeppelin of the harbour office?", nil)
	refused.Answer.Outcome, refused.Answer.Confidence, refused.Answer.Missing = bot.NotFound, 0, []string{"zeppelin"}
	add("refusal", refused, "zeppelin")

	pilots := cite(2, "Pilots", "Harbour office", "", "", "Pilots wait at the outer mole. Vessels over 90 metres take one in any weather, those over 60 metres in fog, at night, and whenever the wind is above force seven; the master of the harbour may order one for any other vessel, at the cost of the owner, if the draught leaves less than half a metre below the keel.")
	pilots.Highlights = [][2]int{{0, 6}, {31, 38}}
	pilots.Best = [2]int{len("Pilots wait at the outer mole. "), len(pilots.Excerpt)}
	tugs := cite(3, "Tugs", "", "2024", "", "Tug\tPull\tCall sign\nMoewe\t40 t\tDKLM\nReiher\t65 t\tDKLN\n")
	closest := answer(id, "Do I need a tug with 70 metres?", nil, berths, pilots, tugs)
	closest.Answer.Outcome, closest.Answer.Confidence = bot.Related, .2
	add("closest", closest, "[1] Berths and their dues", "[2] Pilots", "Vessels over 90 metres", "[3] Tugs")

	old := cite(2, "Guide for guests 2023", "Harbour office", "2023-03-01", "Speed", "In the basin the limit is 6 knots. Outside of it there is none.")
	now := cite(1, "Guide for guests 2026", "Harbour office", "2026-03-01", "Speed", "In the basin the limit is 4 knots, and 3 knots beside swimmers.")
	differing := answer(id, "How fast may one go in the basin?", []bot.Sentence{say(now, "In the basin the limit is 4 knots, and 3 knots beside swimmers.")}, now, old)
	figure := func(c bot.Citation, text string) bot.Figure {
		at := strings.Index(c.Excerpt, text)
		return bot.Figure{Text: text, Sentence: c.Excerpt, Citation: c.N, Published: c.Published, Start: at, End: at + len(text)}
	}
	differing.Answer.Disagreements = []bot.Disagreement{{Figures: []bot.Figure{figure(now, "4 knots"), figure(old, "6 knots")}}}
	add("differing", differing, "4 knots [1] · 1 March 2026", "6 knots [2] · 1 March 2023")

	further := answer(id, "and outside?", []bot.Sentence{say(old, "Outside of it there is none.")}, old)
	further.Answer.Sentences[0].Citations, further.Answer.Citations[0].N = []int{1}, 1
	further.Understood = "How fast may one go outside the basin?"
	add("follow-up", further, "How fast may one go outside the basin?", "Outside of it there is none.")

	lease := cite(1, "Mietvertrag Speicher 4", "Liegenschaftsamt", "2024-05-02", "§ 3 Mietdauer", "Das Mietverhältnis endet am 31. März 2031, ohne dass es einer Kündigung bedarf. Es verlängert sich um fünf Jahre, wenn der Mieter dies zwölf Monate vorher verlangt.")
	german := answer(id, "Wann endet der Mietvertrag von Speicher 4?", []bot.Sentence{say(lease, "Das Mietverhältnis endet am 31. März 2031, ohne dass es einer Kündigung bedarf.")}, lease)
	german.Language = "de"
	add("german", german, "Das Mietverhältnis endet am 31. März 2031", "2. Mai 2024", "Weitere Quellen")

	contract := cite(1, "عقد إيجار المستودع 4", "دائرة الأملاك", "2024-05-02", "مدة العقد", "ينتهي عقد الإيجار في 31 مارس 2031 دون حاجة إلى إشعار (انظر المادة 7). ويجدد لمدة خمس سنوات إذا طلب المستأجر ذلك.")
	arabic := answer(id, "متى ينتهي عقد إيجار المستودع 4؟", []bot.Sentence{say(contract, "ينتهي عقد الإيجار في 31 مارس 2031 دون حاجة إلى إشعار (انظر المادة 7).")}, contract)
	arabic.Language = "ar"
	add("rtl", arabic, "31 مارس 2031")

	long := "Consolidated and annotated proceedings of the joint committee on the navigation, dredging, lighting and policing of the inner and the outer harbour, of its approaches, and of the canals and basins that are connected with them, volume seventeen, third revised edition, with an appendix on tides"
	tide := cite(1, long, "Joint committee of the harbour towns and of the associations of owners, pilots, fishermen and insurers of the coast", "1998", "Appendix › Tides › Spring tides", "The highest spring tide since the beginning of the records stood at 5.43 metres.")
	tide.URL, tide.Page, tide.Duplicates = "https://documents.example/"+strings.Repeat("proceedings/", 20), 1043, []string{"copies/" + strings.ReplaceAll(strings.ToLower(long), " ", "-") + ".pdf"}
	add("long-title", answer(id, "What was the highest spring tide?", []bot.Sentence{say(tide, tide.Excerpt)}, tide), "5.43 metres", "Consolidated and annotated proceedings")

	written := answer(id, "What changes for guests this year?", []bot.Sentence{
		{Text: "The limit in the basin is 4 knots now.", Citations: []int{1}, Rests: []bot.Rest{{Citation: 1, Text: now.Excerpt}}},
		{Text: "It was 6 knots three years ago, and outside of the basin there is no limit.", Citations: []int{2}},
	}, now, old)
	written.Answer.Summary = &bot.Summary{Model: "qwen3:8b", Dropped: 1}
	add("written", written, "The limit in the basin is 4 knots now.", "qwen3:8b")
	return all
}
