// Package telemetry sets up OpenTelemetry: W3C propagation and trace ids always, export only when asked for.
package telemetry

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	prometheusbridge "go.opentelemetry.io/contrib/bridges/prometheus"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// Options says who is observed and where to export to.
type Options struct {
	Service     string
	Version     string
	Environment string
	// Endpoint is the base URL of an OTLP/HTTP collector; empty exports nothing.
	Endpoint string
	// Gatherer's metrics are exported as they are scraped, so that both ways tell the same numbers.
	Gatherer prometheus.Gatherer
	Logger   zerolog.Logger
}

// Start installs propagation and the tracer provider for the whole process. The function returned sends what
// is still buffered and must be called last.
func Start(ctx context.Context, options Options) (func(context.Context) error, error) {
	otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{}))
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) {
		options.Logger.Warn().Err(err).Msg("telemetry could not be exported")
	}))
	described, err := resource.New(ctx,
		resource.WithTelemetrySDK(),
		resource.WithHost(),
		resource.WithAttributes(
			semconv.ServiceName(options.Service),
			semconv.ServiceVersion(options.Version),
			semconv.DeploymentEnvironmentNameKey.String(options.Environment),
		),
		resource.WithFromEnv(),
	)
	if err != nil {
		return nil, fmt.Errorf("describing the service for telemetry: %w", err)
	}
	if options.Endpoint == "" {
		// Without an exporter the provider still makes ids, which join log lines and callers.
		provider := sdktrace.NewTracerProvider(sdktrace.WithResource(described))
		otel.SetTracerProvider(provider)
		return provider.Shutdown, nil
	}
	return export(ctx, options, described)
}

func export(ctx context.Context, options Options, described *resource.Resource) (func(context.Context) error, error) {
	traceURL, err := url.JoinPath(options.Endpoint, "v1", "traces")
	if err != nil {
		return nil, fmt.Errorf("address of the trace collector: %w", err)
	}
	metricURL, err := url.JoinPath(options.Endpoint, "v1", "metrics")
	if err != nil {
		return nil, fmt.Errorf("address of the metric collector: %w", err)
	}
	spans, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(traceURL))
	if err != nil {
		return nil, fmt.Errorf("trace exporter: %w", err)
	}
	points, err := otlpmetrichttp.New(ctx, otlpmetrichttp.WithEndpointURL(metricURL))
	if err != nil {
		return nil, fmt.Errorf("metric exporter: %w", err)
	}
	tracers := sdktrace.NewTracerProvider(sdktrace.WithBatcher(spans), sdktrace.WithResource(described))
	meters := sdkmetric.NewMeterProvider(
		sdkmetric.WithResource(described),
		sdkmetric.WithReader(sdkmetric.NewPeriodicReader(points, sdkmetric.WithProducer(
			prometheusbridge.NewMetricProducer(prometheusbridge.WithGatherer(options.Gatherer)),
		))),
	)
	otel.SetTracerProvider(tracers)
	otel.SetMeterProvider(meters)
	return func(ctx context.Context) error {
		return errors.Join(tracers.Shutdown(ctx), meters.Shutdown(ctx))
	}, nil
}
