package redact

import (
	_ "embed"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// rule is one of gitleaks' rules: where one of its keywords is near, what its
// pattern finds is a secret, unless it is too regular or allowed.
type rule struct {
	id       string
	keywords []string
	entropy  float64
	group    int
	pattern  func() *regexp.Regexp // compiled when a keyword is found: all of them take 0.4 s
	allowed  func() []*regexp.Regexp
}

// ownRules are those that this package replaces: what they find rests on names,
// headers, flags or structure, which are read to their real end here, or their
// keywords are in every other word.
var ownRules = set(`generic-api-key curl-auth-header curl-auth-user private-key kubernetes-secret-yaml jwt hashicorp-tf-password
	twilio-api-key vault-service-token nuget-config-password pkcs12-file`)

// readRules returns the rules of the file but those that only read paths.
func readRules() []*rule {
	var out []*rule
	for _, r := range parseRules() {
		if r.Regex == "" || ownRules[r.ID] {
			continue
		}
		regex := loosened(r.Regex)
		out = append(out, &rule{r.ID, r.Keywords, r.Entropy, r.SecretGroup,
			sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(regex) }),
			sync.OnceValue(r.allowed)})
	}
	return out
}

// loosened changes two things that all rules have in common: a name in front is
// not looked for, as only the secret counts, and a secret may end at any mark
// (a comma, a bracket, an @) and not only at a blank or a quote.
func loosened(regex string) string {
	regex = strings.ReplaceAll(regex, `[\w.-]{0,50}?`, ``)
	return strings.ReplaceAll(regex, "(?:[\\x60'\"\\s;]|\\\\[nr]|$)", `(?:[^\w]|$)`)
}

// Around a keyword, a rule reads this much, and on to the end of the word.
const before, behindKeyword = 128, 512

// rules applies each rule near its keywords.
func (s *scan) rules(k *known, h *hits) {
	done := map[int]int{}
	for _, hit := range h[kindRule] {
		i := hit.keyword.index
		if hit.from < done[i] {
			continue
		}
		from, to := s.window(hit)
		done[i] = to - 64
		s.rule(k.rules[i], max(from, 0), to)
	}
}

// window returns the whole words around a keyword.
func (s *scan) window(h hit) (int, int) {
	from, to := max(h.from-before, 0), min(h.to+behindKeyword, len(s.text))
	for from < h.from && from > 0 && !isSpace(s.text[from-1]) {
		from++
	}
	for limit := to + 2048; to < len(s.text) && to < limit && !isSpace(s.text[to]); {
		to++
	}
	return from, to
}

func (s *scan) rule(r *rule, from, to int) {
	text := s.text[from:to]
	for _, m := range r.pattern().FindAllStringSubmatchIndex(text, -1) {
		g := r.secret(m)
		if g.from < 0 {
			continue
		}
		secret := text[g.from:g.to]
		if entropy(secret) <= r.entropy || strings.HasPrefix(secret, Redacted) || r.allows(secret) {
			continue
		}
		s.redact(from+g.from, from+g.to)
	}
}

// secret returns the group of a match that holds the secret: the one that the
// rule names, or the first that is there, or all of it.
func (r *rule) secret(m []int) span {
	if r.group > 0 && 2*r.group < len(m) {
		return span{m[2*r.group], m[2*r.group+1]}
	}
	for i := 2; i+1 < len(m); i += 2 {
		if m[i] >= 0 && m[i] < m[i+1] {
			return span{m[i], m[i+1]}
		}
	}
	return span{m[0], m[1]}
}

func (r *rule) allows(secret string) bool {
	return slices.ContainsFunc(r.allowed(), func(a *regexp.Regexp) bool { return a.MatchString(secret) })
}

// entropy returns Shannon's, in bits a byte.
func entropy(s string) float64 {
	var counts [256]int
	for i := range len(s) {
		counts[s[i]]++
	}
	sum := 0.0
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(len(s))
			sum -= p * math.Log2(p)
		}
	}
	return sum
}

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
