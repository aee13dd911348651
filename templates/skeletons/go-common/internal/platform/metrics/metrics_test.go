package metrics

import (
	"slices"
	"testing"
)

func TestRegistryTellsWhatIsRunning(t *testing.T) {
	families, err := NewRegistry("1.2.3", "abc").Gather()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, family := range families {
		names = append(names, family.GetName())
		if family.GetName() != "service_build_info" {
			continue
		}
		labels := map[string]string{}
		for _, label := range family.GetMetric()[0].GetLabel() {
			labels[label.GetName()] = label.GetValue()
		}
		if labels["version"] != "1.2.3" || labels["commit"] != "abc" || labels["go_version"] == "" {
			t.Errorf("got labels %v", labels)
		}
	}
	for _, want := range []string{"service_build_info", "go_goroutines", "process_start_time_seconds"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is missing", want)
		}
	}
}

func TestBuild(t *testing.T) {
	previousVersion, previousCommit := Version, Commit
	defer func() { Version, Commit = previousVersion, previousCommit }()
	Version, Commit = "1.2.3", "abc"
	if version, commit := Build(""); version != "1.2.3" || commit != "abc" {
		t.Errorf("got %s, %s", version, commit)
	}
	if version, _ := Build("2.0.0"); version != "2.0.0" {
		t.Errorf("the override is ignored: %s", version)
	}
	Version, Commit = "", ""
	if version, commit := Build(""); version != "dev" || commit == "" {
		t.Errorf("got %s, %q", version, commit)
	}
	if described := Describe(); described == "" {
		t.Error("it is not described")
	}
}
