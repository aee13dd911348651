// Package delivery decides what becomes of a message after an attempt to handle it. It decides and does nothing.
package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Outcome is what becomes of a message.
type Outcome string

// The outcomes of the metric worker_messages_total.
const (
	// Acknowledged: done, or done before.
	Acknowledged Outcome = "acknowledged"
	// Retried: it comes again.
	Retried Outcome = "retried"
	// DeadLettered: put aside for a person.
	DeadLettered Outcome = "dead_lettered"
)

// Outcomes lists every Outcome.
func Outcomes() []Outcome { return []Outcome{Acknowledged, Retried, DeadLettered} }

// Decision is an outcome with its reason.
type Decision struct {
	Outcome Outcome
	// After is how long a retried message waits.
	After time.Duration
	// Reason is one of a few fixed words, fit for a header.
	Reason string
}

// The reasons.
const (
	ReasonHandled     = "handled"
	ReasonDuplicate   = "duplicate"
	ReasonFailed      = "failed"
	ReasonInterrupted = "interrupted"
	ReasonPermanent   = "permanent"
	ReasonExhausted   = "exhausted"
)

// Facts are what is known about a message.
type Facts struct {
	// Attempt counts deliveries, this one included, from 1.
	Attempt int
	// HandledBefore: an earlier attempt succeeded and its acknowledgement was lost, or the message was sent twice.
	HandledBefore bool
	// Err is the handler's.
	Err error
}

// Policy are the rules for repeated attempts.
type Policy struct {
	// MaxAttempts is at least 1.
	MaxAttempts int
	// BaseDelay is the wait after the first attempt; it doubles with each one up to MaxDelay.
	BaseDelay time.Duration
	MaxDelay  time.Duration
}

// Before decides, without handling it, about a message that was handled before or has been tried more often than
// allowed. The latter happens when attempts end with the process: such a message must not bring down another.
// It returns false when the message is to be handled.
func Before(facts Facts, policy Policy) (Decision, bool) {
	switch {
	case facts.HandledBefore:
		return Decision{Outcome: Acknowledged, Reason: ReasonDuplicate}, true
	case facts.Attempt > policy.MaxAttempts:
		return Decision{Outcome: DeadLettered, Reason: ReasonExhausted}, true
	default:
		return Decision{}, false
	}
}

// After decides about a message that was handled. jitter, from 0 to 1, spreads retries over half of their delay, so
// that what failed together does not come back together.
func After(facts Facts, policy Policy, jitter float64) Decision {
	switch {
	case facts.Err == nil:
		return Decision{Outcome: Acknowledged, Reason: ReasonHandled}
	case errors.Is(facts.Err, context.Canceled):
		// The worker is being stopped; another one takes over at once.
		return Decision{Outcome: Retried, Reason: ReasonInterrupted}
	case isPermanent(facts.Err):
		return Decision{Outcome: DeadLettered, Reason: ReasonPermanent}
	case facts.Attempt >= policy.MaxAttempts:
		return Decision{Outcome: DeadLettered, Reason: ReasonExhausted}
	default:
		return Decision{Outcome: Retried, After: policy.delay(facts.Attempt, jitter), Reason: ReasonFailed}
	}
}

func (p Policy) delay(attempt int, jitter float64) time.Duration {
	delay := p.BaseDelay
	for range attempt - 1 {
		if delay *= 2; delay >= p.MaxDelay {
			break
		}
	}
	delay = min(delay, p.MaxDelay)
	return delay/2 + time.Duration(jitter*float64(delay/2))
}

type permanentError struct{ cause error }

func (p permanentError) Error() string { return p.cause.Error() }

func (p permanentError) Unwrap() error { return p.cause }

// Permanent marks an error that another attempt would only repeat.
func Permanent(format string, arguments ...any) error {
	return permanentError{cause: fmt.Errorf(format, arguments...)}
}

func isPermanent(err error) bool {
	var permanent permanentError
	return errors.As(err, &permanent)
}
