// Package outbox sends events that were stored in the same transaction as the change they tell of. An event is
// sent at least once, and events with the same ordering key one after the other.
package outbox

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"
)

// Message is an event on its way.
type Message struct {
	// ID is the place in the queue; given by the database.
	ID int64
	// EventID is the same in every attempt, so that the receiver can drop a repetition.
	EventID uuid.UUID
	// OrderingKey is usually the id of the record concerned.
	OrderingKey string
	Subject     string
	// Payload is JSON.
	Payload []byte
	// Headers carry the trace of the request that caused the event.
	Headers map[string]string
	// Attempts counts this one too.
	Attempts int
}

// Transaction is the part of pgx.Tx that Insert needs.
type Transaction interface {
	Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error)
}

// Insert stores message with the rest of the transaction.
func Insert(ctx context.Context, transaction Transaction, message Message) error {
	_, err := transaction.Exec(ctx, `
		INSERT INTO outbox (event_id, ordering_key, subject, payload, headers) VALUES ($1, $2, $3, $4, $5)`,
		message.EventID, message.OrderingKey, message.Subject, message.Payload, message.Headers)
	if err != nil {
		return fmt.Errorf("storing an event: %w", err)
	}
	return nil
}
