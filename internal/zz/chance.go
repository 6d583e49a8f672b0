package alarm

import (
	"math"
	"time"
)

// alpha is the chance below which a finding about so long a time is no chance:
// the longer it is, the rarer it can be looked at afresh.
func alpha(length time.Duration) float64 {
	return FalseYearly * length.Hours() / (365 * 24)
}

// atMost is the chance of x events or fewer where mean are expected and
// variance is theirs: of a negative binomial, or of a Poisson distribution
// where the variance is no more than the mean.
func atMost(x int, mean, variance float64) float64 {
	if mean <= 0 {
		return 1
	}
	term, next := math.Exp(-mean), func(i float64) float64 { return mean / i }
	if variance > mean {
		r := mean * mean / (variance - mean)
		p := mean / variance
		term = math.Pow(p, r)
		next = func(i float64) float64 { return (r + i - 1) / i * (1 - p) }
	}
	sum := term
	for i := 1; i <= x; i++ {
		term *= next(float64(i))
		sum += term
	}
	return min(sum, 1)
}

// maxTrials bounds the terms of shareAtMost; more trials than that say no more.
const maxTrials = 2000

// shareAtMost is the chance that k or fewer of n trials succeed where K of N
// did before: the beta-binomial prediction under Jeffreys' prior.
func shareAtMost(now, before count) float64 {
	if now.n > maxTrials {
		now = count{k: now.k * maxTrials / now.n, n: maxTrials}
	}
	a, b := float64(before.k)+0.5, float64(before.n-before.k)+0.5
	n := float64(now.n)
	sum := 0.0
	for j := 0.0; j <= float64(now.k); j++ {
		sum += math.Exp(logChoose(n, j) + logBeta(a+j, b+n-j) - logBeta(a, b))
	}
	return min(sum, 1)
}

func logChoose(n, k float64) float64 { return -math.Log(n+1) - logBeta(n-k+1, k+1) }

func logBeta(a, b float64) float64 {
	x, _ := math.Lgamma(a)
	y, _ := math.Lgamma(b)
	z, _ := math.Lgamma(a + b)
	return x + y - z
}
