package main

import (
	"bytes"
	"strings"
	"testing"
)

func call(t *testing.T, arguments, environment []string) (status int, output, problems string) {
	t.Helper()
	var standard, errors bytes.Buffer
	status = run(t.Context(), arguments, environment, &standard, &errors)
	return status, standard.String(), errors.String()
}

func TestVersion(t *testing.T) {
	if status, output, problems := call(t, []string{"-version"}, nil); status != 0 || strings.TrimSpace(output) == "" || problems != "" {
		t.Errorf("got %d, %q, %q", status, output, problems)
	}
}

func TestEveryProblemOfTheEnvironmentIsTold(t *testing.T) {
	status, output, problems := call(t, nil, []string{"ADMIN_ADDRESS=nowhere", "SHUTDOWN_DELAY=soon"})
	if status != statusMisconfigured || output != "" {
		t.Errorf("got %d, %q", status, output)
	}
	for _, variable := range []string{"ADMIN_ADDRESS", "SHUTDOWN_DELAY"} {
		if !strings.Contains(problems, variable) {
			t.Errorf("nothing is said about %s:\n%s", variable, problems)
		}
	}
}

func TestUnknownArguments(t *testing.T) {
	if status, _, problems := call(t, []string{"-unknown"}, nil); status != statusMisconfigured || !strings.Contains(problems, "-unknown") {
		t.Errorf("got %d, %q", status, problems)
	}
}
