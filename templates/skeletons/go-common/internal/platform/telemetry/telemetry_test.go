package telemetry

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

func options(endpoint string, registry *prometheus.Registry) Options {
	return Options{
		Service: "tested", Version: "1.2.3", Environment: "test", Endpoint: endpoint, Gatherer: registry, Logger: zerolog.New(io.Discard),
	}
}

func TestIDsAndPropagationNeedNoCollector(t *testing.T) {
	flush, err := Start(t.Context(), options("", prometheus.NewRegistry()))
	if err != nil {
		t.Fatal(err)
	}
	incoming := http.Header{"Traceparent": {"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}
	ctx := otel.GetTextMapPropagator().Extract(t.Context(), propagation.HeaderCarrier(incoming))
	ctx, span := otel.Tracer("test").Start(ctx, "work")
	span.End()
	if got := trace.SpanContextFromContext(ctx).TraceID().String(); got != "0af7651916cd43dd8448eb211c80319c" {
		t.Errorf("the trace became %s", got)
	}
	outgoing := http.Header{}
	otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(outgoing))
	if !strings.HasPrefix(outgoing.Get("Traceparent"), "00-0af7651916cd43dd8448eb211c80319c-") {
		t.Errorf("it is passed on as %q", outgoing.Get("Traceparent"))
	}
	if err := flush(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestSpansAndMetricsAreExportedAtTheEnd(t *testing.T) {
	var mutex sync.Mutex
	received := map[string]string{}
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		mutex.Lock()
		defer mutex.Unlock()
		received[request.URL.Path] += string(body)
	}))
	defer collector.Close()
	registry := prometheus.NewRegistry()
	counter := prometheus.NewCounter(prometheus.CounterOpts{Name: "sample_total", Help: "A sample."})
	registry.MustRegister(counter)
	counter.Inc()

	flush, err := Start(t.Context(), options(collector.URL, registry))
	if err != nil {
		t.Fatal(err)
	}
	_, span := otel.Tracer("test").Start(context.WithoutCancel(t.Context()), "a piece of work")
	span.End()
	if err := flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	mutex.Lock()
	defer mutex.Unlock()
	for path, wanted := range map[string][]string{
		"/v1/traces":  {"a piece of work", "tested", "1.2.3"},
		"/v1/metrics": {"sample_total", "tested"},
	} {
		for _, want := range wanted {
			if !strings.Contains(received[path], want) {
				t.Errorf("%s got nothing of %q", path, want)
			}
		}
	}
}
