package fit

import (
	"errors"
	"math"
)

// Sample is one case of a logistic model.
type Sample struct {
	Features []float64
	True     bool
	Weight   float64 // how much it counts
}

// Model is a fitted logistic model.
type Model struct {
	Bias    float64
	Weights []float64
}

// Logistic fits P(True) = 1/(1+exp(-(bias + Σ weight·feature))). ridge is the
// penalty: half of it for each squared weight, none for the bias.
func Logistic(samples []Sample, ridge float64) (Model, error) {
	if len(samples) == 0 {
		return Model{}, errors.New("there are no samples")
	}
	n := len(samples[0].Features)
	w, err := newton(n+1, make([]float64, n+1), func(w []float64, d *derivatives) float64 {
		return logisticLoss(samples, ridge, w, d)
	})
	if err != nil {
		return Model{}, err
	}
	return Model{w[n], w[:n]}, nil
}

// Probability is that of a case being true.
func (m Model) Probability(features []float64) float64 {
	return sigmoid(m.Bias + dot(m.Weights, features))
}

// logisticLoss is the penalised negative log-likelihood at w, whose last element
// is the bias. With d it adds the derivatives.
func logisticLoss(samples []Sample, ridge float64, w []float64, d *derivatives) float64 {
	n := len(w) - 1
	loss := penalty(ridge, w[:n], d)
	row := make([]float64, n+1)
	row[n] = 1
	for _, s := range samples {
		copy(row, s.Features)
		z := dot(w, row)
		sign, truth := -1.0, 0.0
		if s.True {
			sign, truth = 1, 1
		}
		loss += s.Weight * softplus(-sign*z)
		if d != nil {
			p := sigmoid(z)
			d.add(row, s.Weight*(p-truth), s.Weight*p*(1-p))
		}
	}
	return loss
}

// softplus is ln(1+exp(x)) without overflow.
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

func dot(a, b []float64) float64 {
	var sum float64
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// penalty is half of ridge times the squared weights.
func penalty(ridge float64, w []float64, d *derivatives) float64 {
	var sum float64
	for i, x := range w {
		sum += x * x
		if d != nil {
			d.gradient[i] += ridge * x
			d.hessian[i][i] += ridge
		}
	}
	return ridge / 2 * sum
}
