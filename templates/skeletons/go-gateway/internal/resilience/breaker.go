package resilience

import (
	"sync"
	"time"
)

// State is what a breaker does with requests.
type State string

// The states of a breaker.
const (
	// Closed: they pass.
	Closed State = "closed"
	// Open: they are rejected, because nearly all would fail.
	Open State = "open"
	// HalfOpen: one passes, to find out.
	HalfOpen State = "half_open"
)

const (
	breakerWindow = 10 * time.Second
	// breakerMinimum keeps a breaker closed while there is too little to judge by.
	breakerMinimum = 20
	breakerRatio   = 0.5
	// OpenFor is how long an open breaker waits until it lets a request find out.
	OpenFor = 5 * time.Second
)

// Breaker stops sending requests to an upstream that does not answer, so that callers need not wait for it and it
// can recover.
type Breaker struct {
	mutex    sync.Mutex
	state    State
	since    time.Time
	total    int
	failures int
	probing  bool
}

// NewBreaker returns a closed breaker.
func NewBreaker(now time.Time) *Breaker { return &Breaker{state: Closed, since: now} }

// Allow reports whether a request may pass. Each one that passes must be followed by Done.
func (b *Breaker) Allow(now time.Time) bool {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	switch b.state {
	case Open:
		if now.Sub(b.since) < OpenFor {
			return false
		}
		b.state, b.since, b.probing = HalfOpen, now, true
		return true
	case HalfOpen:
		if b.probing {
			return false
		}
		b.probing = true
		return true
	default:
		if now.Sub(b.since) >= breakerWindow {
			b.since, b.total, b.failures = now, 0, 0
		}
		return true
	}
}

// Result is how a request that passed ended.
type Result int

// The results of a request.
const (
	// Answered: the upstream works.
	Answered Result = iota
	// Failed: it could not be reached, did not answer in time or said that it cannot.
	Failed
	// Abandoned: the caller gave up, which tells nothing.
	Abandoned
)

// Done notes how a request that passed ended.
func (b *Breaker) Done(result Result, now time.Time) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	switch b.state {
	case HalfOpen:
		b.probing = false
		switch result {
		case Answered:
			b.state, b.since, b.total, b.failures = Closed, now, 0, 0
		case Failed:
			b.state, b.since = Open, now
		case Abandoned:
		}
	case Closed:
		if result == Abandoned {
			return
		}
		b.total++
		if result == Failed {
			b.failures++
		}
		if b.total >= breakerMinimum && float64(b.failures) >= breakerRatio*float64(b.total) {
			b.state, b.since = Open, now
		}
	case Open:
		// A request from before it opened.
	}
}

// State returns the present state.
func (b *Breaker) State() State {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.state
}
