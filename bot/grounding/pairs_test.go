package grounding

// excerpts are what the pairs below are checked against.
var excerpts = map[string]Evidence{
	"attempts": {
		Title: "Morocco's border report", Publisher: "Rabat Daily", Published: "2017-11-17", Language: "en",
		Text: "Moroccan authorities foiled more than 50,000 attempts at illegal migration in 2016. Interior Minister Abdelouafi Laftit told parliament on November 17, 2017 that 73 networks were dismantled. " +
			"\"We will not become the gendarme of Europe,\" he said. The number of attempts rose by 12 percent. The European Union promised $120 million in aid.",
	},
	"merger": {
		Title: "Acme to buy Globex", Author: "José Pérez", Published: "2021-03-04", Language: "en",
		Text: "Acme Corporation will acquire Globex for £1.2 billion, the companies announced on Thursday. Globex, founded by John R. Smith in 1998, employs 3,400 people in Düsseldorf. " +
			"The regulator did not approve an earlier offer. Acme sued Initech in 2019 over a patent. Revenue fell by a third before the merger. The World Health Organization is not involved.",
	},
	"manual": {
		Title: "Storage limits", Heading: "Backups", Language: "en",
		Text: "Backups are kept for 30 days. The maximum size of an object is 5 TB. Version 2.1.3 fixes the error. You must enable encryption before you upload a file. " +
			"Deleting a bucket does not delete its logs. The service is available in 12 regions and half of them support replication.",
	},
	"report": {
		Title: "Annual report 2022", Language: "en",
		Text: "Northwind Traders reported net sales of €48.3 million in 2022, up 9% from 2021. Chief executive Maria Lindqvist said the company would open two warehouses. " +
			"Fewer than 300 employees work abroad. The warehouse handles 600 parcels.",
	},
	"fr": {Language: "fr", Text: "Le ministère a recensé 50 000 tentatives en 2016. Abdelouafi Laftit a présenté le rapport le 17 novembre 2017 à Rabat. « Nous ne serons pas le gendarme de l'Europe », a-t-il déclaré."},
	"de": {Language: "de", Text: "Das Ministerium zählte 2016 rund 50.000 Versuche. Angela Merkel besuchte am 17. November 2017 die Stadt Rabat. „Wir schaffen das“, sagte sie."},
	"es": {Language: "es", Text: "El ministerio registró 50.000 intentos en 2016. Pedro Sánchez visitó Rabat el 17 de noviembre de 2017. «No seremos el gendarme de Europa», dijo."},
	"ar": {Language: "ar", Text: "أحبطت السلطات المغربية ٥٠٬٠٠٠ محاولة للهجرة في عام ٢٠١٦. وقال الوزير: «لن نكون دركي أوروبا»."},
}

// pair is a claim on an excerpt with what must come out: "" if it passes.
type pair struct {
	on, claim string
	want      ReasonKind
}

