package httpserver

import "net/http"

// Outcome is what a request counts as towards the service's objectives.
type Outcome string

// The outcomes of the metric http_requests_total.
const (
	// OutcomeSuccess: answered as asked.
	OutcomeSuccess Outcome = "success"
	// OutcomeRejected: the caller's doing, such as a bad request or giving up; not part of the objective.
	OutcomeRejected Outcome = "rejected"
	// OutcomeError: the service's doing; it spends the error budget.
	OutcomeError Outcome = "error"
)

// Outcomes lists every Outcome.
func Outcomes() []Outcome { return []Outcome{OutcomeSuccess, OutcomeRejected, OutcomeError} }

// Ending is how a request ended.
type Ending struct {
	// Status is 0 when nothing was answered.
	Status int
	// Panicked: the handler did, and not to break its answer off.
	Panicked bool
	// Aborted: the handler broke its answer off, by a panic with http.ErrAbortHandler.
	Aborted bool
	// TimedOut: the connection was closed before the answer was complete.
	TimedOut bool
	// ClientGone: the client hung up before the handler returned.
	ClientGone bool
}

// OutcomeOf decides what a request that ended so counts as.
func OutcomeOf(ending Ending) Outcome {
	switch {
	case ending.ClientGone && !ending.Panicked && (ending.Status == 0 || ending.Status >= http.StatusInternalServerError):
		// The failure is what the cancellation looks like from inside.
		return OutcomeRejected
	case ending.ClientGone && ending.Aborted && !ending.TimedOut:
		// So does a proxy end whose client leaves while it copies the answer. A write that ran out of time looks
		// like such a client too, but is no doing of the client's.
		return OutcomeRejected
	case ending.Panicked, ending.Aborted, ending.TimedOut, ending.Status >= http.StatusInternalServerError:
		return OutcomeError
	case ending.Status >= http.StatusBadRequest:
		return OutcomeRejected
	default:
		return OutcomeSuccess
	}
}
