// Package health answers the platform's probes.
package health

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// checkTimeout bounds one probe; a kubelet gives up after a second by default.
const checkTimeout = 800 * time.Millisecond

// Check tells why the service cannot take work, or nil.
type Check func(ctx context.Context) error

// State is what the probes report. The zero value is not started and not ready.
type State struct {
	mutex    sync.RWMutex
	started  bool
	draining bool
	checks   map[string]Check
}

// Add makes readiness depend on check. Leave out dependencies that every replica shares: when those fail, an
// answer that says so (and counts as an error) is better than a service without any ready replica.
func (s *State) Add(name string, check Check) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.checks == nil {
		s.checks = map[string]Check{}
	}
	s.checks[name] = check
}

// Started marks the end of the start.
func (s *State) Started() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.started = true
}

// Drain makes the service not ready for good.
func (s *State) Drain() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.draining = true
}

type report struct {
	Status string            `json:"status"`
	Checks map[string]string `json:"checks,omitempty"`
}

func (s *State) readiness(ctx context.Context) (report, bool) {
	s.mutex.RLock()
	started, draining := s.started, s.draining
	checks := make(map[string]Check, len(s.checks))
	for name, check := range s.checks {
		checks[name] = check
	}
	s.mutex.RUnlock()
	if draining {
		return report{Status: "shutting down"}, false
	}
	if !started {
		return report{Status: "starting"}, false
	}
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	ready, results := true, make(map[string]string, len(checks))
	for name, check := range checks {
		results[name] = "ok"
		if err := check(ctx); err != nil {
			ready, results[name] = false, err.Error()
		}
	}
	if !ready {
		return report{Status: "not ready", Checks: results}, false
	}
	return report{Status: "ready", Checks: results}, true
}

// Handler serves /livez, /readyz and /startupz: 200 or 503, with the reason in JSON.
func (s *State) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(writer http.ResponseWriter, _ *http.Request) {
		// Answering is the proof: a restart cures neither a broken dependency nor a bad configuration.
		write(writer, report{Status: "alive"}, true)
	})
	mux.HandleFunc("GET /startupz", func(writer http.ResponseWriter, _ *http.Request) {
		s.mutex.RLock()
		started := s.started
		s.mutex.RUnlock()
		if started {
			write(writer, report{Status: "started"}, true)
			return
		}
		write(writer, report{Status: "starting"}, false)
	})
	mux.HandleFunc("GET /readyz", func(writer http.ResponseWriter, request *http.Request) {
		answer, ready := s.readiness(request.Context())
		write(writer, answer, ready)
	})
	return mux
}

func write(writer http.ResponseWriter, answer report, good bool) {
	writer.Header().Set("Content-Type", "application/json")
	writer.Header().Set("Cache-Control", "no-store")
	if !good {
		writer.WriteHeader(http.StatusServiceUnavailable)
	}
	// A probe that hung up before its answer was written needs no answer.
	_ = json.NewEncoder(writer).Encode(answer)
}
