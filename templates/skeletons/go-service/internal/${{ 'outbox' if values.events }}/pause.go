package outbox

import "time"

const (
	firstPause   = time.Second
	longestPause = 30 * time.Second
)

// pauseAfter returns how long to wait after so many failures in a row: doubling from one second to thirty.
func pauseAfter(failures int) time.Duration {
	pause := firstPause
	for range failures - 1 {
		if pause *= 2; pause >= longestPause {
			return longestPause
		}
	}
	return pause
}
