package language

// IsCurrencyCode reports whether a word in lower case is the ISO 4217 code of a
// currency that texts write.
func IsCurrencyCode(lower string) bool { return currencyCodes[lower] }

var currencyCodes = Words("eur usd gbp chf nok sek dkk pln aud cad inr jpy cny rub krw brl mxn aed sar ils mad czk huf ron bgn try zar sgd hkd nzd thb").Set()
