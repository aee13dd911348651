// Package lifecycle runs a service's parts together and ends them in an order that loses no work.
package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/rs/zerolog"
)

// drainShare is the part of the shutdown time that draining may use up; the rest is for closing and flushing,
// which would otherwise never happen behind one request that hangs.
const drainShare = 0.75

// Step is one act of the shutdown. It must return when its context ends.
type Step func(ctx context.Context) error

type namedStep struct {
	name string
	step Step
}

// Group is a service's running parts. Register them, then Wait. It is not safe for concurrent registration.
type Group struct {
	logger   zerolog.Logger
	notReady func()
	delay    time.Duration
	timeout  time.Duration

	failed  chan error
	parts   int
	drains  []namedStep
	closes  []namedStep
	flushes []namedStep
}

// New returns an empty Group. Its shutdown calls notReady first, so that no new work is sent here, waits for
// delay and then takes at most timeout for everything else.
func New(logger zerolog.Logger, notReady func(), delay, timeout time.Duration) *Group {
	return &Group{logger: logger, notReady: notReady, delay: delay, timeout: timeout, failed: make(chan error)}
}

// Go runs a part until it is stopped. A part that ends by itself, with or without an error, ends the service:
// a service that lost a part only looks alive.
func (g *Group) Go(name string, run func() error) {
	g.parts++
	go func() {
		err := run()
		if err == nil {
			err = errors.New("ended by itself")
		}
		g.failed <- fmt.Errorf("%s: %w", name, err)
	}()
}

// OnDrain registers the end of taking in work and the wait for what has begun; in order of registration.
func (g *Group) OnDrain(name string, step Step) { g.drains = append(g.drains, namedStep{name, step}) }

// OnClose registers the release of a resource, such as a pool; in reverse order of registration.
func (g *Group) OnClose(name string, step Step) {
	g.closes = slices.Insert(g.closes, 0, namedStep{name, step})
}

// OnFlush registers what must come after everything else, such as sending the last spans.
func (g *Group) OnFlush(name string, step Step) { g.flushes = append(g.flushes, namedStep{name, step}) }

// Wait returns after ctx has ended, or a part has failed, and the shutdown is done. The error tells of the
// part that failed and of every step that did not succeed in time; it is nil after an orderly end.
func (g *Group) Wait(ctx context.Context) error {
	var cause error
	select {
	case <-ctx.Done():
		g.logger.Info().Dur("delay", g.delay).Dur("timeout", g.timeout).Msg("shutting down")
	case cause = <-g.failed:
		g.parts--
		g.logger.Error().Err(cause).Msg("a part of the service failed, shutting down")
	}
	return errors.Join(cause, g.Shutdown(ctx, cause == nil))
}

// Shutdown ends everything registered, also when the start failed half-way. The delay is left out unless
// withDelay: nobody sends work to what was never ready or has lost a part.
func (g *Group) Shutdown(ctx context.Context, withDelay bool) error {
	// Parts that end from now on do so because they were told to; nobody needs their report.
	remaining := g.parts
	go func() {
		for range remaining {
			<-g.failed
		}
	}()
	// The values of ctx stay useful, its end is the reason for being here.
	ctx = context.WithoutCancel(ctx)
	g.notReady()
	if withDelay {
		time.Sleep(g.delay)
	}
	ctx, cancel := context.WithTimeout(ctx, g.timeout)
	defer cancel()
	drainCtx, cancelDrain := context.WithTimeout(ctx, time.Duration(float64(g.timeout)*drainShare))
	defer cancelDrain()
	return errors.Join(g.each(drainCtx, g.drains), g.each(ctx, g.closes), g.each(ctx, g.flushes))
}

func (g *Group) each(ctx context.Context, steps []namedStep) error {
	var problems error
	for _, named := range steps {
		begin := time.Now()
		err := named.step(ctx)
		if err != nil {
			problems = errors.Join(problems, fmt.Errorf("stopping %s: %w", named.name, err))
			continue
		}
		g.logger.Debug().Str("part", named.name).Dur("took", time.Since(begin)).Msg("stopped")
	}
	return problems
}
