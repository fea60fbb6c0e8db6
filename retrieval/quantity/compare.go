package quantity

import "math"

// Relation is what one quantity says of another, the stronger the later.
type Relation int

const (
	Unrelated   Relation = iota // of another kind or dimension
	Contradicts                 // another value of the same dimension
	OtherUnit                   // the same digits in another unit
	OtherBound                  // the same value, but on the wrong side
	Partly                      // agrees as far as it goes: a date without its year, a number without its unit
	Supports
)

// Compare reports whether evidence bears out claim. They are equal or, where the
// claim says "about" or "more than", near and on the side that it says.
func Compare(claim, evidence Quantity) Relation {
	switch {
	case claim.Kind == Literal || evidence.Kind == Literal:
		if claim.Kind == evidence.Kind && claim.text == evidence.text {
			return Supports
		}
		if claim.Kind == evidence.Kind {
			return Contradicts
		}
		return Unrelated
	case claim.Kind == Date && evidence.Kind == Date:
		return max(compareDays(claim.Day, evidence.Day), compareDays(claim.OtherDay, evidence.Day), compareDays(claim.Day, evidence.OtherDay))
	case claim.Kind == Date || evidence.Kind == Date:
		return compareWithDate(claim, evidence)
	case claim.Kind == Ordinal || evidence.Kind == Ordinal:
		switch {
		case claim.Unit.Dimension+evidence.Unit.Dimension != "":
			return Unrelated
		case claim.Value == evidence.Value:
			return Supports // season 8 is the eighth season
		case claim.Kind == evidence.Kind:
			return Contradicts
		}
		return Unrelated
	}
	return compareNumbers(claim, evidence)
}

// compareWithDate: a bare number may be a year, and a rank the day of a month.
func compareWithDate(claim, evidence Quantity) Relation {
	date, other := claim, evidence
	if evidence.Kind == Date {
		date, other = evidence, claim
	}
	bare := other.Kind == Number && other.Unit.Dimension == ""
	switch {
	case other.Kind == Ordinal && date.Day.Day > 0 && float64(date.Day.Day) == other.Value && claim.Kind == Ordinal:
		return Supports
	case bare && date.Day.Years == 1 && date.Day.Month == 0 && (other.Value == date.Value || other.Other == date.Value):
		return Supports
	}
	return Unrelated
}

func compareDays(claim, evidence Day) Relation {
	if claim.Years > 1 || evidence.Years > 1 {
		switch {
		case claim.Year == evidence.Year && claim.Years == evidence.Years,
			evidence.Year > 0 && claim.Year <= evidence.Year && evidence.Year+evidence.Years <= claim.Year+claim.Years:
			return Supports
		case evidence.Year == 0, evidence.Year <= claim.Year && claim.Year < evidence.Year+evidence.Years:
			return Partly
		}
		return Contradicts
	}
	r := Supports
	for _, part := range [][2]int{{claim.Year, evidence.Year}, {claim.Month, evidence.Month}, {claim.Day, evidence.Day}} {
		switch {
		case part[0] == 0 || part[0] == part[1]:
		case part[1] == 0:
			r = min(r, Partly)
		default:
			return Contradicts
		}
	}
	if claim.Year == 0 || evidence.Year == 0 {
		if claim.Month == 0 || evidence.Month == 0 {
			return Unrelated // nothing in common
		}
	}
	return r
}

func compareNumbers(claim, evidence Quantity) Relation {
	best := compareValues(claim.Value, evidence.Value, claim, evidence)
	for _, c := range readingsOf(claim) {
		for _, e := range readingsOf(evidence) {
			if closeTo(c, e, 1e-9) {
				best = max(best, compareValues(c, e, claim, evidence))
			}
		}
	}
	same := sameDimension(claim.Unit, evidence.Unit)
	switch {
	case same && best == Contradicts && claim.Unit != evidence.Unit && rawEqual(claim, evidence):
		return OtherUnit
	case same:
		return best
	case claim.Unit.Dimension == "" && best > Contradicts:
		return best
	case evidence.Unit.Dimension == "" && best > Contradicts:
		return min(best, Partly)
	case !rawEqual(claim, evidence):
	case claim.Unit.Dimension == "": // aged 31, a 31-year-old
		return Supports
	case evidence.Unit.Dimension == "": // the unit stands elsewhere: 10 to 24 years
		return Partly
	default:
		return OtherUnit
	}
	return Unrelated
}

// rawEqual reports whether two quantities have the same digits, whatever their units.
func rawEqual(a, b Quantity) bool {
	factor := func(q Quantity) float64 {
		if f := knownUnit(q.Unit.Name).factor; f != 0 {
			return f
		}
		return 1
	}
	return closeTo(a.Value/factor(a), b.Value/factor(b), 1e-9)
}

func readingsOf(q Quantity) []float64 {
	if q.Value == q.Other {
		return []float64{q.Value}
	}
	return []float64{q.Value, q.Other}
}

func sameDimension(a, b Unit) bool {
	switch {
	case a.Dimension == b.Dimension,
		dollars[a.Dimension] && dollars[b.Dimension] && (a.Dimension == "$" || b.Dimension == "$"):
		return true
	}
	pound := func(a, b Unit) bool {
		return a.Dimension == "pound" && (b.Dimension == "GBP" || b.Name == "lb")
	}
	return pound(a, b) || pound(b, a)
}

// converted is how far values may differ after a conversion of units, since
// both sides round.
const converted = .01

// compareValues weighs one reading of the claim against one of the evidence.
func compareValues(c, e float64, claim, evidence Quantity) Relation {
	exact := 1e-9
	if claim.Unit.Name != evidence.Unit.Name && claim.Unit.Dimension == evidence.Unit.Dimension && claim.Unit.Dimension != "" {
		exact = converted
	}
	equal := closeTo(c, e, exact)
	switch claim.Bound {
	case About:
		return supportsIf(equal || math.Abs(c-e) <= roundingOf(c))
	case Nearly:
		if equal {
			return boundIf(evidence.Bound != Over && evidence.Bound != AtLeast)
		}
		return supportsIf(c > e && c-e <= roundingOf(c))
	case Over, AtLeast:
		if equal {
			return boundIf(evidence.Bound == Over || evidence.Bound == AtLeast || evidence.Bound == Exactly && claim.Bound == AtLeast)
		}
		return supportsIf(e > c && e <= 2*c)
	case Under, AtMost:
		if equal {
			return boundIf(evidence.Bound == Under || evidence.Bound == AtMost || evidence.Bound == Nearly || evidence.Bound == Exactly && claim.Bound == AtMost)
		}
		return supportsIf(e < c && e >= c/2)
	}
	return supportsIf(equal)
}

func supportsIf(ok bool) Relation {
	if ok {
		return Supports
	}
	return Contradicts
}

func boundIf(ok bool) Relation {
	if ok {
		return Supports
	}
	return OtherBound
}

// roundingOf is how far "about v" may be off: half a unit of v's last digit that
// isn't 0, and at least a twentieth of v.
func roundingOf(v float64) float64 {
	v = math.Abs(v)
	if v == 0 {
		return 0
	}
	unit := math.Pow10(int(math.Floor(math.Log10(v))))
	for range 6 {
		if closeTo(math.Round(v/unit)*unit, v, 1e-9) {
			break
		}
		unit /= 10
	}
	return min(max(unit/2, v/20), v*.15)
}

func closeTo(a, b, relative float64) bool {
	return a == b || math.Abs(a-b) <= relative*max(math.Abs(a), math.Abs(b))
}
