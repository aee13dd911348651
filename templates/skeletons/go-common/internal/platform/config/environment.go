package config

import "strings"

// Environment turns the form of os.Environ into a map.
func Environment(pairs []string) map[string]string {
	environment := make(map[string]string, len(pairs))
	for _, pair := range pairs {
		if name, value, found := strings.Cut(pair, "="); found {
			environment[name] = value
		}
	}
	return environment
}
