package redact

import (
	_ "embed"
	"regexp"

	"github.com/BurntSushi/toml"
)

// rulesFile holds the rules of gitleaks, as its release has them; see
// gitleaks/NOTICE.
//
//go:embed gitleaks/gitleaks.toml
var rulesFile string

// rawRule is a rule as the file has it.
type rawRule struct {
	ID          string
	Regex       string
	Entropy     float64
	SecretGroup int
	Keywords    []string
	Allowlists  []struct{ Regexes []string }
}

// parseRules reads the file, which is part of the program.
func parseRules() []rawRule {
	var file struct{ Rules []rawRule }
	if err := toml.Unmarshal([]byte(rulesFile), &file); err != nil {
		panic("redact: the embedded rules cannot be read: " + err.Error())
	}
	return file.Rules
}

// allowed returns the patterns of values that are no secrets.
func (r *rawRule) allowed() []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, a := range r.Allowlists {
		for _, regex := range a.Regexes {
			out = append(out, regexp.MustCompile(regex))
		}
	}
	return out
}
