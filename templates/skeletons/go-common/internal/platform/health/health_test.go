package health

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func probe(t *testing.T, state *State, path string) (int, report) {
	t.Helper()
	recorder := httptest.NewRecorder()
	state.Handler().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil))
	var answer report
	if err := json.NewDecoder(recorder.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return recorder.Code, answer
}

func TestProbes(t *testing.T) {
	good := func(context.Context) error { return nil }
	bad := func(context.Context) error { return errors.New("no connection") }
	slow := func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	}
	cases := map[string]struct {
		prepare              func(*State)
		live, started, ready int
		status               string
	}{
		"at the beginning":  {func(*State) {}, 200, 503, 503, "starting"},
		"started":           {func(s *State) { s.Started() }, 200, 200, 200, "ready"},
		"with a good check": {func(s *State) { s.Add("one", good); s.Started() }, 200, 200, 200, "ready"},
		"with a bad check":  {func(s *State) { s.Add("one", good); s.Add("two", bad); s.Started() }, 200, 200, 503, "not ready"},
		"with a slow one":   {func(s *State) { s.Add("one", slow); s.Started() }, 200, 200, 503, "not ready"},
		"draining":          {func(s *State) { s.Started(); s.Drain() }, 200, 200, 503, "shutting down"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			state := &State{}
			test.prepare(state)
			begin := time.Now()
			for path, want := range map[string]int{"/livez": test.live, "/startupz": test.started, "/readyz": test.ready} {
				if code, _ := probe(t, state, path); code != want {
					t.Errorf("%s answers %d, want %d", path, code, want)
				}
			}
			if took := time.Since(begin); took > 2*checkTimeout {
				t.Errorf("the probes took %s", took)
			}
			if _, answer := probe(t, state, "/readyz"); answer.Status != test.status {
				t.Errorf("the status is %q, want %q", answer.Status, test.status)
			}
		})
	}
}

func TestReadinessNamesTheCheckThatFails(t *testing.T) {
	state := &State{}
	state.Add("one", func(context.Context) error { return nil })
	state.Add("two", func(context.Context) error { return errors.New("no connection") })
	state.Started()
	_, answer := probe(t, state, "/readyz")
	if answer.Checks["one"] != "ok" || answer.Checks["two"] != "no connection" {
		t.Errorf("got %v", answer.Checks)
	}
}
