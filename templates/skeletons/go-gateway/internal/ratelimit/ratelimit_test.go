package ratelimit

import (
	"strconv"
	"sync"
	"testing"
	"time"
)

var beginning = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func allowed(limiter *Limiter, client string, tries int, now time.Time) int {
	count := 0
	for range tries {
		if ok, _ := limiter.Allow(client, now); ok {
			count++
		}
	}
	return count
}

func TestABurstAndThenARate(t *testing.T) {
	limiter := New(10, 5, 100)
	if got := allowed(limiter, "ada", 100, beginning); got != 5 {
		t.Errorf("%d at once, want 5", got)
	}
	if got := allowed(limiter, "ada", 100, beginning.Add(300*time.Millisecond)); got != 3 {
		t.Errorf("%d after 300 ms, want 3", got)
	}
	if got := allowed(limiter, "ada", 100, beginning.Add(time.Hour)); got != 5 {
		t.Errorf("%d after an hour, want 5", got)
	}
}

func TestRefusalsSayWhenToComeBack(t *testing.T) {
	limiter := New(4, 1, 100)
	limiter.Allow("ada", beginning)
	ok, wait := limiter.Allow("ada", beginning.Add(100*time.Millisecond))
	if ok || wait != 150*time.Millisecond {
		t.Errorf("got %t, wait %s, want 150ms", ok, wait)
	}
	if ok, _ := limiter.Allow("ada", beginning.Add(100*time.Millisecond+wait)); !ok {
		t.Error("it was refused again after the wait")
	}
}

func TestClientsDoNotShare(t *testing.T) {
	limiter := New(1, 1, 100)
	if allowed(limiter, "ada", 2, beginning) != 1 || allowed(limiter, "grace", 2, beginning) != 1 {
		t.Error("two clients got something other than one each")
	}
}

func TestMemoryIsBounded(t *testing.T) {
	limiter := New(1, 1, 10)
	for n := range 1000 {
		limiter.Allow(strconv.Itoa(n), beginning)
	}
	if len(limiter.buckets) != 10 || limiter.recent.Len() != 10 {
		t.Errorf("%d buckets and %d entries, want 10", len(limiter.buckets), limiter.recent.Len())
	}
	// Those who were seen last are remembered.
	if allowed(limiter, "999", 1, beginning) != 0 || allowed(limiter, "989", 1, beginning) != 1 {
		t.Error("the wrong ones were forgotten")
	}
}

func TestTimeThatGoesBackGivesNothing(t *testing.T) {
	limiter := New(1, 1, 10)
	limiter.Allow("ada", beginning)
	if ok, _ := limiter.Allow("ada", beginning.Add(-time.Hour)); ok {
		t.Error("a token came from the past")
	}
}

func TestConcurrentUse(t *testing.T) {
	limiter := New(1, 50, 10)
	var group sync.WaitGroup
	var mutex sync.Mutex
	total := 0
	for range 10 {
		group.Go(func() {
			count := allowed(limiter, "ada", 10, beginning)
			mutex.Lock()
			defer mutex.Unlock()
			total += count
		})
	}
	group.Wait()
	if total != 50 {
		t.Errorf("%d were allowed, want 50", total)
	}
}
