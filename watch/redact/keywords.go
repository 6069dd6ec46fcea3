package redact

import (
	"strings"
	"sync"
)

// kind is what a keyword announces.
type kind uint8

const (
	kindName    kind = iota // part of a name that may hold a secret
	kindURL                 // credentials in a URL or a DSN
	kindPEM                 // a private key
	kindHeader              // an HTTP header that authenticates
	kindSQL                 // a statement that sets a password
	kindProgram             // a program whose flags are known
	kindToken               // the beginning of a vendor's token
	kindRule                // a rule of gitleaks
	kindWebhook             // a URL that is a secret
	kindHash                // what is stored of a password
	kindPgpass              // a line of .pgpass
	kinds
)

// keyword is a text in small letters; index is of the token or rule it belongs to.
type keyword struct {
	text  string
	kind  kind
	index int
}

// hit is where a keyword stands in a text.
type hit struct {
	from, to int
	keyword  *keyword
}

// hits are all the keywords of a text, by kind.
type hits [kinds][]hit

// automaton finds all keywords in one pass over a text (Aho and Corasick, 1975).
// It has a row of next states for each state; bytes that are in no keyword share
// a column, which keeps it at 200 kB where a row of 256 would take 4 MB.
type automaton struct {
	columns [256]uint8
	width   int
	next    []uint16  // state*width + column → state
	ends    [][]int32 // state → keywords that end there
	words   []keyword
}

func newAutomaton(words []keyword) *automaton {
	a := &automaton{words: words, width: 1}
	for _, w := range words {
		for i := range len(w.text) {
			if c := w.text[i]; a.columns[c] == 0 {
				a.columns[c] = uint8(a.width) //nolint:gosec // fewer than 256 different bytes
				a.width++
			}
		}
	}
	a.addState()
	for i, w := range words {
		a.add(w.text, int32(i))
	}
	a.link()
	return a
}

func (a *automaton) addState() uint16 {
	a.next = append(a.next, make([]uint16, a.width)...)
	a.ends = append(a.ends, nil)
	return uint16(len(a.ends) - 1) //nolint:gosec // a few thousand states
}

func (a *automaton) add(word string, index int32) {
	state := uint16(0)
	for i := range len(word) {
		column := int(a.columns[word[i]])
		n := a.next[int(state)*a.width+column]
		if n == 0 {
			n = a.addState()
			a.next[int(state)*a.width+column] = n
		}
		state = n
	}
	a.ends[state] = append(a.ends[state], index)
}

// link fills in where each state goes on a byte that continues no keyword: where
// its longest proper suffix goes. States are visited by their depth.
func (a *automaton) link() {
	fail := make([]uint16, len(a.ends))
	var queue []uint16
	for c := range a.width {
		if n := a.next[c]; n != 0 {
			queue = append(queue, n)
		}
	}
	for len(queue) > 0 {
		state := queue[0]
		queue = queue[1:]
		a.ends[state] = append(a.ends[state], a.ends[fail[state]]...)
		for c := range a.width {
			there := a.next[int(fail[state])*a.width+c]
			if n := a.next[int(state)*a.width+c]; n != 0 {
				fail[n] = there
				queue = append(queue, n)
			} else {
				a.next[int(state)*a.width+c] = there
			}
		}
	}
}

// find returns the keywords in text, which is in small letters.
func (a *automaton) find(text string) *hits {
	var out hits
	state := uint16(0)
	for i := range len(text) {
		state = a.next[int(state)*a.width+int(a.columns[text[i]])]
		for _, w := range a.ends[state] {
			k := &a.words[w]
			out[k.kind] = append(out[k.kind], hit{i + 1 - len(k.text), i + 1, k})
		}
	}
	return &out
}

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
