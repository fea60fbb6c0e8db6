package quantity

import "strings"

// scaled is a unit and how many of the dimension's base one of it is.
type scaled struct {
	unit   Unit
	factor float64
}

// units are those known, by lower-case name. A dimension's base has factor 1.
var units = unitTable(
	"length", "mm .001 millimetre millimeter millimetres millimeters", "length", "cm .01 centimetre centimeter centimetres centimeters",
	"length", "m 1 metre meter metres meters mètre mètres metros", "length", "km 1000 kilometre kilometer kilometres kilometers kilomètres kilómetros kms",
	"length", "mile 1609.344 mi miles", "length", "foot .3048 ft feet", "length", "inch .0254 inches", "length", "yard .9144 yards yd yds",
	"mass", "g .001 gram grams gramme grammes", "mass", "kg 1 kilogram kilograms kilo kilos kilogramme kilogrammes kilogramos",
	"mass", "tonne 1000 tonnes t ton tons tonnen toneladas", "mass", "lb .45359237 lbs", "mass", "ounce .0283495 oz ounces",
	"time", "second 1 s sec secs seconds sekunden secondes segundos", "time", "minute 60 min mins minutes minuten minutos", "time", "hour 3600 h hr hrs hours heure heures stunde stunden hora horas",
	"time", "day 86400 days jour jours tag tage tagen día días", "time", "week 604800 weeks semaine semaines woche wochen semana semanas",
	"months", "month 1 months mois monat monate monaten mes meses", "months", "year 12 years an ans année années jahr jahre jahren año años", "months", "decade 120 decades",
	"area", "ha 10000 hectare hectares hektar hectáreas", "area", "acre 4046.8564 acres", "area", "km² 1000000", "area", "m² 1",
	"volume", "l .001 litre liter litres liters litros", "volume", "ml .000001 millilitre milliliter millilitres milliliters", "volume", "gallon .00378541 gallons", "volume", "barrel .158987 barrels",
	"speed", "km/h .2777778 kmh kph", "speed", "mph .44704", "speed", "m/s 1",
	"power", "w 1 watt watts", "power", "kw 1000 kilowatt kilowatts", "power", "mw 1000000 megawatt megawatts", "power", "gw 1000000000 gigawatt gigawatts",
	"energy", "kwh 1", "energy", "mwh 1000", "energy", "gwh 1000000",
	"data", "byte 1 bytes", "data", "kb 1000 kilobyte kilobytes", "data", "mb 1000000 megabyte megabytes", "data", "gb 1000000000 gigabyte gigabytes", "data", "tb 1000000000000 terabyte terabytes",
	"binary data", "kib 1024", "binary data", "mib 1048576", "binary data", "gib 1073741824", "binary data", "tib 1099511627776",
	"frequency", "hz 1 hertz", "frequency", "khz 1000", "frequency", "mhz 1000000 megahertz", "frequency", "ghz 1000000000 gigahertz",
	"milliseconds", "ms 1 millisecond milliseconds",
	"°C", "°c 1 celsius", "°F", "°f 1 fahrenheit",
	"%", "% 1 percent pct percentage prozent ٪",
	"$", "$ 1 dollar dollars dólares", "EUR", "eur 1 € euro euros", "pound", "pound 1 pounds", "GBP", "gbp 1 £ sterling",
	"USD", "usd 1", "CAD", "cad 1", "AUD", "aud 1", "JPY", "jpy 1 ¥ yen", "CNY", "cny 1 yuan renminbi rmb", "INR", "inr 1 ₹ rupee rupees",
	"CHF", "chf 1", "MAD", "mad 1 dh dhs dirham dirhams", "RUB", "rub 1 ₽ rouble roubles ruble rubles", "KRW", "krw 1 ₩", "BTC", "btc 1 ₿ bitcoin bitcoins",
	"SEK", "sek 1", "NOK", "nok 1", "DKK", "dkk 1", "PLN", "pln 1 zł", "BRL", "brl 1", "MXN", "mxn 1", "AED", "aed 1", "SAR", "sar 1", "ILS", "ils 1 ₪",
)

// currencies are dimensions whose sign or code may stand before the number.
var currencies = setOf("$ EUR GBP USD CAD AUD JPY CNY INR CHF MAD RUB KRW BTC SEK NOK DKK PLN BRL MXN AED SAR ILS")

// dollars are what "$" may mean.
var dollars = setOf("$ USD CAD AUD MXN")

func unitTable(rows ...string) map[string]scaled {
	table := make(map[string]scaled)
	for i := 0; i+1 < len(rows); i += 2 {
		names := strings.Fields(rows[i+1])
		u := scaled{Unit{rows[i], names[0]}, parseFactor(names[1])}
		table[names[0]] = u
		for _, name := range names[2:] {
			table[name] = u
		}
	}
	return table
}

func setOf(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
