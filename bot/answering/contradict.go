package answering

import (
	"math"

	"footnote/retrieval/quantity"
)

// isContradiction reports whether two figures can't both be right: of one dimension, and
// neither the other one rounded, converted or bounded.
func isContradiction(a, b quantity.Quantity) bool {
	if quantity.Compare(a, b) != quantity.Contradicts || quantity.Compare(b, a) != quantity.Contradicts {
		return false
	}
	if a.Kind != quantity.Number {
		return true
	}
	if isKeptBound(a, b) || isKeptBound(b, a) {
		return false
	}
	return !isRounded(a, b) && !isRounded(b, a)
}

// isKeptBound reports whether a is a limit that b keeps.
func isKeptBound(a, b quantity.Quantity) bool {
	switch a.Bound {
	case quantity.Over, quantity.AtLeast:
		return b.Value >= a.Value
	case quantity.Under, quantity.AtMost, quantity.Nearly:
		return b.Value <= a.Value
	}
	return false
}

// isRounded reports whether a may be b written with fewer digits, or in another unit.
func isRounded(a, b quantity.Quantity) bool {
	near := func(share float64) bool { return math.Abs(a.Value-b.Value) <= share*math.Abs(a.Value) }
	if a.Unit.Name != b.Unit.Name || a.Bound == quantity.About {
		return near(.1)
	}
	unit := 1.0
	if a.Value >= 1000 {
		for math.Mod(a.Value, 10*unit) == 0 {
			unit *= 10
		}
	}
	if unit == 10 {
		unit = 1 // 1,520 is rarely meant to be round
	}
	return math.Abs(a.Value-b.Value) <= unit/2
}
