package outbox

import (
	"context"
	"errors"
	"time"

	"github.com/rs/zerolog"
)

const (
	// lease is how long a claim holds. Sending a batch stops at half of it, so that no other relay has begun.
	lease = time.Minute
	// bookkeepingTimeout bounds what is written down after the relay was told to stop.
	bookkeepingTimeout = 5 * time.Second
	backlogInterval    = 15 * time.Second
)

// Pending is where messages wait. Queue is the real one.
type Pending interface {
	Claim(ctx context.Context, limit int, lease time.Duration) ([]Message, error)
	Published(ctx context.Context, ids []int64) error
	Failed(ctx context.Context, id int64, cause string, pause time.Duration) error
	Return(ctx context.Context, ids []int64) error
	Backlog(ctx context.Context) (pending int64, oldest time.Duration, err error)
}

// ErrUnreachable says that nothing can be sent at the moment, whatever the message.
var ErrUnreachable = errors.New("the receiver cannot be reached")

// Publish sends one message and returns when it is safe with the receiver, or an error. One that wraps
// ErrUnreachable is not held against the message.
type Publish func(ctx context.Context, message Message) error

// Relay moves messages from the queue to the receiver. Several may run at the same time.
type Relay struct {
	queue        Pending
	publish      Publish
	measures     *Measures
	logger       zerolog.Logger
	batchSize    int
	pollInterval time.Duration

	wake     chan struct{}
	stopping chan struct{}
	stopped  chan struct{}
}

// NewRelay returns a relay that Run starts.
func NewRelay(queue Pending, publish Publish, measures *Measures, logger zerolog.Logger, batchSize int, pollInterval time.Duration) *Relay {
	return &Relay{
		queue:        queue,
		publish:      publish,
		measures:     measures,
		logger:       logger,
		batchSize:    batchSize,
		pollInterval: pollInterval,
		wake:         make(chan struct{}, 1),
		stopping:     make(chan struct{}),
		stopped:      make(chan struct{}),
	}
}

// Wake tells the relay that a message was stored, so that it need not wait for the next poll. It never blocks.
func (r *Relay) Wake() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// Run sends messages until Stop or the end of ctx.
func (r *Relay) Run(ctx context.Context) error {
	defer close(r.stopped)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-r.stopping:
			cancel()
		case <-ctx.Done():
		}
	}()
	failures, measured := 0, time.Time{}
	for ctx.Err() == nil {
		if time.Since(measured) >= backlogInterval {
			r.measure(ctx)
			measured = time.Now()
		}
		full, err := r.pass(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			failures++
			r.logger.Warn().Err(err).Dur("pause_ms", pauseAfter(failures)).Msg("events could not be sent")
			r.wait(ctx, pauseAfter(failures), nil)
		case full:
			failures = 0 // there is more
		default:
			failures = 0
			r.wait(ctx, r.pollInterval, r.wake)
		}
	}
	return nil
}

// Stop ends Run and then sends what the last requests stored, as far as ctx allows. What remains is sent by the
// next replica.
func (r *Relay) Stop(ctx context.Context) error {
	close(r.stopping)
	select {
	case <-r.stopped:
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		if full, err := r.pass(ctx); err != nil || !full {
			return err
		}
	}
}

// pass sends one batch and reports whether it was a full one.
func (r *Relay) pass(ctx context.Context) (bool, error) {
	messages, err := r.queue.Claim(ctx, r.batchSize, lease)
	if err != nil {
		return false, err
	}
	if len(messages) == 0 {
		return false, nil
	}
	sent, failure := r.send(ctx, messages)
	r.measures.published.Add(float64(sent))

	// Whatever was sent has to be written down, also when the relay is being stopped: else it is sent again.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), bookkeepingTimeout)
	defer cancel()
	var problems []error
	if sent > 0 {
		problems = append(problems, r.queue.Published(ctx, ids(messages[:sent])))
	}
	rest := messages[sent:]
	if failure != nil {
		r.measures.failures.Inc()
		problems = append(problems, failure)
		if !errors.Is(failure, ErrUnreachable) {
			problems = append(problems, r.queue.Failed(ctx, rest[0].ID, failure.Error(), pauseAfter(rest[0].Attempts)))
			rest = rest[1:]
		}
	}
	if len(rest) > 0 {
		problems = append(problems, r.queue.Return(ctx, ids(rest)))
	}
	return len(messages) == r.batchSize, errors.Join(problems...)
}

// send stops at the first failure: what keeps one message from being sent usually keeps all of them.
func (r *Relay) send(ctx context.Context, messages []Message) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, lease/2)
	defer cancel()
	for n, message := range messages {
		if ctx.Err() != nil {
			return n, nil
		}
		if err := r.publish(ctx, message); err != nil {
			if errors.Is(ctx.Err(), context.Canceled) {
				return n, nil // told to stop: no fault of the message
			}
			return n, err
		}
	}
	return len(messages), nil
}

func (r *Relay) measure(ctx context.Context) {
	pending, oldest, err := r.queue.Backlog(ctx)
	if err != nil {
		// The claim that follows fails for the same reason and says so.
		return
	}
	r.measures.backlog(pending, oldest)
}

func (r *Relay) wait(ctx context.Context, duration time.Duration, wake <-chan struct{}) {
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-wake:
	}
}

func ids(messages []Message) []int64 {
	found := make([]int64, len(messages))
	for n, message := range messages {
		found[n] = message.ID
	}
	return found
}
