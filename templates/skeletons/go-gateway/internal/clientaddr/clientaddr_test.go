package clientaddr

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
)

func TestChain(t *testing.T) {
	cases := map[string]struct {
		forwarded []string
		remote    string
		hops      int
		want      []string
	}{
		"nobody in between":                 {nil, "10.0.0.1:5000", 0, []string{"10.0.0.1"}},
		"a claim without a proxy":           {[]string{"1.2.3.4"}, "10.0.0.1:5000", 0, []string{"10.0.0.1"}},
		"one proxy":                         {[]string{"1.2.3.4"}, "10.0.0.1:5000", 1, []string{"1.2.3.4", "10.0.0.1"}},
		"one proxy and a claim":             {[]string{"6.6.6.6, 1.2.3.4"}, "10.0.0.1:5000", 1, []string{"1.2.3.4", "10.0.0.1"}},
		"two proxies, two headers":          {[]string{"6.6.6.6, 1.2.3.4", "10.0.0.2"}, "10.0.0.1:5000", 2, []string{"1.2.3.4", "10.0.0.2", "10.0.0.1"}},
		"fewer than expected":               {[]string{"1.2.3.4"}, "10.0.0.1:5000", 3, []string{"1.2.3.4", "10.0.0.1"}},
		"no header although expected":       {nil, "10.0.0.1:5000", 1, []string{"10.0.0.1"}},
		"nonsense to the left of a proxy":   {[]string{"unknown, 10.0.0.2"}, "10.0.0.1:5000", 2, []string{"10.0.0.2", "10.0.0.1"}},
		"version 6, with and without ports": {[]string{"[2001:db8::1]:80"}, "[2001:db8::2]:5000", 1, []string{"2001:db8::1", "2001:db8::2"}},
		"version 4 in version 6":            {nil, "[::ffff:10.0.0.1]:5000", 0, []string{"10.0.0.1"}},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			request := httptest.NewRequest(http.MethodGet, "/", nil)
			request.RemoteAddr = test.remote
			for _, value := range test.forwarded {
				request.Header.Add("X-Forwarded-For", value)
			}
			if got := Chain(request, test.hops); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestGroup(t *testing.T) {
	for text, want := range map[string]string{
		"10.0.0.1":            "10.0.0.1",
		"2001:db8::1":         "2001:db8::/64",
		"2001:db8::ffff:0:1":  "2001:db8::/64",
		"2001:db8:0:1::1":     "2001:db8:0:1::/64",
		"something else":      "unknown",
		"[2001:db8::1]:65000": "2001:db8::/64",
	} {
		if got := Group(text); got != want {
			t.Errorf("Group(%s) is %s, want %s", text, got, want)
		}
	}
}
