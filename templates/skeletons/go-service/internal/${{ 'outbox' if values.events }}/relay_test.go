package outbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/rs/zerolog"
)

// queue is Pending in memory.
type queue struct {
	mutex     sync.Mutex
	waiting   []Message
	published []int64
	failed    map[int64]string
	returned  []int64
	broken    error
}

func (q *queue) Claim(_ context.Context, limit int, _ time.Duration) ([]Message, error) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.broken != nil {
		return nil, q.broken
	}
	taken := min(limit, len(q.waiting))
	claimed := slices.Clone(q.waiting[:taken])
	q.waiting = q.waiting[taken:]
	for n := range claimed {
		claimed[n].Attempts++
	}
	return claimed, nil
}

func (q *queue) Published(_ context.Context, ids []int64) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	q.published = append(q.published, ids...)
	return nil
}

func (q *queue) Failed(_ context.Context, id int64, cause string, pause time.Duration) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	q.failed[id] = fmt.Sprintf("%s, %s", cause, pause)
	return nil
}

func (q *queue) Return(_ context.Context, ids []int64) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	q.returned = append(q.returned, ids...)
	return nil
}

func (q *queue) Backlog(context.Context) (int64, time.Duration, error) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	return int64(len(q.waiting)), time.Minute, nil
}

func (q *queue) add(ids ...int64) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	for _, id := range ids {
		q.waiting = append(q.waiting, Message{ID: id})
	}
}

func (q *queue) done() []int64 {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	return slices.Clone(q.published)
}

func newQueue(ids ...int64) *queue {
	made := &queue{failed: map[int64]string{}}
	made.add(ids...)
	return made
}

func relay(pending Pending, publish Publish) (*Relay, *prometheus.Registry) {
	registry := prometheus.NewRegistry()
	return NewRelay(pending, publish, NewMeasures(registry), zerolog.New(io.Discard), 3, time.Hour), registry
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it does not come true that %s", what)
		}
	}
}

func TestAPassSendsInOrder(t *testing.T) {
	pending := newQueue(1, 2, 3, 4)
	var sent []int64
	tested, registry := relay(pending, func(_ context.Context, message Message) error {
		sent = append(sent, message.ID)
		return nil
	})
	for _, want := range []bool{true, false, false} {
		if full, err := tested.pass(t.Context()); full != want || err != nil {
			t.Errorf("got %t, %v", full, err)
		}
	}
	if !slices.Equal(sent, []int64{1, 2, 3, 4}) || !slices.Equal(pending.published, sent) {
		t.Errorf("sent %v, marked %v", sent, pending.published)
	}
	if got := testutil.ToFloat64(tested.measures.published); got != 4 {
		t.Errorf("counted %g", got)
	}
	if got := testutil.CollectAndCount(registry); got != 4 {
		t.Errorf("%d metrics, want 4", got)
	}
}

func TestAPassStopsAtAFailure(t *testing.T) {
	broken := errors.New("too large")
	cases := map[string]struct {
		failure  error
		failed   map[int64]string
		returned []int64
	}{
		"of one message":      {broken, map[int64]string{2: "too large, 1s"}, []int64{3}},
		"of every connection": {fmt.Errorf("%w: gone", ErrUnreachable), map[int64]string{}, []int64{2, 3}},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			pending := newQueue(1, 2, 3)
			tested, _ := relay(pending, func(_ context.Context, message Message) error {
				if message.ID == 2 {
					return test.failure
				}
				return nil
			})
			if _, err := tested.pass(t.Context()); !errors.Is(err, test.failure) {
				t.Errorf("got error %v", err)
			}
			if !slices.Equal(pending.published, []int64{1}) || !slices.Equal(pending.returned, test.returned) {
				t.Errorf("published %v, returned %v", pending.published, pending.returned)
			}
			if fmt.Sprint(pending.failed) != fmt.Sprint(test.failed) {
				t.Errorf("failed %v, want %v", pending.failed, test.failed)
			}
		})
	}
}

func TestTheRelayWakesUp(t *testing.T) {
	pending := newQueue()
	tested, _ := relay(pending, func(context.Context, Message) error { return nil })
	ended := make(chan error, 1)
	go func() { ended <- tested.Run(context.WithoutCancel(t.Context())) }()
	time.Sleep(50 * time.Millisecond) // it waits for an hour now
	pending.add(1)
	for range 3 {
		tested.Wake()
	}
	eventually(t, "the message is sent", func() bool { return slices.Equal(pending.done(), []int64{1}) })
	if err := tested.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestStopSendsWhatIsLeft(t *testing.T) {
	pending := newQueue()
	tested, _ := relay(pending, func(context.Context, Message) error { return nil })
	go func() { _ = tested.Run(context.WithoutCancel(t.Context())) }()
	time.Sleep(50 * time.Millisecond)
	pending.add(1, 2, 3, 4, 5, 6, 7)
	if err := tested.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	if got := len(pending.done()); got != 7 {
		t.Errorf("%d were sent", got)
	}
}

func TestStopIsBounded(t *testing.T) {
	pending := newQueue(1)
	begun := make(chan struct{}, 10)
	tested, _ := relay(pending, func(ctx context.Context, _ Message) error {
		begun <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	})
	go func() { _ = tested.Run(context.WithoutCancel(t.Context())) }()
	<-begun
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	begin := time.Now()
	_ = tested.Stop(ctx)
	if took := time.Since(begin); took > 2*time.Second {
		t.Errorf("it took %s", took)
	}
	if len(pending.failed) != 0 || !slices.Contains(pending.returned, 1) {
		t.Errorf("failed %v, returned %v: the stop was held against the message", pending.failed, pending.returned)
	}
}

func TestTheRelayOutlivesFailures(t *testing.T) {
	pending := newQueue(1)
	pending.broken = errors.New("no database")
	tested, _ := relay(pending, func(context.Context, Message) error { return nil })
	go func() { _ = tested.Run(context.WithoutCancel(t.Context())) }()
	time.Sleep(50 * time.Millisecond)
	pending.mutex.Lock()
	pending.broken = nil
	pending.mutex.Unlock()
	eventually(t, "the message is sent", func() bool { return slices.Equal(pending.done(), []int64{1}) })
	if got := testutil.ToFloat64(tested.measures.oldest); got != 60 {
		t.Errorf("the oldest message is said to be %g s old", got)
	}
	if err := tested.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestPauseAfter(t *testing.T) {
	for failures, want := range map[int]time.Duration{
		1: time.Second, 2: 2 * time.Second, 5: 16 * time.Second, 6: 30 * time.Second, 1000: 30 * time.Second,
	} {
		if got := pauseAfter(failures); got != want {
			t.Errorf("pauseAfter(%d) is %s, want %s", failures, got, want)
		}
	}
}
