package outbox

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Measures are the relay's metrics. Every replica reports the same backlog: take the maximum, not the sum.
type Measures struct {
	pending   prometheus.Gauge
	oldest    prometheus.Gauge
	published prometheus.Counter
	failures  prometheus.Counter
}

// NewMeasures registers the metrics.
func NewMeasures(registerer prometheus.Registerer) *Measures {
	measures := &Measures{
		pending: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "outbox_pending", Help: "Events stored and not yet sent.",
		}),
		oldest: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "outbox_oldest_age_seconds", Help: "Age of the oldest event not yet sent.",
		}),
		published: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "outbox_published_total", Help: "Events sent by this replica.",
		}),
		failures: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "outbox_failures_total", Help: "Attempts to send that failed in this replica.",
		}),
	}
	registerer.MustRegister(measures.pending, measures.oldest, measures.published, measures.failures)
	return measures
}

func (m *Measures) backlog(pending int64, oldest time.Duration) {
	m.pending.Set(float64(pending))
	m.oldest.Set(oldest.Seconds())
}
