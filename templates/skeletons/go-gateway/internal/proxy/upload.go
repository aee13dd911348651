package proxy

import (
	"errors"
	"io"
	"net/http"
	"sync"
	"time"
)

// ErrUpload says that the caller's body broke off, was too large or came too slowly: nothing about the upstream.
var ErrUpload = errors.New("the request's body did not arrive")

// upload is the body of a caller's request. It notes what the caller contributes to a failure, so that nobody can make
// an upstream look bad by how they send.
type upload struct {
	io.ReadCloser
	now   func() time.Time
	began time.Time

	mutex  sync.Mutex
	asked  time.Time // when the read under way began; zero without one
	waited time.Duration
	failed error
	closed bool
}

// watch puts an upload in the place of the request's body. Without a body it returns one that never has a part in a
// failure.
func watch(request *http.Request, now func() time.Time) *upload {
	watched := &upload{ReadCloser: request.Body, now: now, began: now()}
	if request.Body != nil && request.Body != http.NoBody {
		request.Body = watched
	}
	return watched
}

// Read hands on what the caller has sent.
func (u *upload) Read(buffer []byte) (int, error) {
	u.mutex.Lock()
	u.asked = u.now()
	u.mutex.Unlock()
	read, err := u.ReadCloser.Read(buffer)
	u.mutex.Lock()
	defer u.mutex.Unlock()
	u.waited += u.now().Sub(u.asked)
	u.asked = time.Time{}
	// A read after the end of a try fails because of that end.
	if err != nil && !errors.Is(err, io.EOF) && !u.closed {
		u.failed = err
	}
	return read, err //nolint:wrapcheck // A reader's errors are compared by identity.
}

// Close may wait for a read under way.
func (u *upload) Close() error {
	u.mutex.Lock()
	u.closed = true
	u.mutex.Unlock()
	return u.ReadCloser.Close() //nolint:wrapcheck // It is the same body.
}

// failure is the error by which the body ended too early.
func (u *upload) failure() error {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	return u.failed
}

// late reports whether a time that has run out was the caller's to use: the upstream is still waiting for the body, or
// has waited for it longer than the caller for an answer.
func (u *upload) late() bool {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	return !u.asked.IsZero() || 2*u.waited > u.now().Sub(u.began)
}
