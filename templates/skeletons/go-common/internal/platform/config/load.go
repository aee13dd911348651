// Package config reads a service's settings from the environment: once, at start, every problem at once.
package config

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/caarlos0/env/v11"
)

// Problem says what is wrong with one environment variable. It never holds the variable's value.
type Problem struct {
	Variable string
	Message  string
}

// Error implements error.
func (p Problem) Error() string { return p.Variable + " " + p.Message }

// Invalid is the error of a configuration with at least one Problem.
type Invalid struct{ Problems []Problem }

// Error lists every problem on a line of its own.
func (i Invalid) Error() string {
	lines := make([]string, len(i.Problems))
	for n, problem := range i.Problems {
		lines[n] = "  " + problem.Error()
	}
	return "the configuration is invalid:\n" + strings.Join(lines, "\n")
}

// Checked is a configuration with rules beyond the types of its fields.
type Checked interface {
	// Problems names every rule that does not hold.
	Problems() []Problem
}

// completed is a configuration that reads more, such as a file which a variable names.
type completed interface {
	// Complete fills in the rest and names what is wrong with it.
	Complete(environment map[string]string) []Problem
}

// Load fills a T from environment by its `env` tags, completes it and checks its rules.
// The error is an Invalid that names every problem found, or tells of a wrongly tagged T.
func Load[T Checked](environment map[string]string) (T, error) {
	settings, err := env.ParseAsWithOptions[T](env.Options{Environment: environment})
	problems, err := parseProblems(reflect.TypeFor[T](), err)
	if err != nil {
		return settings, err
	}
	// A variable that could not be read has its zero value: the rules would only report it again.
	reported := map[string]bool{}
	for _, problem := range problems {
		reported[problem.Variable] = true
	}
	found := settings.Problems()
	if incomplete, ok := any(&settings).(completed); ok {
		found = append(found, incomplete.Complete(environment)...)
	}
	for _, problem := range found {
		if !reported[problem.Variable] {
			problems = append(problems, problem)
		}
	}
	if len(problems) > 0 {
		slices.SortStableFunc(problems, func(a, b Problem) int { return strings.Compare(a.Variable, b.Variable) })
		return settings, Invalid{Problems: problems}
	}
	return settings, nil
}

// parseProblems translates the parser's errors; one that is not about a variable is a programming error.
func parseProblems(settings reflect.Type, err error) ([]Problem, error) {
	if err == nil {
		return nil, nil
	}
	var aggregate env.AggregateError
	if !errors.As(err, &aggregate) {
		return nil, err
	}
	var problems []Problem
	for _, cause := range aggregate.Errors {
		var unset env.VarIsNotSetError
		var empty env.EmptyVarError
		var unreadable env.ParseError
		switch {
		case errors.As(cause, &unset):
			problems = append(problems, Problem{unset.Key, "must be set"})
		case errors.As(cause, &empty):
			problems = append(problems, Problem{empty.Key, "must not be empty"})
		case errors.As(cause, &unreadable):
			problems = append(problems, Problem{variableOf(settings, unreadable.Name), expected(unreadable.Type)})
		default:
			return nil, fmt.Errorf("reading the configuration: %w", cause)
		}
	}
	return problems, nil
}

// expected describes a type to the person who has to correct the value.
// The parser's own message is not used: it quotes the value, which may be a secret.
func expected(fieldType reflect.Type) string {
	switch fieldType.String() {
	case "time.Duration":
		return "must be a duration such as 500ms or 5s"
	case "zerolog.Level":
		return "must be debug, info, warn or error"
	case "config.URL", "[]config.URL":
		return "must be an absolute URL such as https://host:8080"
	}
	switch fieldType.Kind() {
	case reflect.Bool:
		return "must be true or false"
	case reflect.Int, reflect.Int64:
		return "must be a whole number"
	case reflect.Float64:
		return "must be a number"
	default:
		return "cannot be read as " + fieldType.String()
	}
}

func variableOf(settings reflect.Type, fieldName string) string {
	for _, field := range reflect.VisibleFields(settings) {
		if variable := variableName(field); field.Name == fieldName && variable != "" {
			return variable
		}
	}
	return fieldName
}

func variableName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("env"), ",")
	return name
}
