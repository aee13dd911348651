package routes

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

var environment = map[string]string{"ORDERS_URL": "http://orders:8080", "EMPTY": ""}

func read(text string) ([]Route, error) {
	return Read(strings.NewReader(text), environment, 10*time.Second)
}

func TestReadWithDefaults(t *testing.T) {
	table, err := read(`routes: [{prefix: /api/orders, upstream: "${ORDERS_URL}/base"}]`)
	if err != nil {
		t.Fatal(err)
	}
	route := table[0]
	if route.Upstream.String() != "http://orders:8080/base" || route.Rewrite != "/api/orders" {
		t.Errorf("it goes to %s%s", route.Upstream, route.Rewrite)
	}
	if route.Timeout != 5*time.Second || route.TryTimeout != 2500*time.Millisecond || route.Retries != 2 {
		t.Errorf("the times are %+v", route)
	}
	if route.Public || route.ForwardAuthorization || !reflect.DeepEqual(route.Methods, DefaultMethods()) {
		t.Errorf("it lets too much or too little through: %+v", route)
	}
}

func TestReadEverything(t *testing.T) {
	table, err := read(`
routes:
  - prefix: /api/orders
    upstream: ${ORDERS_URL}
    rewrite: /v1/orders
    methods: [GET, POST]
    scopes: [orders]
    timeout: 8s
    tryTimeout: 1s
    retries: 0
    forwardAuthorization: true
  - {prefix: /status, upstream: "https://status", rewrite: "", public: true}
`)
	if err != nil {
		t.Fatal(err)
	}
	first := table[0]
	first.Upstream = nil
	want := Route{
		Prefix: "/api/orders", Rewrite: "/v1/orders", Methods: []string{"GET", "POST"}, Scopes: []string{"orders"},
		Timeout: 8 * time.Second, TryTimeout: time.Second, ForwardAuthorization: true,
	}
	if !reflect.DeepEqual(first, want) {
		t.Errorf("got %+v, want %+v", first, want)
	}
	if !table[1].Public || table[1].Rewrite != "" {
		t.Errorf("got %+v", table[1])
	}
}

func TestReadRefuses(t *testing.T) {
	cases := map[string]struct{ text, want string }{
		"nothing":             {``, "not a table of routes"},
		"no routes":           {`routes: []`, "no routes"},
		"a misspelt setting":  {`routes: [{prefix: /a, upstream: "http://a", retires: 1}]`, "retires"},
		"a slash at the end":  {`routes: [{prefix: /a/, upstream: "http://a"}]`, "prefix must"},
		"a pattern":           {`routes: [{prefix: "/a/{id}", upstream: "http://a"}]`, "prefix must"},
		"a relative rewrite":  {`routes: [{prefix: /a, upstream: "http://a", rewrite: b}]`, "rewrite must"},
		"no upstream":         {`routes: [{prefix: /a}]`, "upstream must"},
		"another scheme":      {`routes: [{prefix: /a, upstream: "ftp://a"}]`, "upstream must"},
		"a password":          {`routes: [{prefix: /a, upstream: "http://u:p@a"}]`, "neither query nor user"},
		"an unset variable":   {`routes: [{prefix: /a, upstream: "${UNSET}"}]`, "environment variable UNSET"},
		"an empty variable":   {`routes: [{prefix: /a, upstream: "${EMPTY}"}]`, "environment variable EMPTY"},
		"an unknown method":   {`routes: [{prefix: /a, upstream: "http://a", methods: [get]}]`, `method "get"`},
		"too long a time":     {`routes: [{prefix: /a, upstream: "http://a", timeout: 11s}]`, "timeout must"},
		"a longer try":        {`routes: [{prefix: /a, upstream: "http://a", timeout: 1s, tryTimeout: 2s}]`, "tryTimeout must"},
		"too many retries":    {`routes: [{prefix: /a, upstream: "http://a", retries: 6}]`, "retries must"},
		"scopes for everyone": {`routes: [{prefix: /a, upstream: "http://a", public: true, scopes: [b]}]`, "public route"},
		"the same one twice":  {`routes: [{prefix: /a, upstream: "http://a"}, {prefix: /a, upstream: "http://b"}]`, "twice"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := read(test.text); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestReadReportsEverythingAtOnce(t *testing.T) {
	_, err := read(`routes: [{prefix: /a, upstream: "${UNSET}", retries: 9}, {prefix: b, upstream: "ftp://b"}]`)
	if err == nil {
		t.Fatal("it was taken")
	}
	for _, want := range []string{"/a: upstream needs", "/a: retries", "b: prefix", "b: upstream"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not tell of %q:\n%v", want, err)
		}
	}
}
