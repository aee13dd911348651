package proxy

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// maxReplayBytes is the largest body that is kept for another try.
const maxReplayBytes = 64 << 10

// replayable keeps the request's body so that it can be sent again, and reports whether that worked. The returned
// function gives the body for one try. The error is that of reading the body, such as one that is too large.
func replayable(request *http.Request) (next func() io.ReadCloser, again bool, err error) {
	if request.Body == nil || request.Body == http.NoBody {
		return func() io.ReadCloser { return http.NoBody }, true, nil
	}
	if request.ContentLength > maxReplayBytes {
		return func() io.ReadCloser { return request.Body }, false, nil
	}
	kept, err := io.ReadAll(io.LimitReader(request.Body, maxReplayBytes+1))
	if err != nil {
		return nil, false, fmt.Errorf("reading the request: %w", err)
	}
	if len(kept) > maxReplayBytes {
		rest := struct {
			io.Reader
			io.Closer
		}{io.MultiReader(bytes.NewReader(kept), request.Body), request.Body}
		return func() io.ReadCloser { return rest }, false, nil
	}
	return func() io.ReadCloser { return io.NopCloser(bytes.NewReader(kept)) }, true, nil
}
