// Package httpserver is the HTTP layer below a service's routes: limits, measurement, recovery, problem answers.
package httpserver

import (
	"net/http"
	"time"
)

// writeGrace is what a handler has left, after its request's time is up, to say so.
const writeGrace = 5 * time.Second

// Limits bound what one request may take.
type Limits struct {
	// RequestTimeout ends the request's context.
	RequestTimeout time.Duration
	// MaxBodyBytes is the largest body read.
	MaxBodyBytes int64
}

// WriteTimeout is the time after which the connection of an unanswered request is closed.
func (l Limits) WriteTimeout() time.Duration { return l.RequestTimeout + writeGrace }

// NewServer returns a server on which no client can hold a connection for longer than the limits allow.
func NewServer(handler http.Handler, limits Limits) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       limits.RequestTimeout,
		WriteTimeout:      limits.WriteTimeout(),
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}
