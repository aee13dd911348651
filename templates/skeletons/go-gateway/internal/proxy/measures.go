package proxy

import "github.com/prometheus/client_golang/prometheus"

// TryOutcome is how one try at an upstream ended.
type TryOutcome string

// The outcomes of the metric gateway_upstream_requests_total.
const (
	// TryAnswered: there was an answer, good or bad, and it was handed on.
	TryAnswered TryOutcome = "response"
	// TryRepeated: it failed, and another one followed.
	TryRepeated TryOutcome = "retry"
	// TryTimedOut: no answer came in time.
	TryTimedOut TryOutcome = "timeout"
	// TryUnreachable: there was no connection, or it broke.
	TryUnreachable TryOutcome = "unreachable"
	// TryAbandoned: the caller left, or its body failed or came too slowly.
	TryAbandoned TryOutcome = "abandoned"
	// TryRejected: the breaker let nothing through.
	TryRejected TryOutcome = "rejected_by_breaker"
)

// TryOutcomes lists every TryOutcome.
func TryOutcomes() []TryOutcome {
	return []TryOutcome{TryAnswered, TryRepeated, TryTimedOut, TryUnreachable, TryAbandoned, TryRejected}
}

// Measures are the metrics of the way to the upstreams.
type Measures struct {
	tries           *prometheus.CounterVec
	budgetExhausted *prometheus.CounterVec
	breakerOpen     *prometheus.GaugeVec
}

// NewMeasures registers the metrics.
func NewMeasures(registerer prometheus.Registerer) *Measures {
	measures := &Measures{
		tries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gateway_upstream_requests_total",
			Help: "Tries at upstreams by outcome. A request that was tried three times counts three times.",
		}, []string{"route", "outcome"}),
		budgetExhausted: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gateway_retry_budget_exhausted_total",
			Help: "Retries that were left out because too many requests had already been retried.",
		}, []string{"route"}),
		breakerOpen: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "gateway_breaker_open",
			Help: "1 while requests are rejected because the upstream does not answer.",
		}, []string{"route"}),
	}
	registerer.MustRegister(measures.tries, measures.budgetExhausted, measures.breakerOpen)
	return measures
}

// announce starts a route's series at zero.
func (m *Measures) announce(route string) {
	for _, outcome := range TryOutcomes() {
		m.tries.WithLabelValues(route, string(outcome))
	}
	m.budgetExhausted.WithLabelValues(route)
	m.breakerOpen.WithLabelValues(route)
}
