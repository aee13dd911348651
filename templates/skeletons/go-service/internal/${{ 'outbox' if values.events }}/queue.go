package outbox

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Queue is the outbox table as the relay sees it.
type Queue struct{ pool *pgxpool.Pool }

// NewQueue returns the queue of the table in pool's database.
func NewQueue(pool *pgxpool.Pool) *Queue { return &Queue{pool: pool} }

// Claim takes up to limit messages, oldest first, for the time of the lease; a relay that dies loses them to
// another when it is over. A message waits while an earlier one with its ordering key is unsent, whoever has it.
// No transaction stays open while messages are sent.
func (q *Queue) Claim(ctx context.Context, limit int, lease time.Duration) ([]Message, error) {
	rows, _ := q.pool.Query(ctx, `
		WITH turn AS (
			SELECT id FROM outbox AS candidate
			WHERE published_at IS NULL AND available_at <= now() AND NOT EXISTS (
				SELECT FROM outbox AS earlier
				WHERE earlier.ordering_key = candidate.ordering_key AND earlier.id < candidate.id AND earlier.published_at IS NULL
			)
			ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
		)
		UPDATE outbox SET available_at = now() + $2::interval, attempts = attempts + 1
		FROM turn WHERE outbox.id = turn.id
		RETURNING outbox.id, event_id, ordering_key, subject, payload::text, headers, attempts`, limit, lease)
	messages, err := pgx.CollectRows(rows, scan)
	if err != nil {
		return nil, fmt.Errorf("claiming events: %w", err)
	}
	// RETURNING promises no order.
	slices.SortFunc(messages, func(a, b Message) int { return int(a.ID - b.ID) })
	return messages, nil
}

func scan(row pgx.CollectableRow) (Message, error) {
	var message Message
	var payload string
	err := row.Scan(&message.ID, &message.EventID, &message.OrderingKey, &message.Subject, &payload, &message.Headers, &message.Attempts)
	message.Payload = []byte(payload)
	return message, err
}

// Published takes messages out of the queue.
func (q *Queue) Published(ctx context.Context, ids []int64) error {
	_, err := q.pool.Exec(ctx, `UPDATE outbox SET published_at = now(), last_error = NULL WHERE id = ANY($1)`, ids)
	if err != nil {
		return fmt.Errorf("marking events as published: %w", err)
	}
	return nil
}

// Failed keeps a message from being tried before pause has passed.
func (q *Queue) Failed(ctx context.Context, id int64, cause string, pause time.Duration) error {
	_, err := q.pool.Exec(ctx, `UPDATE outbox SET available_at = now() + $3::interval, last_error = $2 WHERE id = $1`, id, cause, pause)
	if err != nil {
		return fmt.Errorf("marking an event as failed: %w", err)
	}
	return nil
}

// Return gives claimed messages back untried.
func (q *Queue) Return(ctx context.Context, ids []int64) error {
	_, err := q.pool.Exec(ctx, `UPDATE outbox SET available_at = now(), attempts = attempts - 1 WHERE id = ANY($1)`, ids)
	if err != nil {
		return fmt.Errorf("returning events: %w", err)
	}
	return nil
}

// Backlog returns how many messages wait and for how long the oldest has.
func (q *Queue) Backlog(ctx context.Context) (int64, time.Duration, error) {
	var pending int64
	var oldest float64
	err := q.pool.QueryRow(ctx, `
		SELECT count(*), coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM outbox WHERE published_at IS NULL`,
	).Scan(&pending, &oldest)
	if err != nil {
		return 0, 0, fmt.Errorf("measuring the outbox: %w", err)
	}
	return pending, time.Duration(oldest * float64(time.Second)), nil
}
