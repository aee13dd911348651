package resilience

import (
	"net/http"
	"time"
)

const (
	firstBackoff   = 25 * time.Millisecond
	longestBackoff = time.Second
)

// Backoff returns how long to wait before a retry, counted from 1. jitter, from 0 to 1, takes the whole wait, so that
// callers whom one failure hit do not return together.
func Backoff(retry int, jitter float64) time.Duration {
	wait := firstBackoff
	for range retry - 1 {
		if wait *= 2; wait >= longestBackoff {
			break
		}
	}
	return time.Duration(jitter * float64(min(wait, longestBackoff)))
}

// Repeatable reports whether a request has the same effect once and twice: by its method, or because its sender has
// given it a key by which the upstream recognises it.
func Repeatable(method string, header http.Header) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodDelete:
		return true
	default:
		return header.Get("Idempotency-Key") != ""
	}
}

// Unanswered reports whether a status says that the upstream did not handle the request, so that another try may
// find one that does. A 500 is an answer: the request was handled, and badly.
func Unanswered(status int) bool {
	return status == http.StatusBadGateway || status == http.StatusServiceUnavailable || status == http.StatusGatewayTimeout
}
