package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
)

// Listen opens address at once, so that a port in use stops the start and not a goroutine.
func Listen(ctx context.Context, name, address string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%s cannot listen on %s: %w", name, address, err)
	}
	return listener, nil
}

// Serve returns a part that runs server on listener, and the step that lets its requests end. Requests still
// running when the step's context ends are cut off.
func Serve(server *http.Server, listener net.Listener) (func() error, Step) {
	run := func() error {
		err := server.Serve(listener)
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return err
	}
	stop := func(ctx context.Context) error {
		if err := server.Shutdown(ctx); err != nil {
			return errors.Join(err, server.Close())
		}
		return nil
	}
	return run, stop
}
