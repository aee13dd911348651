package lifecycle

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/rs/zerolog"
)

const (
	firstRetry   = 250 * time.Millisecond
	longestRetry = 10 * time.Second
)

// Retry calls attempt until it succeeds, fails with an error that is not transient, or ctx ends. It waits between
// attempts, up to ten seconds, half of it at random so that replicas do not return all at once.
func Retry(ctx context.Context, logger zerolog.Logger, what string, transient func(error) bool, attempt func(context.Context) error) error {
	wait := firstRetry
	for {
		err := attempt(ctx)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil || !transient(err) {
			return fmt.Errorf("%s: %w", what, err)
		}
		pause := wait/2 + rand.N(wait/2) //nolint:gosec // spreads load, keeps no secret
		logger.Warn().Err(err).Dur("retry_in_ms", pause).Msg(what + " failed, trying again")
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return fmt.Errorf("%s: %w", what, err)
		case <-timer.C:
		}
		wait = min(2*wait, longestRetry)
	}
}
