package httpserver

import (
	"crypto/rand"
	"net/http"
	"regexp"
)

// RequestIDHeader carries the id by which one request is found in the logs of every service it passed.
const RequestIDHeader = "X-Request-Id"

// An id from outside is repeated in logs and headers, so only harmless ones are taken over.
var acceptableID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

func requestID(request *http.Request) string {
	if id := request.Header.Get(RequestIDHeader); acceptableID.MatchString(id) {
		return id
	}
	return rand.Text()
}
