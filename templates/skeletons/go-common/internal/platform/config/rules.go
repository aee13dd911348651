package config

import (
	"fmt"
	"net"
	"slices"
	"strconv"
	"time"
)

// Rules collects problems; each method adds one when its rule does not hold.
type Rules []Problem

// Check adds a problem unless holds.
func (r *Rules) Check(holds bool, variable, message string) {
	if !holds {
		*r = append(*r, Problem{variable, message})
	}
}

// Between demands lowest <= value <= highest.
func (r *Rules) Between(variable string, value, lowest, highest time.Duration) {
	r.Check(value >= lowest && value <= highest, variable, fmt.Sprintf("must be from %s to %s", lowest, highest))
}

// Count demands lowest <= value <= highest.
func (r *Rules) Count(variable string, value, lowest, highest int) {
	r.Check(value >= lowest && value <= highest, variable, fmt.Sprintf("must be from %d to %d", lowest, highest))
}

// Address demands host:port or :port; port 0 asks the system for a free one.
func (r *Rules) Address(variable, value string) {
	_, port, err := net.SplitHostPort(value)
	number, portErr := strconv.ParseUint(port, 10, 16)
	r.Check(err == nil && portErr == nil && number <= 65535, variable, "must be an address such as 127.0.0.1:8080 or :8080")
}

// Scheme demands one of the allowed schemes of a URL that is set.
func (r *Rules) Scheme(variable string, value URL, allowed ...string) {
	if value.IsZero() {
		return
	}
	r.Check(slices.Contains(allowed, value.Scheme()), variable, fmt.Sprintf("must be a URL with one of the schemes %v", allowed))
}
