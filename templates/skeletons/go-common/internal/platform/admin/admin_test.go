package admin

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

func TestServer(t *testing.T) {
	registry := prometheus.NewRegistry()
	counter := prometheus.NewCounter(prometheus.CounterOpts{Name: "sample_total", Help: "A sample."})
	registry.MustRegister(counter)
	probes := http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		_, _ = io.WriteString(writer, "probe "+request.URL.Path)
	})
	server := httptest.NewServer(NewServer(probes, registry).Handler)
	defer server.Close()
	for path, want := range map[string]string{
		"/livez":                         "probe /livez",
		"/readyz":                        "probe /readyz",
		"/startupz":                      "probe /startupz",
		"/metrics":                       "sample_total 0",
		"/debug/pprof/goroutine?debug=1": "goroutine profile",
	} {
		response, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("%s answers %d %q", path, response.StatusCode, body)
		}
	}
}