var pairs = []pair{
	{"attempts", "Morocco foiled over fifty thousand attempts at illegal migration in 2016.", ""},
	{"attempts", "More than 50k illegal migration attempts were foiled by Moroccan authorities in 2016.", ""},
	{"attempts", "Morocco foiled more than 60,000 attempts at illegal migration in 2016.", Number},
	{"attempts", "Morocco foiled less than 50,000 attempts at illegal migration in 2016.", Bound},
	{"attempts", "Morocco foiled more than 50,000 attempts at illegal migration in 2015.", Date},
	{"attempts", "Algerian authorities foiled more than 50,000 attempts at illegal migration in 2016.", Name},
	{"attempts", "The authorities of Spain foiled more than 50,000 attempts at illegal migration.", Name},
	{"attempts", "Laftit told parliament on 17 November 2017 that 73 networks had been dismantled.", ""},
	{"attempts", "Laftit told parliament on 2017-11-17 that 73 networks were dismantled.", ""},
	{"attempts", "Laftit told parliament on 18 November 2017 that 73 networks were dismantled.", Date},
	{"attempts", "Laftit told parliament on 17 November 2018 that 73 networks were dismantled.", Date},
	{"attempts", "Laftit told parliament that 37 networks were dismantled.", Number},
	{"attempts", "Benkirane told parliament that 73 networks were dismantled.", Name},
	{"attempts", "Minister Mohamed Laftit told parliament that 73 networks were dismantled.", Name},
	{"attempts", "The minister said: “We will not become the gendarme of Europe”.", ""},
	{"attempts", "He said Morocco will \"not become … the gendarme of Europe\".", ""},
	{"attempts", "He said \"we will never be the policeman of Europe\".", Quote},
	{"attempts", "He said: «We will become the gendarme of Europe».", Quote},
	{"attempts", "The number of attempts increased by 12 %.", ""},
	{"attempts", "The number of attempts fell by 12 percent.", Polarity},
	{"attempts", "The number of attempts did not rise by 12 percent.", Polarity},
	{"attempts", "The number of attempts rose by 12 million.", Number},
	{"attempts", "The EU promised 120 million dollars in aid.", ""},
	{"attempts", "The European Union promised €120 million in aid.", Unit},
	{"attempts", "The European Union promised $120 billion in aid.", Number},
	{"attempts", "The African Union promised $120 million in aid.", Name},

	{"merger", "Acme is to purchase Globex for 1.2 billion pounds, the companies said.", ""},
	{"merger", "Acme Corporation will acquire Globex for $1.2 billion.", Unit},
	{"merger", "Acme Corporation will acquire Globex for £1.3 billion.", Number},
	{"merger", "Globex will acquire Acme for £1.2 billion.", Roles},
	{"merger", "Globex was founded by J. Smith in 1998.", ""},
	{"merger", "Globex was founded by Smith in 1998.", ""},
	{"merger", "Globex was founded by Paul Smith in 1998.", Name},
	{"merger", "Globex was founded by John Smith in 1989.", Date},
	{"merger", "Globex has 3400 employees in Dusseldorf.", ""},
	{"merger", "Globex employs 3,400 people in Hamburg.", Name},
	{"merger", "Globex employs about 4,000 people in Düsseldorf.", Number},
	{"merger", "Globex employs about 3,500 people in Düsseldorf.", ""},
	{"merger", "The regulator failed to approve an earlier offer.", ""},
	{"merger", "The regulator approved an earlier offer.", Polarity},
	{"merger", "Acme sued Initech over a patent.", ""},
	{"merger", "Initech was sued by Acme over a patent.", ""},
	{"merger", "Initech sued Acme over a patent.", Roles},
	{"merger", "Revenue fell by one-third before the merger.", ""},
	{"merger", "Revenue fell by a third after the merger.", Limit},
	{"merger", "Revenue rose by a third before the merger.", Polarity},
	{"merger", "Revenue fell by half of its value before the merger.", Number},
	{"merger", "The WHO is not involved.", ""},
	{"merger", "The WTO is not involved.", Name},
	{"merger", "The World Health Organization is involved.", Polarity},
	{"merger", "José Pérez reported that Acme will acquire Globex.", ""},

	{"manual", "Backups are kept for thirty days.", ""},
	{"manual", "Backups are kept for 90 days.", Number},
	{"manual", "Backups are kept for 30 hours.", Unit},
	{"manual", "Backups are not kept for 30 days.", Polarity},
	{"manual", "An object has a maximum size of 5 TB.", ""},
	{"manual", "An object has a maximum size of 5 GB.", Unit},
	{"manual", "The error is fixed in version 2.1.3.", ""},
	{"manual", "The error is fixed in version 2.1.4.", Number},
	{"manual", "Encryption must be enabled before a file is uploaded.", ""},
	{"manual", "You must disable encryption before you upload a file.", Polarity},
	{"manual", "You must enable encryption after you upload a file.", Limit},
	{"manual", "Deleting a bucket deletes its logs.", Polarity},
	{"manual", "Half of the 12 regions support replication.", ""},
	{"manual", "50 % of the regions support replication.", ""},
	{"manual", "The console shows a graph of the monthly invoices.", Added},

	{"report", "Net sales of Northwind rose 9% to €48.3 million in 2022.", ""},
	{"report", "Net sales fell 9% to €48.3 million in 2022.", Polarity},
	{"report", "CEO Maria Lindqvist said the company would open two warehouses.", ""},
	{"report", "More than 300 employees work abroad.", Bound},
	{"report", "Chief executive Maria Lindqvist will resign next year.", Added},

	{"fr", "Le ministère a recensé cinquante mille tentatives en 2016.", ""},
	{"fr", "Le ministère a recensé 60 000 tentatives en 2016.", Number},
	{"fr", "Le rapport a été présenté à Casablanca le 17 novembre 2017.", Name},
	{"fr", "Selon lui, « nous serons le gendarme de l'Europe ».", Quote},
	{"de", "Im Jahr 2016 zählte das Ministerium rund 50 000 Versuche.", ""},
	{"de", "Das Ministerium zählte 2016 rund 80.000 Versuche.", Number},
	{"de", "Am 17. November 2017 besuchte Gerhard Schröder die Stadt Rabat.", Name},
	{"de", "Sie sagte: „Wir schaffen alles“.", Quote},
	{"es", "Pedro Sánchez visitó Rabat el 17/11/2017.", ""},
	{"es", "Pedro Sánchez visitó Rabat el 18 de noviembre de 2017.", Date},
	{"es", "Mariano Rajoy visitó Rabat el 17 de noviembre de 2017.", Name},
	{"es", "Dijo: «Seremos el gendarme de Europa».", Polarity},
	{"es", "Dijo: «Seremos el policía de Europa».", Quote},
	{"ar", "أحبطت السلطات المغربية 50,000 محاولة للهجرة في عام 2016.", ""},
	{"ar", "أحبطت السلطات المغربية 60,000 محاولة للهجرة في عام 2016.", Number},
	{"ar", "وقال الوزير: «سنكون دركي أوروبا».", Quote},

	{"attempts", "Le Maroc a déjoué plus de 50 000 tentatives de migration en 2016, selon les autorités.", Language},
	{"fr", "The ministry counted 50,000 attempts in 2016, and the report was presented in Rabat.", Language},
	{"attempts", "أحبطت السلطات المغربية محاولات الهجرة.", Language},
}
