package cli

import (
	"encoding/json"
	"fmt"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// Build says which podlife this is. What a release build does not set, the Go
// toolchain knows: the version of go install, the commit of go build.
type Build struct {
	Version  string `json:"version"`            // v1.2.3, or Go's word for a build between releases
	Commit   string `json:"commit,omitempty"`   // the hash; twelve digits of it after go install
	Date     string `json:"date,omitempty"`     // of the commit, RFC 3339
	Modified bool   `json:"modified,omitempty"` // built with changes that are in no commit
	Go       string `json:"go"`
	Platform string `json:"platform"` // GOOS/GOARCH
}

// filled adds what the toolchain knows.
func (b Build) filled(info *debug.BuildInfo) Build {
	b.Go, b.Platform = runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH
	if info != nil {
		if b.Version == "" {
			b.Version = info.Main.Version
			b.fromPseudoVersion()
		}
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision" && strings.HasPrefix(s.Value, b.Commit):
				b.Commit = s.Value
			case s.Key == "vcs.time" && b.Date == "":
				b.Date = s.Value
			case s.Key == "vcs.modified":
				b.Modified = s.Value == "true"
			}
		}
	}
	if b.Version == "" {
		b.Version = "unknown"
	}
	return b
}

// pseudoVersion is Go's name for a commit without a tag, such as
// v0.1.1-0.20261120080000-5182dcc6ff2e (https://go.dev/ref/mod#pseudo-versions).
var pseudoVersion = regexp.MustCompile(`[-.](\d{14})-([0-9a-f]{12})(?:\+|$)`)

// fromPseudoVersion takes commit and date out of such a version: go install of
// a branch has them from nowhere else.
func (b *Build) fromPseudoVersion() {
	m := pseudoVersion.FindStringSubmatch(b.Version)
	if m == nil {
		return
	}
	if at, err := time.Parse("20060102150405", m[1]); err == nil {
		b.Commit, b.Date = m[2], at.Format(time.RFC3339)
	}
}

func (b Build) String() string {
	text := "podlife " + b.Version
	var from []string
	if b.Commit != "" {
		from = append(from, "commit "+b.Commit[:min(12, len(b.Commit))])
	}
	if b.Modified {
		from = append(from, "modified")
	}
	if b.Date != "" {
		from = append(from, b.Date)
	}
	if len(from) > 0 {
		text += " (" + strings.Join(from, ", ") + ")"
	}
	return fmt.Sprintf("%s %s %s", text, b.Go, b.Platform)
}

func (a *App) versionCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Long:  "Print which version this is, from which commit it was built, and how.",
		Example: `  podlife version
  podlife version -o json`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			switch output {
			case "text":
				_, err := fmt.Fprintln(a.Out, a.build())
				return err
			case "json":
				enc := json.NewEncoder(a.Out)
				enc.SetIndent("", "  ")
				return enc.Encode(a.build())
			}
			return usagef("-o %q: choose one of text, json", output)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "text", "What to print: `FORMAT` is text or json")
	complete(cmd, "output", "text", "json")
	return cmd
}

// build returns the version, commit and date of this build.
func (a *App) build() Build {
	info, _ := debug.ReadBuildInfo()
	return a.Build.filled(info)
}

// version returns the version alone, for a User-Agent.
func (a *App) version() string { return a.build().Version }
