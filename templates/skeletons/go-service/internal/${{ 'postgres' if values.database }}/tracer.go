package postgres

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// queryTracer makes a span of each statement. Arguments are left out: they are the callers' data.
type queryTracer struct{}

// TraceQueryStart implements pgx.QueryTracer.
func (queryTracer) TraceQueryStart(ctx context.Context, _ *pgx.Conn, query pgx.TraceQueryStartData) context.Context {
	if !trace.SpanContextFromContext(ctx).IsValid() {
		// Background work would otherwise begin a trace with every poll.
		return ctx
	}
	text := strings.Join(strings.Fields(query.SQL), " ")
	verb, _, _ := strings.Cut(text, " ")
	ctx, _ = otel.Tracer("postgres").Start( //nolint:spancheck // TraceQueryEnd ends it
		ctx, "postgres "+strings.ToLower(verb),
		trace.WithSpanKind(trace.SpanKindClient),
		trace.WithAttributes(attribute.String("db.system.name", "postgresql"), attribute.String("db.query.text", text)),
	)
	return context.WithValue(ctx, ownSpanKey{}, true)
}

type ownSpanKey struct{}

// TraceQueryEnd implements pgx.QueryTracer.
func (queryTracer) TraceQueryEnd(ctx context.Context, _ *pgx.Conn, end pgx.TraceQueryEndData) {
	if ctx.Value(ownSpanKey{}) == nil {
		return
	}
	span := trace.SpanFromContext(ctx)
	if end.Err != nil && !errors.Is(end.Err, pgx.ErrNoRows) {
		span.SetStatus(codes.Error, "the statement failed")
		span.RecordError(end.Err)
	}
	span.End()
}
