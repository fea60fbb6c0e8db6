package fit

import (
	"errors"
	"math"
)

// derivatives are the first and second ones of a loss. Of the second the lower
// half is kept.
type derivatives struct {
	gradient []float64
	hessian  [][]float64
}

func newDerivatives(n int) *derivatives {
	d := &derivatives{make([]float64, n), make([][]float64, n)}
	for i := range d.hessian {
		d.hessian[i] = make([]float64, i+1)
	}
	return d
}

// add adds slope·row to the gradient and curve·row·rowᵀ to the Hessian.
func (d *derivatives) add(row []float64, slope, curve float64) {
	for i, x := range row {
		if x == 0 {
			continue
		}
		d.gradient[i] += slope * x
		for j, y := range row[:i+1] {
			d.hessian[i][j] += curve * x * y
		}
	}
}

const (
	mostSteps   = 100
	mostHalving = 40
	// settled is the change of the loss, relative to it, below which the search
	// ends. It is far below what shows in weights rounded to a thousandth.
	settled = 1e-12
)

// ErrNotSettled is returned if a fit goes on getting better: mostly because a
// feature tells the samples apart without fault, and there is no ridge.
var ErrNotSettled = errors.New("the weights don't settle (a ridge helps)")

// newton looks for the least loss of n weights from start on. loss returns it at
// w and, where d isn't nil, adds its derivatives; the Hessian may be one that
// bounds the true one from above.
func newton(n int, start []float64, loss func(w []float64, d *derivatives) float64) ([]float64, error) {
	w := append([]float64{}, start...)
	next := make([]float64, n)
	for range mostSteps {
		d := newDerivatives(n)
		now := loss(w, d)
		step, err := solve(d.hessian, d.gradient)
		if err != nil {
			return nil, err
		}
		share, better := 1.0, math.Inf(1)
		for range mostHalving {
			for i := range w {
				next[i] = w[i] - share*step[i]
			}
			if better = loss(next, nil); better <= now {
				break
			}
			share /= 2
		}
		if !(better <= now) {
			return w, nil // as good as the arithmetic allows
		}
		copy(w, next)
		if now-better <= settled*math.Abs(now) {
			return w, nil
		}
	}
	return nil, ErrNotSettled
}

// solve returns x of a·x = b for a symmetric positive definite a, of which it
// reads the lower half, by Cholesky's decomposition.
func solve(a [][]float64, b []float64) ([]float64, error) {
	n := len(b)
	l := make([][]float64, n)
	x := make([]float64, n)
	for i := range n {
		l[i] = make([]float64, i+1)
		for j := range i + 1 {
			sum := a[i][j] - dot(l[i][:j], l[j][:j])
			switch {
			case i != j:
				l[i][j] = sum / l[j][j]
			case sum <= 0:
				return nil, errors.New("a feature never varies, or repeats others (a ridge helps)")
			default:
				l[i][i] = math.Sqrt(sum)
			}
		}
		x[i] = (b[i] - dot(l[i][:i], x[:i])) / l[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= l[k][i] * x[k]
		}
		x[i] /= l[i][i]
	}
	return x, nil
}
