// Package logging makes the service's logger: one JSON object a line, joined to traces by their ids.
package logging

import (
	"context"
	"io"
	"time"

	"github.com/rs/zerolog"
	"go.opentelemetry.io/otel/trace"
)

type requestIDKey struct{}

// WithRequestID returns a context whose log lines carry id.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

// RequestID returns the id given to WithRequestID, or nothing.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// New returns a logger that writes to writer. Lines given a context by Ctx carry its trace_id, span_id
// and request_id.
func New(writer io.Writer, level zerolog.Level, service, version, environment string) zerolog.Logger {
	zerolog.TimeFieldFormat = time.RFC3339Nano
	zerolog.DurationFieldUnit = time.Millisecond
	return zerolog.New(writer).Level(level).Hook(contextHook{}).With().
		Timestamp().
		Str("service", service).
		Str("version", version).
		Str("environment", environment).
		Logger()
}

type contextHook struct{}

// Run implements zerolog.Hook.
func (contextHook) Run(event *zerolog.Event, _ zerolog.Level, _ string) {
	ctx := event.GetCtx()
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		event.Str("trace_id", span.TraceID().String()).Str("span_id", span.SpanID().String())
	}
	if id := RequestID(ctx); id != "" {
		event.Str("request_id", id)
	}
}
