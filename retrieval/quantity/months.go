package quantity

import "strings"

// Month returns 1 to 12 for a month's name or its abbreviation in lower case,
// else 0.
func Month(name string) int { return months[strings.TrimSuffix(name, ".")] }

// months in English, French, German, Spanish, Portuguese, Italian, Dutch,
// Russian, Turkish, Indonesian and Arabic.
var months = monthTable(
	"january jan janvier janv januar jänner enero janeiro gennaio januari января ocak يناير",
	"february feb février févr fevrier februar febrero fevereiro febbraio februari февраля şubat فبراير",
	"march mar mars märz marzo março maart марта mart maret مارس",
	"april apr avril abril aprile апреля nisan أبريل",
	"may mai mayo maio maggio mei мая mayıs مايو",
	"june jun juin juni junio junho giugno июня haziran يونيو",
	"july jul juillet juil juli julio julho luglio июля temmuz يوليو",
	"august aug août aout agosto augustus августа ağustos agustus أغسطس",
	"september sep sept septembre septiembre setembro settembre сентября eylül سبتمبر",
	"october oct octobre oktober okt octubre outubro ottobre октября ekim أكتوبر",
	"november nov novembre noviembre novembro ноября kasım نوفمبر",
	"december dec décembre déc decembre dezember dez diciembre dezembro dicembre декабря aralık desember ديسمبر",
)

func monthTable(rows ...string) map[string]int {
	m := make(map[string]int)
	for i, row := range rows {
		for _, name := range strings.Fields(row) {
			m[name] = i + 1
		}
	}
	return m
}

// ambiguousMonth tells names that are other words too, so that a capital or a
// number must stand beside.
var ambiguousMonth = setOf("may march mar mai mart sep dec mei ocak")
