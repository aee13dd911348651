// Package servicetest runs a whole service inside a test.
package servicetest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// patience is how long a test waits for what should happen at once.
const patience = 30 * time.Second

// FreeAddress returns an address on which nothing listens.
func FreeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

// Service is a service that runs.
type Service struct {
	t      *testing.T
	admin  string
	stop   context.CancelFunc
	ended  chan struct{}
	result error
	output output
}

// Start runs a service whose admin server is at admin and waits until it is ready. It is stopped with the test.
func Start(t *testing.T, admin string, run func(context.Context, io.Writer) error) *Service {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	service := &Service{t: t, admin: admin, stop: stop, ended: make(chan struct{})}
	go func() {
		defer close(service.ended)
		service.result = run(ctx, &service.output)
	}()
	t.Cleanup(func() {
		if err := service.Stop(); err != nil {
			t.Errorf("the service ended with %v", err)
		}
		if t.Failed() {
			t.Logf("the service's log:\n%s", service.output.String())
		}
	})
	Eventually(t, "the service is ready", func() bool {
		select {
		case <-service.ended:
			t.Fatalf("the service ended with %v\n%s", service.result, service.output.String())
		default:
		}
		status, _, err := service.Admin("/readyz")
		return err == nil && status == http.StatusOK
	})
	return service
}

// Stop ends the service and returns what it ended with. It may be called again.
func (s *Service) Stop() error {
	s.stop()
	select {
	case <-s.ended:
		return s.result
	case <-time.After(patience):
		return errors.New("it does not stop")
	}
}

// Admin asks the admin server.
func (s *Service) Admin(path string) (int, string, error) {
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, "http://"+s.admin+path, nil)
	if err != nil {
		return 0, "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

// Output returns what the service has written.
func (s *Service) Output() string { return s.output.String() }

// Eventually waits until holds, and ends the test if it does not.
func Eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it does not come true that %s", what)
		}
	}
}

// output is a buffer for several writers and readers.
type output struct {
	mutex  sync.Mutex
	buffer bytes.Buffer
}

// Write implements io.Writer.
func (o *output) Write(line []byte) (int, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.buffer.Write(line)
}

// String returns what was written.
func (o *output) String() string {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.buffer.String()
}
