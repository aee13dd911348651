package messaging

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
)

// Publish sends payload and waits until the stream has stored it. Within the stream's duplicate window a second
// message with the same id is dropped by the server.
func Publish(ctx context.Context, stream jetstream.JetStream, subject, id string, payload []byte) error {
	message := &nats.Msg{Subject: subject, Header: nats.Header{}, Data: payload}
	InjectTrace(ctx, message.Header)
	if _, err := stream.PublishMsg(ctx, message, jetstream.WithMsgID(id)); err != nil {
		return fmt.Errorf("publishing to %s: %w", subject, err)
	}
	return nil
}

// InjectTrace writes the trace of ctx into header.
func InjectTrace(ctx context.Context, header nats.Header) {
	otel.GetTextMapPropagator().Inject(ctx, carrier(header))
}

// ExtractTrace returns ctx with the trace that header carries.
func ExtractTrace(ctx context.Context, header nats.Header) context.Context {
	return otel.GetTextMapPropagator().Extract(ctx, carrier(header))
}

// carrier keeps the names as they are: unlike HTTP's, NATS headers are case-sensitive.
type carrier nats.Header

var _ propagation.TextMapCarrier = carrier{}

func (c carrier) Get(key string) string { return nats.Header(c).Get(key) }

func (c carrier) Set(key, value string) { nats.Header(c).Set(key, value) }

func (c carrier) Keys() []string {
	keys := make([]string, 0, len(c))
	for key := range c {
		keys = append(keys, key)
	}
	return keys
}
