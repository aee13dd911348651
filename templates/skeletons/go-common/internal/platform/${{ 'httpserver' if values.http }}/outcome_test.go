package httpserver

import "testing"

func TestOutcomeOf(t *testing.T) {
	cases := map[string]struct {
		ending Ending
		want   Outcome
	}{
		"a success":                       {Ending{Status: 200}, OutcomeSuccess},
		"a redirection":                   {Ending{Status: 304}, OutcomeSuccess},
		"a bad request":                   {Ending{Status: 400}, OutcomeRejected},
		"too many requests":               {Ending{Status: 429}, OutcomeRejected},
		"an internal error":               {Ending{Status: 500}, OutcomeError},
		"not available":                   {Ending{Status: 503}, OutcomeError},
		"a panic":                         {Ending{Panicked: true}, OutcomeError},
		"a panic in the middle of a 200":  {Ending{Status: 200, Panicked: true}, OutcomeError},
		"a time-out in the middle of one": {Ending{Status: 200, TimedOut: true}, OutcomeError},
		"a client that left":              {Ending{ClientGone: true}, OutcomeRejected},
		"one that left, seen as an error": {Ending{Status: 500, ClientGone: true}, OutcomeRejected},
		"one that left after a success":   {Ending{Status: 200, ClientGone: true}, OutcomeSuccess},
		"one that left after a bad panic": {Ending{Panicked: true, ClientGone: true}, OutcomeError},
		"one that left a bad request":     {Ending{Status: 400, ClientGone: true}, OutcomeRejected},
		"one that left during a time-out": {Ending{ClientGone: true, TimedOut: true}, OutcomeRejected},
		"one that left in the middle":     {Ending{Status: 200, Aborted: true, ClientGone: true}, OutcomeRejected},
		"one that left before the answer": {Ending{Aborted: true, ClientGone: true}, OutcomeRejected},
		"an answer that breaks off":       {Ending{Status: 200, Aborted: true}, OutcomeError},
		"none, broken off":                {Ending{Aborted: true}, OutcomeError},
		"one broken off by a time-out":    {Ending{Status: 200, Aborted: true, ClientGone: true, TimedOut: true}, OutcomeError},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			if got := OutcomeOf(test.ending); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
