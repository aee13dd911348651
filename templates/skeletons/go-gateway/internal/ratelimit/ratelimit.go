// Package ratelimit limits how often each client may ask, in bounded memory.
package ratelimit

import (
	"container/list"
	"math"
	"sync"
	"time"
)

// Limiter keeps a token bucket for each of the clients seen last.
type Limiter struct {
	perSecond float64
	burst     float64
	capacity  int

	mutex   sync.Mutex
	buckets map[string]*list.Element
	recent  *list.List // the client seen last is in front
}

type bucket struct {
	client  string
	tokens  float64
	updated time.Time
}

// New returns a limiter that allows each client burst requests at once and perSecond from then on. It remembers
// capacity clients: one that others have pushed out begins again with a full bucket.
func New(perSecond float64, burst, capacity int) *Limiter {
	return &Limiter{
		perSecond: perSecond,
		burst:     float64(burst),
		capacity:  capacity,
		buckets:   map[string]*list.Element{},
		recent:    list.New(),
	}
}

// Allow spends one of client's tokens. Without one it returns false and how long until there is one.
func (l *Limiter) Allow(client string, now time.Time) (bool, time.Duration) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	held := l.bucketOf(client, now)
	if passed := now.Sub(held.updated).Seconds(); passed > 0 {
		held.tokens = math.Min(l.burst, held.tokens+passed*l.perSecond)
		held.updated = now
	}
	if held.tokens < 1 {
		return false, time.Duration(math.Ceil((1 - held.tokens) / l.perSecond * float64(time.Second)))
	}
	held.tokens--
	return true, 0
}

func (l *Limiter) bucketOf(client string, now time.Time) *bucket {
	if element, ok := l.buckets[client]; ok {
		l.recent.MoveToFront(element)
		return element.Value.(*bucket) //nolint:errcheck,forcetypeassert // nothing else is put in
	}
	if len(l.buckets) >= l.capacity {
		oldest := l.recent.Back()
		l.recent.Remove(oldest)
		delete(l.buckets, oldest.Value.(*bucket).client) //nolint:errcheck,forcetypeassert // nothing else is put in
	}
	held := &bucket{client: client, tokens: l.burst, updated: now}
	l.buckets[client] = l.recent.PushFront(held)
	return held
}
