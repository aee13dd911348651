package httpserver

import (
	"context"
	"net/http"
)

// recorder notes what was answered. Unwrap keeps flushing and deadlines available to handlers.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (r *recorder) WriteHeader(status int) {
	// 1xx answers are announcements; the answer itself is still to come.
	if r.status == 0 && status >= http.StatusOK {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(body []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	written, err := r.ResponseWriter.Write(body)
	r.bytes += int64(written)
	return written, err
}

// Unwrap serves http.ResponseController.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

type observationKey struct{}

// observation is what handlers tell the observer about the request under way.
type observation struct{ cause error }

// Failed notes the internal cause of the answer for the log and the trace; the client never sees it.
func Failed(ctx context.Context, cause error) {
	if noted, ok := ctx.Value(observationKey{}).(*observation); ok {
		noted.cause = cause
	}
}
