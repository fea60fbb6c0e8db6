package quantity

import (
	"strings"
	"sync"

	"footnote/retrieval/language"
)

// scaled is a unit and how many of the dimension's base one of it is.
type scaled struct {
	unit   Unit
	factor float64
}

// namedUnit is a unit with the languages in which it has a name, Anything for signs.
type namedUnit struct {
	scaled
	in language.Codes
}

// units are those known, by lower-case name or sign. A dimension's base has factor 1.
var units = unitTable(
	"length", "mm .001", "length", "cm .01", "length", "m 1", "length", "km 1000 kms",
	"length", "mile 1609.344 mi", "length", "foot .3048 ft", "length", "inch .0254", "length", "yard .9144 yd yds",
	"mass", "g .001", "mass", "kg 1", "mass", "tonne 1000 t", "mass", "lb .45359237 lbs", "mass", "ounce .0283495 oz",
	"time", "second 1 s sec", "time", "minute 60 min", "time", "hour 3600 h hr", "time", "day 86400", "time", "week 604800",
	"months", "month 1", "months", "year 12", "months", "decade 120",
	"area", "ha 10000", "area", "acre 4046.8564", "area", "km² 1000000", "area", "m² 1",
	"volume", "l .001", "volume", "ml .000001", "volume", "gallon .00378541", "volume", "barrel .158987",
	"speed", "km/h .2777778 kmh kph", "speed", "mph .44704", "speed", "m/s 1",
	"power", "w 1", "power", "kw 1000", "power", "mw 1000000", "power", "gw 1000000000",
	"energy", "kwh 1", "energy", "mwh 1000", "energy", "gwh 1000000",
	"data", "byte 1", "data", "kb 1000", "data", "mb 1000000", "data", "gb 1000000000", "data", "tb 1000000000000",
	"binary data", "kib 1024", "binary data", "mib 1048576", "binary data", "gib 1073741824", "binary data", "tib 1099511627776",
	"frequency", "hz 1", "frequency", "khz 1000", "frequency", "mhz 1000000", "frequency", "ghz 1000000000",
	"milliseconds", "ms 1", "°C", "°c 1", "°F", "°f 1", "%", "% 1",
	"$", "$ 1", "EUR", "eur 1 €", "pound", "pound 1", "GBP", "gbp 1 £",
	"USD", "usd 1", "CAD", "cad 1", "AUD", "aud 1", "JPY", "jpy 1 ¥", "CNY", "cny 1 rmb", "INR", "inr 1 ₹",
	"CHF", "chf 1", "MAD", "mad 1 dh dhs", "RUB", "rub 1 ₽", "KRW", "krw 1 ₩", "BTC", "btc 1 ₿",
	"SEK", "sek 1", "NOK", "nok 1", "DKK", "dkk 1", "PLN", "pln 1 zł", "BRL", "brl 1", "MXN", "mxn 1", "AED", "aed 1", "SAR", "sar 1", "ILS", "ils 1 ₪",
)

// currencies are dimensions whose sign or code may stand before the number.
var currencies = setOf("$ EUR GBP USD CAD AUD JPY CNY INR CHF MAD RUB KRW BTC SEK NOK DKK PLN BRL MXN AED SAR ILS")

// dollars are what "$" may mean.
var dollars = setOf("$ USD CAD AUD MXN")

// unitTable reads rows of a dimension and a unit: its name, how many of the base
// it is, and its other signs. What languages call it is added.
func unitTable(rows ...string) func() map[string][]namedUnit {
	return sync.OnceValue(func() map[string][]namedUnit {
		table := make(map[string][]namedUnit)
		for i := 0; i+1 < len(rows); i += 2 {
			names := strings.Fields(rows[i+1])
			u := namedUnit{scaled{Unit{rows[i], names[0]}, parseFactor(names[1])}, language.Anything}
			for _, name := range append(names[2:], names[0]) {
				table[name] = []namedUnit{u}
			}
		}
		for _, l := range language.All() {
			for unit, names := range l.Numbers.Units {
				for _, name := range names.List() {
					table[name] = addName(table[name], namedUnit{table[unit][0].scaled, language.Of(l.Code)})
				}
			}
		}
		return table
	})
}

// addName adds what a name stands for in one more language.
func addName(known []namedUnit, u namedUnit) []namedUnit {
	for i := range known {
		if known[i].scaled == u.scaled {
			known[i].in |= u.in
			return known
		}
	}
	return append(known, u)
}

func setOf(words string) map[string]bool { return language.Words(words).Set() }
