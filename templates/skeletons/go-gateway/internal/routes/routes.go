// Package routes reads which paths go where.
package routes

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"
)

// Route hands everything below a prefix to an upstream.
type Route struct {
	// Prefix is the path, and everything below it.
	Prefix string
	// Upstream is the base URL.
	Upstream *url.URL
	// Rewrite takes the prefix's place.
	Rewrite string
	Methods []string
	// Public needs no token.
	Public bool
	// Scopes must all be in the token.
	Scopes []string
	// Timeout is for the whole request, TryTimeout for the headers of one answer.
	Timeout    time.Duration
	TryTimeout time.Duration
	// Retries is how many times a request that may be repeated is tried again.
	Retries int
	// ForwardAuthorization hands the token on. Without it an upstream cannot use it against others.
	ForwardAuthorization bool
}

const (
	defaultTimeout = 5 * time.Second
	defaultRetries = 2
	maxRetries     = 5
	// maxFileBytes is far beyond any real table of routes.
	maxFileBytes = 1 << 20
)

// DefaultMethods are those of a route that names none.
func DefaultMethods() []string {
	return []string{
		http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions,
	}
}

type file struct {
	Routes []entry `yaml:"routes"`
}

type entry struct {
	Prefix               string         `yaml:"prefix"`
	Upstream             string         `yaml:"upstream"`
	Rewrite              *string        `yaml:"rewrite"`
	Methods              []string       `yaml:"methods"`
	Public               bool           `yaml:"public"`
	Scopes               []string       `yaml:"scopes"`
	Timeout              *time.Duration `yaml:"timeout"`
	TryTimeout           *time.Duration `yaml:"tryTimeout"`
	Retries              *int           `yaml:"retries"`
	ForwardAuthorization bool           `yaml:"forwardAuthorization"`
}

// Read reads a YAML document. ${NAME} in an upstream is looked up in environment; longest is the longest time-out
// that a route may have. The error joins one error for each thing that is wrong, each naming its route.
func Read(source io.Reader, environment map[string]string, longest time.Duration) ([]Route, error) {
	decoder := yaml.NewDecoder(io.LimitReader(source, maxFileBytes))
	// A misspelt setting would otherwise be lost in silence.
	decoder.KnownFields(true)
	var parsed file
	if err := decoder.Decode(&parsed); err != nil {
		return nil, fmt.Errorf("is not a table of routes: %w", err)
	}
	if len(parsed.Routes) == 0 {
		return nil, errors.New("has no routes")
	}
	var found []Route
	var problems []error
	for _, each := range parsed.Routes {
		route, err := each.route(environment, longest)
		problems = append(problems, err)
		if slices.ContainsFunc(found, func(other Route) bool { return other.Prefix == route.Prefix }) {
			problems = append(problems, fmt.Errorf("route %s: is there twice", route.Prefix))
		}
		found = append(found, route)
	}
	return found, errors.Join(problems...)
}

var (
	acceptablePrefix = regexp.MustCompile(`^(/[A-Za-z0-9._~-]+)+$`)
	variable         = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)
)

func (e entry) route(environment map[string]string, longest time.Duration) (Route, error) {
	var problems []error
	check := func(holds bool, format string, arguments ...any) {
		if !holds {
			problems = append(problems, fmt.Errorf("route %s: "+format, append([]any{e.Prefix}, arguments...)...))
		}
	}
	route := Route{
		Prefix:               e.Prefix,
		Rewrite:              orElse(e.Rewrite, e.Prefix),
		Methods:              e.Methods,
		Public:               e.Public,
		Scopes:               e.Scopes,
		Timeout:              orElse(e.Timeout, min(defaultTimeout, longest)),
		Retries:              orElse(e.Retries, defaultRetries),
		ForwardAuthorization: e.ForwardAuthorization,
	}
	// Half of the time leaves the other half for the tries that follow.
	route.TryTimeout = orElse(e.TryTimeout, route.Timeout/2)
	if len(route.Methods) == 0 {
		route.Methods = DefaultMethods()
	}
	check(acceptablePrefix.MatchString(e.Prefix), "prefix must be a path such as /api/orders, without a slash at the end")
	check(route.Rewrite == "" || acceptablePrefix.MatchString(route.Rewrite), "rewrite must be a path such as /v1/orders, or empty")
	for _, method := range route.Methods {
		check(slices.Contains(DefaultMethods(), method), "method %q is not one of %v", method, DefaultMethods())
	}
	check(!e.Public || len(e.Scopes) == 0, "a public route has no token that could hold scopes")
	check(route.Timeout > 0 && route.Timeout <= longest, "timeout must be more than 0 and at most HTTP_REQUEST_TIMEOUT (%s)", longest)
	check(route.TryTimeout > 0 && route.TryTimeout <= route.Timeout, "tryTimeout must be more than 0 and at most timeout (%s)", route.Timeout)
	check(route.Retries >= 0 && route.Retries <= maxRetries, "retries must be from 0 to %d", maxRetries)

	route.Upstream = e.upstream(environment, check)
	return route, errors.Join(problems...)
}

// upstream puts the environment's values in place and reports what is wrong to check.
func (e entry) upstream(environment map[string]string, check func(holds bool, format string, arguments ...any)) *url.URL {
	complete := true
	expanded := variable.ReplaceAllStringFunc(e.Upstream, func(reference string) string {
		name := variable.FindStringSubmatch(reference)[1]
		complete = complete && environment[name] != ""
		check(environment[name] != "", "upstream needs the environment variable %s", name)
		return environment[name]
	})
	if !complete {
		return nil
	}
	upstream, err := url.Parse(expanded)
	if err != nil {
		// The cause quotes the URL, which may hold a password.
		check(false, "upstream must be an http or https URL")
		return nil
	}
	check(upstream.Host != "" && (upstream.Scheme == "http" || upstream.Scheme == "https"), "upstream must be an http or https URL")
	check(upstream.RawQuery == "" && upstream.User == nil, "upstream must have neither query nor user")
	return upstream
}

func orElse[T any](value *T, otherwise T) T {
	if value == nil {
		return otherwise
	}
	return *value
}
