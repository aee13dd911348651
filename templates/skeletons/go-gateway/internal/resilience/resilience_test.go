package resilience

import (
	"net/http"
	"testing"
	"time"
)

var beginning = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func TestBudgetAllowsAShareOfTheRequests(t *testing.T) {
	budget := NewBudget(0.1, beginning)
	now, allowed := beginning, 0
	const requests = 10_000
	for range requests {
		now = now.Add(time.Millisecond) // 10 seconds in all
		budget.Request(now)
		if budget.Retry(now) {
			allowed++
		}
	}
	// A tenth, and the minimum of one a second for what was saved and for the ten seconds.
	if allowed < requests/10 || allowed > requests/10+21 {
		t.Errorf("%d retries were allowed for %d requests", allowed, requests)
	}
}

func TestBudgetAllowsAFewOnAQuietRoute(t *testing.T) {
	budget := NewBudget(0.1, beginning)
	for n := range 10 {
		if !budget.Retry(beginning) {
			t.Fatalf("retry %d was refused at the beginning", n+1)
		}
	}
	if budget.Retry(beginning) {
		t.Error("an eleventh retry was allowed at once")
	}
	if !budget.Retry(beginning.Add(time.Second)) {
		t.Error("no retry was allowed after a second")
	}
}

func TestBudgetDoesNotSaveUpForever(t *testing.T) {
	budget := NewBudget(0.5, beginning)
	for range 1000 {
		budget.Request(beginning)
	}
	later, allowed := beginning.Add(time.Hour), 0
	for budget.Retry(later) {
		allowed++
	}
	if allowed != 10 {
		t.Errorf("%d retries were allowed after an hour of quiet, want 10", allowed)
	}
}

func TestBudgetOfZeroIsTheMinimum(t *testing.T) {
	budget := NewBudget(0, beginning)
	for range 1000 {
		budget.Request(beginning)
	}
	allowed := 0
	for budget.Retry(beginning) {
		allowed++
	}
	if allowed != 10 {
		t.Errorf("%d retries were allowed, want 10", allowed)
	}
}

func send(breaker *Breaker, count int, result Result, now time.Time) {
	for range count {
		if breaker.Allow(now) {
			breaker.Done(result, now)
		}
	}
}

func TestBreaker(t *testing.T) {
	soon, late := beginning.Add(time.Second), beginning.Add(time.Second+OpenFor)
	cases := map[string]struct {
		act  func(*Breaker)
		want State
	}{
		"success":            {func(b *Breaker) { send(b, 100, Answered, soon) }, Closed},
		"too few to judge":   {func(b *Breaker) { send(b, breakerMinimum-1, Failed, soon) }, Closed},
		"enough failures":    {func(b *Breaker) { send(b, breakerMinimum, Failed, soon) }, Open},
		"a minority of them": {func(b *Breaker) { send(b, 60, Answered, soon); send(b, 40, Failed, soon) }, Closed},
		"half of them":       {func(b *Breaker) { send(b, 20, Answered, soon); send(b, 20, Failed, soon) }, Open},
		"callers that leave": {func(b *Breaker) { send(b, 100, Abandoned, soon) }, Closed},
		"failures of two windows": {func(b *Breaker) {
			send(b, breakerMinimum-1, Failed, soon)
			send(b, breakerMinimum-1, Failed, soon.Add(breakerWindow))
		}, Closed},
		"a probe under way": {func(b *Breaker) { send(b, breakerMinimum, Failed, soon); b.Allow(late) }, HalfOpen},
		"a good probe":      {func(b *Breaker) { send(b, breakerMinimum, Failed, soon); send(b, 1, Answered, late) }, Closed},
		"a bad probe":       {func(b *Breaker) { send(b, breakerMinimum, Failed, soon); send(b, 1, Failed, late) }, Open},
		"an abandoned probe, then a good one": {func(b *Breaker) {
			send(b, breakerMinimum, Failed, soon)
			send(b, 1, Abandoned, late)
			send(b, 1, Answered, late)
		}, Closed},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			breaker := NewBreaker(beginning)
			test.act(breaker)
			if got := breaker.State(); got != test.want {
				t.Errorf("it is %s, want %s", got, test.want)
			}
		})
	}
}

func TestAnOpenBreakerLetsOneThroughAtATime(t *testing.T) {
	breaker := NewBreaker(beginning)
	send(breaker, breakerMinimum, Failed, beginning)
	if breaker.Allow(beginning.Add(OpenFor - time.Millisecond)) {
		t.Error("it let a request through too early")
	}
	if !breaker.Allow(beginning.Add(OpenFor)) {
		t.Error("it let no request through")
	}
	if breaker.Allow(beginning.Add(OpenFor)) {
		t.Error("it let a second one through")
	}
}

func TestBackoff(t *testing.T) {
	cases := []struct {
		retry  int
		jitter float64
		want   time.Duration
	}{
		{1, 0, 0},
		{1, 1, 25 * time.Millisecond},
		{2, 1, 50 * time.Millisecond},
		{3, 0.5, 50 * time.Millisecond},
		{10, 1, time.Second},
		{1000, 1, time.Second},
	}
	for _, test := range cases {
		if got := Backoff(test.retry, test.jitter); got != test.want {
			t.Errorf("Backoff(%d, %g) is %s, want %s", test.retry, test.jitter, got, test.want)
		}
	}
}

func TestRepeatable(t *testing.T) {
	keyed := http.Header{"Idempotency-Key": {"1"}}
	cases := []struct {
		method string
		header http.Header
		want   bool
	}{
		{http.MethodGet, nil, true},
		{http.MethodHead, nil, true},
		{http.MethodPut, nil, true},
		{http.MethodDelete, nil, true},
		{http.MethodPost, nil, false},
		{http.MethodPatch, nil, false},
		{http.MethodPost, keyed, true},
		{"UNKNOWN", nil, false},
	}
	for _, test := range cases {
		if got := Repeatable(test.method, test.header); got != test.want {
			t.Errorf("Repeatable(%s, %v) is %t", test.method, test.header, got)
		}
	}
}

func TestUnanswered(t *testing.T) {
	for status, want := range map[int]bool{200: false, 404: false, 429: false, 500: false, 501: false, 502: true, 503: true, 504: true} {
		if got := Unanswered(status); got != want {
			t.Errorf("Unanswered(%d) is %t", status, got)
		}
	}
}
