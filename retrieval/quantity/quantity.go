package quantity

import "footnote/retrieval/language"

// Kind is what a Quantity measures.
type Kind int

const (
	Number  Kind = iota // a count, a measure, money, a share
	Ordinal             // a rank: third, 21st
	Date                // a year, month, day, decade or century
	Literal             // digits that are no number: version 1.2.3
)

// Bound is the side of its value on which a quantity lies.
type Bound int

const (
	Exactly Bound = iota
	About         // about, around, some
	Nearly        // almost, nearly: a little less
	Over          // more than, over
	AtLeast
	Under // less than, under
	AtMost
)

// Quantity is one figure of a text.
type Quantity struct {
	language.Span // from the number or its currency to the end of its unit
	Kind          Kind
	// Value is the number in the unit's base (see Unit), or the year of a Date.
	Value float64
	// Other is a second reading of the digits: "1.500" is 1.5 or, in many
	// languages, 1500. It equals Value where there is only one.
	Other float64
	Unit  Unit
	Bound Bound
	// Day is set for dates; OtherDay is a second reading: 3/4/2017.
	Day, OtherDay Day
	// Weak marks a word that is mostly not meant as a figure: one, first,
	// half. It supports the same figure elsewhere, and needs no support.
	Weak bool
	// text is what a Literal says.
	text string
}

// Unit is what a number counts, brought to one form.
type Unit struct {
	// Dimension is "length", "mass", "%" and the like, or a currency's ISO
	// 4217 code; "" for a bare number.
	Dimension string
	// Name is the unit as the text has it, brought to one form: "km".
	Name string
}

// Day is a date as far as it is told: 0 stands for a part that is not. Years
// is how many years from Year on are meant: 1, 10 for a decade, 100.
type Day struct {
	Year, Month, Day int
	Years            int
}

// Find lists the quantities of text in order.
func Find(text string) []Quantity {
	p := parser{text: text, tokens: splitTokens(text)}
	for p.at = 0; p.at < len(p.tokens); {
		if !p.readQuantity() {
			p.at++
		}
	}
	return p.found
}
