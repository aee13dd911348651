package logging

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"github.com/rs/zerolog"
	"go.opentelemetry.io/otel/trace"
)

func line(t *testing.T, ctx context.Context, level zerolog.Level) map[string]any {
	t.Helper()
	var output bytes.Buffer
	logger := New(&output, zerolog.InfoLevel, "service", "1.2.3", "test")
	logger.WithLevel(level).Ctx(ctx).Str("own", "field").Msg("text")
	if output.Len() == 0 {
		return nil
	}
	var parsed map[string]any
	if err := json.Unmarshal(output.Bytes(), &parsed); err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestLinesTellWhoAndWhen(t *testing.T) {
	got := line(t, t.Context(), zerolog.InfoLevel)
	for name, want := range map[string]any{
		"service": "service", "version": "1.2.3", "environment": "test", "level": "info", "message": "text", "own": "field",
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
	if got["time"] == nil || got["trace_id"] != nil || got["request_id"] != nil {
		t.Errorf("got %v", got)
	}
}

func TestLinesAreJoinedToTraces(t *testing.T) {
	span := trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}, TraceFlags: trace.FlagsSampled,
	})
	ctx := WithRequestID(trace.ContextWithSpanContext(t.Context(), span), "request")
	got := line(t, ctx, zerolog.ErrorLevel)
	if got["trace_id"] != span.TraceID().String() || got["span_id"] != span.SpanID().String() || got["request_id"] != "request" {
		t.Errorf("got %v", got)
	}
}

func TestLowerLevelsAreLeftOut(t *testing.T) {
	var output bytes.Buffer
	logger := New(&output, zerolog.InfoLevel, "service", "1.2.3", "test")
	logger.Debug().Msg("text")
	if output.Len() != 0 {
		t.Errorf("got %s", output.String())
	}
}
