package redact

import (
	"strings"
	"sync"
)

// known is all that is looked for. It is read when the first text is: a program
// that redacts nothing does not pay for it.
type known struct {
	keywords *automaton
	tokens   []vendorToken
	rules    []*rule
	programs map[string]*rulesOf
}

// ordinary are names of programs that are words in sentences too: they do not
// make a text one with a command in it.
var ordinary = set(`open send user sentinel`)

var knowledge = sync.OnceValue(func() *known {
	k := &known{tokens: vendorTokens, rules: readRules(), programs: readPrograms()}
	var words []keyword
	add := func(kind kind, list ...string) {
		for _, w := range list {
			words = append(words, keyword{text: w, kind: kind})
		}
	}
	add(kindName, strings.Fields(stems)...)
	add(kindURL, "://", "@")
	add(kindPEM, "-----begin")
	add(kindHeader, "authorization", "cookie", "bearer", "basic")
	add(kindSQL, "identified", "password", "values")
	add(kindPgpass, ":*:", ":5432:")
	add(kindHash, hashSchemes...)
	for name := range k.programs {
		if len(name) > 3 && !ordinary[name] || name == "mc" || name == "az" {
			add(kindProgram, lowered(name))
		}
	}
	add(kindProgram, " on >", "using -p", "with -p", "auth-pass ")
	for i, t := range k.tokens {
		words = append(words, keyword{lowered(t.prefix), kindToken, i})
	}
	for i, r := range k.rules {
		for _, w := range r.keywords {
			words = append(words, keyword{lowered(w), kindRule, i})
		}
	}
	add(kindWebhook, webhooks...)
	k.keywords = newAutomaton(words)
	return k
})
