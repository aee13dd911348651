package config

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

type sample struct {
	Base

	Password Secret        `env:"PASSWORD,required,notEmpty"`
	Upstream URL           `env:"UPSTREAM"`
	Servers  []URL         `env:"SERVERS" envSeparator:","`
	Count    int           `env:"COUNT" envDefault:"3"`
	Ratio    float64       `env:"RATIO" envDefault:"0.5"`
	On       bool          `env:"ON"`
	Wait     time.Duration `env:"WAIT" envDefault:"1s"`
	Derived  string
}

func (s sample) Problems() []Problem {
	rules := Rules{}
	rules.Count("COUNT", s.Count, 1, 5)
	rules.Scheme("UPSTREAM", s.Upstream, "https")
	return append(s.Base.Problems(), rules...)
}

func (s *sample) Complete(environment map[string]string) []Problem {
	s.Derived = environment["DERIVED"]
	if s.Derived == "wrong" {
		return []Problem{{"DERIVED", "is wrong"}}
	}
	return nil
}

func TestLoad(t *testing.T) {
	settings, err := Load[sample](map[string]string{
		"PASSWORD": "s3cret", "UPSTREAM": "https://host/path", "SERVERS": "nats://a:1,nats://b:2", "WAIT": "90s", "DERIVED": "value",
	})
	if err != nil {
		t.Fatal(err)
	}
	if settings.Password.Reveal() != "s3cret" || settings.Count != 3 || settings.Ratio != 0.5 || settings.On || settings.Wait != 90*time.Second {
		t.Errorf("got %+v", settings)
	}
	if settings.Upstream.Reveal() != "https://host/path" || len(settings.Servers) != 2 || settings.Servers[1].Reveal() != "nats://b:2" {
		t.Errorf("got %v and %v", settings.Upstream, settings.Servers)
	}
	if settings.Derived != "value" || settings.Environment != "development" {
		t.Errorf("got %+v", settings)
	}
}

func TestLoadReportsEveryProblemOnce(t *testing.T) {
	_, err := Load[sample](map[string]string{
		"UPSTREAM": "http://user:s3cret@host", "COUNT": "many", "RATIO": "x", "ON": "maybe", "WAIT": "5", "LOG_LEVEL": "loud",
		"ADMIN_ADDRESS": "nowhere", "SHUTDOWN_TIMEOUT": "0s", "SERVERS": "s3cret", "DERIVED": "wrong",
	})
	var invalid Invalid
	if !errors.As(err, &invalid) {
		t.Fatalf("got error %v", err)
	}
	var variables []string
	for _, problem := range invalid.Problems {
		variables = append(variables, problem.Variable)
	}
	want := []string{
		"ADMIN_ADDRESS", "COUNT", "DERIVED", "LOG_LEVEL", "ON", "PASSWORD", "RATIO", "SERVERS", "SHUTDOWN_TIMEOUT", "UPSTREAM", "WAIT",
	}
	if !reflect.DeepEqual(variables, want) {
		t.Errorf("got problems of %v, want %v", variables, want)
	}
	if strings.Contains(err.Error(), "s3cret") {
		t.Errorf("the error gives a secret away: %v", err)
	}
	if lines := strings.Count(err.Error(), "\n"); lines != len(want) {
		t.Errorf("the error has %d lines for %d problems", lines, len(want))
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	settings, err := Load[sample](map[string]string{
		"PASSWORD": "s3cret", "UPSTREAM": "https://user:s3cret@host/path?password=s3cret#s3cret", "SERVERS": "nats://u:s3cret@a:1",
	})
	if err != nil {
		t.Fatal(err)
	}
	masked := Masked(settings)
	for _, printed := range []string{
		fmt.Sprint(masked), fmt.Sprintf("%v %+v %#v", settings.Password, settings.Upstream, settings.Servers), settings.Password.String(),
	} {
		if strings.Contains(printed, "s3cret") {
			t.Errorf("a secret is printed: %s", printed)
		}
	}
	if masked["UPSTREAM"] != "https://user:xxxxx@host/path" || masked["PASSWORD"] != "********" || masked["COUNT"] != "3" {
		t.Errorf("got %v", masked)
	}
	if _, has := masked["LOG_LEVEL"]; !has {
		t.Errorf("the embedded settings are missing: %v", masked)
	}
}

func TestAnEmptySecretIsShownAsEmpty(t *testing.T) {
	if shown := Secret("").String(); shown != "" {
		t.Errorf("got %q", shown)
	}
}

func TestAddress(t *testing.T) {
	for address, want := range map[string]bool{
		":8080": true, "127.0.0.1:0": true, "[::1]:8080": true, "host:8080": true,
		"": false, "8080": false, "host": false, ":http": false, ":65536": false, ":-1": false,
	} {
		rules := Rules{}
		rules.Address("ADDRESS", address)
		if (len(rules) == 0) != want {
			t.Errorf("%q: %v", address, rules)
		}
	}
}

func TestEnvironment(t *testing.T) {
	got := Environment([]string{"A=1", "B=x=y", "C=", "nothing"})
	if want := map[string]string{"A": "1", "B": "x=y", "C": ""}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
