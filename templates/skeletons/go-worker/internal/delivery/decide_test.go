package delivery

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

var policy = Policy{MaxAttempts: 5, BaseDelay: time.Second, MaxDelay: 10 * time.Second}

func TestBefore(t *testing.T) {
	cases := map[string]struct {
		facts   Facts
		want    Decision
		decided bool
	}{
		"the first attempt is handled": {Facts{Attempt: 1}, Decision{}, false},
		"the last attempt is handled":  {Facts{Attempt: 5}, Decision{}, false},
		"one more is not":              {Facts{Attempt: 6}, Decision{Outcome: DeadLettered, Reason: ReasonExhausted}, true},
		"a duplicate is not":           {Facts{Attempt: 1, HandledBefore: true}, Decision{Outcome: Acknowledged, Reason: ReasonDuplicate}, true},
		"not even a late duplicate":    {Facts{Attempt: 9, HandledBefore: true}, Decision{Outcome: Acknowledged, Reason: ReasonDuplicate}, true},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			if got, decided := Before(test.facts, policy); got != test.want || decided != test.decided {
				t.Errorf("got %+v, %t, want %+v, %t", got, decided, test.want, test.decided)
			}
		})
	}
}

func TestAfter(t *testing.T) {
	broken := errors.New("broken")
	retried := func(after time.Duration) Decision {
		return Decision{Outcome: Retried, After: after, Reason: ReasonFailed}
	}
	cases := map[string]struct {
		facts  Facts
		jitter float64
		want   Decision
	}{
		"success":                           {Facts{Attempt: 1}, 0, Decision{Outcome: Acknowledged, Reason: ReasonHandled}},
		"success at last":                   {Facts{Attempt: 5}, 0, Decision{Outcome: Acknowledged, Reason: ReasonHandled}},
		"first failure, shortest wait":      {Facts{Attempt: 1, Err: broken}, 0, retried(500 * time.Millisecond)},
		"first failure, longest wait":       {Facts{Attempt: 1, Err: broken}, 1, retried(time.Second)},
		"the wait doubles":                  {Facts{Attempt: 3, Err: broken}, 1, retried(4 * time.Second)},
		"half of it is random":              {Facts{Attempt: 3, Err: broken}, 0.5, retried(3 * time.Second)},
		"the last failure":                  {Facts{Attempt: 5, Err: broken}, 0, Decision{Outcome: DeadLettered, Reason: ReasonExhausted}},
		"a permanent one at once":           {Facts{Attempt: 1, Err: Permanent("bad: %w", broken)}, 0, Decision{Outcome: DeadLettered, Reason: ReasonPermanent}},
		"a permanent one, wrapped":          {Facts{Attempt: 1, Err: fmt.Errorf("handling: %w", Permanent("bad"))}, 0, Decision{Outcome: DeadLettered, Reason: ReasonPermanent}},
		"a time-out is a failure":           {Facts{Attempt: 1, Err: context.DeadlineExceeded}, 1, retried(time.Second)},
		"a stop is not the message's fault": {Facts{Attempt: 5, Err: fmt.Errorf("sending: %w", context.Canceled)}, 0, Decision{Outcome: Retried, Reason: ReasonInterrupted}},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			if got := After(test.facts, policy, test.jitter); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestDelayIsBounded(t *testing.T) {
	patient := Policy{MaxAttempts: 1000, BaseDelay: time.Second, MaxDelay: 10 * time.Second}
	for attempt := 1; attempt < 1000; attempt++ {
		after := After(Facts{Attempt: attempt, Err: errors.New("broken")}, patient, 1).After
		if after < time.Second || after > 10*time.Second {
			t.Fatalf("attempt %d waits %s", attempt, after)
		}
	}
}

func TestPermanentKeepsTheCause(t *testing.T) {
	cause := errors.New("cause")
	if err := Permanent("outer: %w", cause); !errors.Is(err, cause) || err.Error() != "outer: cause" {
		t.Errorf("got %v", err)
	}
}
