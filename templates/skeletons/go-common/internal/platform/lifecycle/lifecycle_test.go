package lifecycle

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

func newGroup(order *[]string, delay, timeout time.Duration) *Group {
	return New(zerolog.New(io.Discard), func() { *order = append(*order, "not ready") }, delay, timeout)
}

func TestTheOrderOfTheEnd(t *testing.T) {
	var order []string
	group := newGroup(&order, 50*time.Millisecond, time.Second)
	note := func(name string) Step {
		return func(context.Context) error {
			order = append(order, name)
			return nil
		}
	}
	// Registered in another order than they are called in.
	group.OnFlush("telemetry", note("flush"))
	group.OnClose("pool", note("close pool"))
	group.OnClose("user of the pool", note("close user"))
	group.OnDrain("server", note("drain server"))
	group.OnDrain("consumer", note("drain consumer"))
	group.Go("part", func() error { select {} })

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	begin := time.Now()
	if err := group.Wait(ctx); err != nil {
		t.Fatal(err)
	}
	want := []string{"not ready", "drain server", "drain consumer", "close user", "close pool", "flush"}
	if !slices.Equal(order, want) {
		t.Errorf("got %v, want %v", order, want)
	}
	if took := time.Since(begin); took < 50*time.Millisecond {
		t.Errorf("it took %s, less than the delay", took)
	}
}

func TestAPartThatEndsEndsTheService(t *testing.T) {
	for name, test := range map[string]struct {
		result error
		want   string
	}{
		"with an error": {errors.New("broken"), "part: broken"},
		"without":       {nil, "part: ended by itself"},
	} {
		t.Run(name, func(t *testing.T) {
			var order []string
			group := newGroup(&order, time.Hour, time.Second) // nobody waits for the delay
			closed := false
			group.OnClose("pool", func(context.Context) error {
				closed = true
				return nil
			})
			group.Go("part", func() error { return test.result })
			err := group.Wait(t.Context())
			if err == nil || !strings.Contains(err.Error(), test.want) || !closed {
				t.Errorf("got error %v, closed %t", err, closed)
			}
		})
	}
}

func TestTheEndIsBounded(t *testing.T) {
	var order []string
	group := newGroup(&order, 0, 400*time.Millisecond)
	hangs := func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	}
	var left time.Duration
	group.OnDrain("server", hangs)
	group.OnFlush("telemetry", func(ctx context.Context) error {
		deadline, _ := ctx.Deadline()
		left = time.Until(deadline)
		return nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	begin := time.Now()
	err := group.Wait(ctx)
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "stopping server") {
		t.Errorf("got error %v", err)
	}
	if took := time.Since(begin); took > 350*time.Millisecond {
		t.Errorf("draining took %s", took)
	}
	if left <= 0 {
		t.Error("there was no time left for flushing")
	}
}

func TestStepsFollowAFailedOne(t *testing.T) {
	var order []string
	group := newGroup(&order, 0, time.Second)
	flushed := false
	group.OnDrain("server", func(context.Context) error { return errors.New("broken") })
	group.OnFlush("telemetry", func(context.Context) error {
		flushed = true
		return nil
	})
	if err := group.Shutdown(t.Context(), false); err == nil || !flushed {
		t.Errorf("got error %v, flushed %t", err, flushed)
	}
}

func TestServeLetsRequestsEnd(t *testing.T) {
	begun := make(chan struct{})
	server := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(writer http.ResponseWriter, _ *http.Request) {
		close(begun)
		time.Sleep(200 * time.Millisecond)
		_, _ = writer.Write([]byte("whole"))
	})}
	listener, err := Listen(t.Context(), "the server", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	run, stop := Serve(server, listener)
	ended := make(chan error, 1)
	go func() { ended <- run() }()

	answer := make(chan string, 1)
	go func() {
		response, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer func() { _ = response.Body.Close() }()
		body, _ := io.ReadAll(response.Body)
		answer <- string(body)
	}()
	<-begun
	if err := stop(t.Context()); err != nil {
		t.Error(err)
	}
	if got := <-answer; got != "whole" {
		t.Errorf("the request under way got %q", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("the server ended with %v", err)
	}
}

func TestListenNamesTheAddress(t *testing.T) {
	first, err := Listen(t.Context(), "the first", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = first.Close() }()
	_, err = Listen(t.Context(), "the second", first.Addr().String())
	if err == nil || !strings.Contains(err.Error(), "the second cannot listen on "+first.Addr().String()) {
		t.Errorf("got error %v", err)
	}
}

func TestRetry(t *testing.T) {
	passing, lasting := errors.New("passing"), errors.New("lasting")
	transient := func(err error) bool { return errors.Is(err, passing) }
	for name, test := range map[string]struct {
		results []error
		want    error
	}{
		"success at once":       {[]error{nil}, nil},
		"success at last":       {[]error{passing, passing, nil}, nil},
		"an error that stays":   {[]error{lasting}, lasting},
		"passing, then lasting": {[]error{passing, lasting}, lasting},
	} {
		t.Run(name, func(t *testing.T) {
			attempt := 0
			err := Retry(t.Context(), zerolog.New(io.Discard), "trying", transient, func(context.Context) error {
				attempt++
				return test.results[attempt-1]
			})
			if !errors.Is(err, test.want) || attempt != len(test.results) {
				t.Errorf("got %v after %d attempts", err, attempt)
			}
		})
	}
}

func TestRetryEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	passing := errors.New("passing")
	err := Retry(ctx, zerolog.New(io.Discard), "trying", func(error) bool { return true }, func(context.Context) error { return passing })
	if !errors.Is(err, passing) {
		t.Errorf("got error %v", err)
	}
}
