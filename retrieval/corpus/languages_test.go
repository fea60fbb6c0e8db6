package corpus

import "testing"

func TestDatesInManyLanguages(t *testing.T) {
	for text, want := range map[string]string{
		"17 November 2017": "2017-11-17", "Posted on Friday, November 17, 2017 at 10:30 a.m.": "2017-11-17", "Veröffentlicht am 17. März 2017 um 10:30 Uhr": "2017-03-17", "Publié le mardi 17 mars 2017 à 10h30": "2017-03-17",
		"Publicado el 3 de enero de 2017": "2017-01-03", "17 marzo 2017 alle ore 10:30": "2017-03-17", "sexta-feira, 17 de março de 2017": "2017-03-17", "Gepubliceerd op vrijdag 17 maart 2017": "2017-03-17",
		"17 ноября 2017 г.": "2017-11-17", "пятница, 17 ноября 2017": "2017-11-17", "ноябрь 2017": "2017-11", "17 Kasım 2017 Cuma": "2017-11-17", "Παρασκευή 17 Νοεμβρίου 2017": "2017-11-17", "17 नवंबर 2017": "2017-11-17", "17 listopada 2017": "2017-11-17",
		"fredag den 17 november 2017 kl. 10.30": "2017-11-17", "17. marraskuuta 2017": "2017-11-17", "2017. november 17.": "2017-11-17", "vineri, 17 noiembrie 2017": "2017-11-17", "2017年11月17日": "2017-11-17", "2017년 11월 17일": "2017-11-17", "2017年11月": "2017-11", "17. listopadu 2017": "2017-11-17",
		"17 of them in 2017": "", "Die 17 Bücher 2017": "", "2017年13月17日": "",
	} {
		if got := isoDate(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestQuotedMailInManyLanguages(t *testing.T) {
	for _, line := range []string{
		"On Friday Jane wrote:", "Am Freitag schrieb Jana:\nAm 17.11.2017 schrieb:", "Le vendredi 17 novembre Jeanne a écrit :", "El viernes Juana escribió:", "Il giorno venerdì Gianna ha scritto:", "Em sexta-feira, Joana escreveu:", "Op vrijdag schreef Jana:\nOp 17 nov. schreef:",
		"Jana написала:", "W dniu 17.11 Jana napisała:", "Den fredag skrev:", "Jana şunları yazdı:", "Jana έγραψε:", "Jana írta:", "2017年11月17日 Jana 写道：", "-----Original Message-----", "-----Ursprüngliche Nachricht-----", "-----Исходное сообщение-----", "-----原始邮件-----", "-----Message d'origine-----",
	} {
		const said = "What I say."
		quoted := line + "\n> What she said."
		if line[0] == '-' {
			quoted = line + "\nWhat she said."
		}
		fresh, _ := splitQuoted(said + "\n\n" + quoted)
		if fresh != said {
			t.Errorf("before %q %q is new", line, fresh)
		}
	}
}
