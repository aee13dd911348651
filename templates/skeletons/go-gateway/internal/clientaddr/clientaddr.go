// Package clientaddr finds out who is asking when proxies stand in between.
package clientaddr

import (
	"net/http"
	"net/netip"
	"strings"
)

// Chain returns the addresses that a request came through, the client first, as far as they can be believed: hops
// is how many proxies in front are trusted to append to X-Forwarded-For. What a client wrote into that header itself
// is left of what they appended, and is not believed. The last address is the one that connected.
func Chain(request *http.Request, hops int) []string {
	var named []string
	for _, value := range request.Header.Values("X-Forwarded-For") {
		for part := range strings.SplitSeq(value, ",") {
			named = append(named, strings.TrimSpace(part))
		}
	}
	named = append(named, request.RemoteAddr)
	if beyond := len(named) - 1 - hops; beyond > 0 {
		named = named[beyond:]
	}
	chain := make([]string, 0, len(named))
	for _, each := range named {
		address, ok := parse(each)
		if !ok {
			// From here on to the left nothing is an address; to the right it may be.
			chain = chain[:0]
			continue
		}
		chain = append(chain, address.String())
	}
	return chain
}

// Group returns the key under which an address is limited: an IPv6 customer has a whole /64 to choose from.
func Group(text string) string {
	address, ok := parse(text)
	if !ok {
		return "unknown"
	}
	if address.Is6() {
		if prefix, err := address.Prefix(64); err == nil {
			return prefix.String()
		}
	}
	return address.String()
}

// parse reads an address with or without a port.
func parse(text string) (netip.Addr, bool) {
	if withPort, err := netip.ParseAddrPort(text); err == nil {
		return withPort.Addr().Unmap().WithZone(""), true
	}
	address, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return address.Unmap().WithZone(""), err == nil
}
