// Package resilience decides when another try is worth it. It holds no connection and starts nothing.
package resilience

import (
	"sync"
	"time"
)

const (
	// budgetWindow is for how long of quiet a budget can save up.
	budgetWindow = 10 * time.Second
	// minimumPerSecond lets a route with little traffic retry at all.
	minimumPerSecond = 1.0
)

// Budget limits retries to a share of the requests. Retries without one multiply the load on an upstream just when
// it fails under load.
type Budget struct {
	ratio float64

	mutex   sync.Mutex
	balance float64
	earned  float64
	updated time.Time
}

// NewBudget returns a budget that allows ratio retries for each request, and at least one a second.
func NewBudget(ratio float64, now time.Time) *Budget {
	return &Budget{ratio: ratio, balance: minimumPerSecond * budgetWindow.Seconds(), updated: now}
}

// Request notes a request, which earns a share of a retry.
func (b *Budget) Request(now time.Time) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.advance(now)
	b.earned += b.ratio
	b.balance = min(b.balance+b.ratio, b.limit())
}

// Retry spends one retry, or returns false when there is none left.
func (b *Budget) Retry(now time.Time) bool {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.advance(now)
	if b.balance < 1 {
		return false
	}
	b.balance--
	return true
}

// limit is what a budget can save up: what the last window's requests earned.
func (b *Budget) limit() float64 { return minimumPerSecond*budgetWindow.Seconds() + b.earned }

// advance adds the minimum and forgets old requests, at the rate at which a window passes.
func (b *Budget) advance(now time.Time) {
	passed := now.Sub(b.updated).Seconds()
	if passed <= 0 {
		return
	}
	b.updated = now
	b.earned *= max(0, 1-passed/budgetWindow.Seconds())
	b.balance = min(b.balance+passed*minimumPerSecond, b.limit())
}
