// Package messagingtest runs a real NATS server inside tests.
package messagingtest

import (
	"net"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

const startTimeout = 10 * time.Second

// Server is a NATS server with JetStream that a test can interrupt.
type Server struct {
	options *server.Options
	running *server.Server
}

// NewServer starts a server on a free port, for the time of the test.
func NewServer(t *testing.T) *Server {
	t.Helper()
	tested := &Server{options: &server.Options{
		Host:      "127.0.0.1",
		Port:      server.RANDOM_PORT,
		JetStream: true,
		StoreDir:  t.TempDir(),
		NoLog:     true,
		NoSigs:    true,
	}}
	tested.Start(t)
	t.Cleanup(tested.Stop)
	return tested
}

// Start starts it, again with the same address and data after Stop.
func (s *Server) Start(t *testing.T) {
	t.Helper()
	running, err := server.NewServer(s.options)
	if err != nil {
		t.Fatalf("making a NATS server: %v", err)
	}
	running.Start()
	if !running.ReadyForConnections(startTimeout) {
		t.Fatal("the NATS server did not start")
	}
	s.running = running
	// The port is known now; it must be the same after an interruption.
	address, ok := running.Addr().(*net.TCPAddr)
	if !ok {
		t.Fatalf("the NATS server has no TCP address: %v", running.Addr())
	}
	s.options.Port = address.Port
}

// Stop ends it and waits.
func (s *Server) Stop() {
	s.running.Shutdown()
	s.running.WaitForShutdown()
}

// URL is the server's address.
func (s *Server) URL() string { return s.running.ClientURL() }

// JetStream returns a client of the server, for the time of the test.
func (s *Server) JetStream(t *testing.T) jetstream.JetStream {
	t.Helper()
	connection, err := nats.Connect(s.URL(), nats.MaxReconnects(-1), nats.ReconnectWait(50*time.Millisecond))
	if err != nil {
		t.Fatalf("connecting to the NATS server: %v", err)
	}
	t.Cleanup(connection.Close)
	client, err := jetstream.New(connection)
	if err != nil {
		t.Fatalf("using JetStream: %v", err)
	}
	return client
}
