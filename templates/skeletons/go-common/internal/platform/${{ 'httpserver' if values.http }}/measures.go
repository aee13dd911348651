package httpserver

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
)

// RouteUnknown is the label of every path without a route: paths are the client's choice and must not become
// label values.
const RouteUnknown = "unknown"

const methodOther = "other"

// Route is one pair of labels.
type Route struct {
	Method  string
	Pattern string
}

// Measures are the service level indicators of HTTP.
type Measures struct {
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	inFlight prometheus.Gauge
}

// NewMeasures registers the metrics. The buckets are upper bounds in seconds.
func NewMeasures(registerer prometheus.Registerer, buckets []float64) *Measures {
	measures := &Measures{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "http_requests_total",
			Help: "Requests answered, by outcome: success, rejected (the caller's doing), error (the service's).",
		}, []string{"route", "method", "outcome"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "http_request_duration_seconds",
			Help:    "Time from the request's headers to the end of the answer.",
			Buckets: buckets,
		}, []string{"route", "method"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "http_requests_in_flight",
			Help: "Requests being handled.",
		}),
	}
	registerer.MustRegister(measures.requests, measures.duration, measures.inFlight)
	return measures
}

// Announce starts every counter of the routes at zero. Without it the first error of a route would appear as a
// new series, which rate() cannot see.
func (m *Measures) Announce(routes []Route) {
	for _, route := range append(slices.Clone(routes), Route{Method: http.MethodGet, Pattern: RouteUnknown}) {
		for _, outcome := range Outcomes() {
			m.requests.WithLabelValues(route.Pattern, methodLabel(route.Method), string(outcome))
		}
		m.duration.WithLabelValues(route.Pattern, methodLabel(route.Method))
	}
}

func (m *Measures) observe(ctx context.Context, route, method string, outcome Outcome, took time.Duration) {
	m.requests.WithLabelValues(route, methodLabel(method), string(outcome)).Inc()
	histogram := m.duration.WithLabelValues(route, methodLabel(method))
	span := trace.SpanContextFromContext(ctx)
	if exemplars, ok := histogram.(prometheus.ExemplarObserver); ok && span.IsSampled() {
		exemplars.ObserveWithExemplar(took.Seconds(), prometheus.Labels{"trace_id": span.TraceID().String()})
		return
	}
	histogram.Observe(took.Seconds())
}

// methodLabel keeps a client from making label values of its own.
func methodLabel(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	default:
		return methodOther
	}
}
