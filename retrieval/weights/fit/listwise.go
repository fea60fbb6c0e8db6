package fit

import (
	"errors"
	"math"
)

// List is one case of a listwise model: elements of which some are right.
type List struct {
	Elements []Element
	Weight   float64 // how much it counts
}

// Element is one element of a List.
type Element struct {
	Features []float64
	Right    bool
}

// Listwise fits the weights with which the softmax over the elements of a list
// gives the right ones together the most probability. start are the weights
// where the search begins; those that free doesn't mark stay as they are, a nil
// free marks all. ridge is the penalty on the free ones: half of it for each
// square.
//
// Lists without a right element, or with nothing else, say nothing and are left
// out.
func Listwise(lists []List, start []float64, free []bool, ridge float64) ([]float64, error) {
	var index []int // of the free weights
	for i := range start {
		if free == nil || free[i] {
			index = append(index, i)
		}
	}
	var telling []List
	for _, l := range lists {
		if l.tells() {
			telling = append(telling, l)
		}
	}
	if len(telling) == 0 {
		return nil, errors.New("no list has a right element beside a wrong one")
	}
	all := append([]float64{}, start...)
	w, err := newton(len(index), pick(start, index), func(w []float64, d *derivatives) float64 {
		for k, i := range index {
			all[i] = w[k]
		}
		loss := penalty(ridge, w, d)
		for _, l := range telling {
			loss += l.Weight * l.loss(all, index, l.Weight, d)
		}
		return loss
	})
	if err != nil {
		return nil, err
	}
	for k, i := range index {
		all[i] = w[k]
	}
	return all, nil
}

func (l List) tells() bool {
	right := 0
	for _, e := range l.Elements {
		if e.Right {
			right++
		}
	}
	return right > 0 && right < len(l.Elements)
}

// loss is -ln of the probability of the right elements. With d it adds the
// derivatives by the weights of index, weight times. Those of second order leave
// out a part that is never positive, so that the matrix stays definite.
func (l List) loss(w []float64, index []int, weight float64, d *derivatives) float64 {
	scores := make([]float64, len(l.Elements))
	most := math.Inf(-1)
	for i, e := range l.Elements {
		scores[i] = dot(w, e.Features)
		most = max(most, scores[i])
	}
	var all, right float64
	for i, e := range l.Elements {
		scores[i] = math.Exp(scores[i] - most)
		all += scores[i]
		if e.Right {
			right += scores[i]
		}
	}
	if d != nil {
		l.derive(scores, all, right, index, weight, d)
	}
	return math.Log(all) - math.Log(right)
}

func (l List) derive(scores []float64, all, right float64, index []int, weight float64, d *derivatives) {
	mean := make([]float64, len(index))
	row := make([]float64, len(index))
	for i, e := range l.Elements {
		p := scores[i] / all
		slope := p
		if e.Right {
			slope -= scores[i] / right
		}
		for k, f := range index {
			row[k] = e.Features[f]
			mean[k] += p * row[k]
		}
		d.add(row, weight*slope, weight*p)
	}
	d.add(mean, 0, -weight)
}

func pick(values []float64, index []int) []float64 {
	picked := make([]float64, len(index))
	for k, i := range index {
		picked[k] = values[i]
	}
	return picked
}
