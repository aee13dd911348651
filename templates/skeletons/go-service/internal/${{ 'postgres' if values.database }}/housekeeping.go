package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/rs/zerolog"
)

const (
	housekeepingInterval = 10 * time.Minute
	// housekeepingBatch keeps each deletion short, so that it stands in nobody's way.
	housekeepingBatch = 1000
)

// Expiry says what is deleted when it has become old. Table, Key and Column are written into SQL as they are.
type Expiry struct {
	Table string
	// Key is the primary key, a column or several.
	Key string
	// Column holds the time from which a row's age counts; rows with NULL stay.
	Column    string
	Retention time.Duration
}

// Housekeep deletes what has expired, at once and then every ten minutes, until ctx ends. Replicas may do so at
// the same time.
func Housekeep(ctx context.Context, pool *pgxpool.Pool, logger zerolog.Logger, expiries ...Expiry) {
	ticker := time.NewTicker(housekeepingInterval)
	defer ticker.Stop()
	for {
		for _, expiry := range expiries {
			deleted, err := expire(ctx, pool, expiry)
			if err != nil && !errors.Is(err, context.Canceled) {
				logger.Warn().Err(err).Str("table", expiry.Table).Msg("expired rows could not be deleted")
			}
			if deleted > 0 {
				logger.Debug().Int64("rows", deleted).Str("table", expiry.Table).Msg("deleted expired rows")
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func expire(ctx context.Context, pool *pgxpool.Pool, expiry Expiry) (int64, error) {
	statement := fmt.Sprintf(`
		DELETE FROM %[1]s WHERE (%[2]s) IN (
			SELECT %[2]s FROM %[1]s WHERE %[3]s < now() - $1::interval LIMIT %[4]d FOR UPDATE SKIP LOCKED
		)`, expiry.Table, expiry.Key, expiry.Column, housekeepingBatch)
	var total int64
	for {
		tag, err := pool.Exec(ctx, statement, expiry.Retention)
		total += tag.RowsAffected()
		if err != nil {
			return total, translate(err)
		}
		if tag.RowsAffected() < housekeepingBatch {
			return total, nil
		}
	}
}
