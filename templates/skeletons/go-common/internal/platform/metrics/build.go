package metrics

import "runtime/debug"

// Version and Commit are stamped by the linker: -ldflags "-X <module>/internal/platform/metrics.Version=1.2.3".
var (
	Version = ""
	Commit  = ""
)

// Build returns the version and commit of the binary: those stamped, else the toolchain's, else "dev" and
// "unknown". A non-empty override replaces the version.
func Build(override string) (version, commit string) {
	version, commit = Version, Commit
	if info, ok := debug.ReadBuildInfo(); ok && commit == "" {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				commit = setting.Value
			}
		}
	}
	if override != "" {
		version = override
	}
	if version == "" {
		version = "dev"
	}
	if commit == "" {
		commit = "unknown"
	}
	return version, commit
}

// Describe returns version and commit as one line for people.
func Describe() string {
	version, commit := Build("")
	return version + " (" + commit + ")"
}
