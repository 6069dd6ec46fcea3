package redact

import "strings"

// secrecy is how much the name of a thing says about its value.
type secrecy uint8

const (
	// public names hold no credential: max-tokens, secretName, token-file.
	public secrecy = iota
	// numeric names hold one where the value is a number of four digits or more: pin.
	numeric
	// doubtful names hold one where the value looks generated: key, auth.
	doubtful
	// named things hold either one or the name of a Kubernetes Secret: secret.
	named
	// sure names hold one, but for values such as "true", a path or $(VAR).
	sure
)

// nouns say what kind of thing a name names; the last one in it decides.
var nouns = table(map[secrecy]string{
	sure: `password passwd passphrase passcode passwort pass pw pwd token jwt authtoken authkey apikey psk passkey otp
		requirepass masterauth cookie authorization usertoken identitytoken privatekey privkey seckey secretkey accesskey accountkey mnemonic
		clientsecret subscriptionkey sharedkey sshpass authtok`,
	numeric:  `pin pincode cvv cvc passnumber`,
	named:    `secret credential credentials creds cred rocommunity rwcommunity`,
	doubtful: `key keys auth secrets tokens passwords sig signature sas hmac salt seed session sessionid dsn pat bearer community sessionkey`,
})

// strongKeys make a key a secret one, and strongSecrets a secret no name of a Secret.
var (
	strongKeys = set(`api access private secret signing sign encryption encrypt enc auth account license master shared storage app
		application deploy ssh cookie webhook integration ingest insert write subscription admin hmac aes rsa jwt crypto cipher decryption
		decrypt unseal recovery activation functions function client tls ssl tsig rndc gossip wireguard developer consumer bearer
		oauth root session user personal publish django flask rails laravel fernet setup host connection data service instrumentation`)
	strongSecrets = set(`client app api consumer shared webhook oauth jwt session signing cookie hmac root bot master user auth app
		application nextauth csrf service encryption channel signature partner totp mfa otp refresh sign`)
)

// upstreams are protocols of which nginx says where they go: fastcgi_pass unix:/x.sock.
var upstreams = set(`fastcgi uwsgi scgi grpc memcached`)

// seeded make a seed that of something secret, and not of a random number.
var seeded = set(`otp totp hotp mfa wallet recovery nkey account operator signing`)

// qualifiers after a noun make it something about a secret.
var qualifiers = set(`file files path paths dir directory folder filename name names namespace ref refs reference ttl expiry expires
	expire expired expiration exp timeout max min count counts limit limits length len size sizes type types kind url uri endpoint host
	port version policy enabled disabled enable disable required optional mode modes format algorithm alg algo method methods issuer
	audience audiences header headers field column columns env envvar var variable store provider providers manager role roles mount
	mounts mountpath backend engine class selector label labels annotation annotations prefix suffix volume volumes rotation rotate
	interval period retries retry cache service server review reviewer reviews validator bucket hint prompt stdin age strength seconds
	minutes hours days ms sec duration lifetime leeway skew window budget usage used per rate index idx position pos offset counter total
	sum stats metrics status state source sources scope scopes pair pairs ring controller operator webhook injector sync watch reload
	generator template schema table owner arn ids uid username email charset chars encoding encoder locale login reset change changed
	updated created at on since until date time timestamp request requests response info description comment note title placeholder
	message messages error errors invalid valid validation check checker cost rounds iterations complexity history ui page form input view plugin
	process helper command cmd script exec exists present missing supported allowed projection projected automount ca cert certs
	certificate crt certificates cleaner failed failure required requirements store storetype keystore chain group groups order
	ordering space spaces board word words frame press stone up down left right alias bits usages usage rotated generation
	expirationseconds expiryseconds bucketing limiter throughput throttle streaming second minute hour exception filter interceptor util utils test tests impl bean factory service adapter handler listener middleware tracker`)

// negations before a noun do the same.
var negations = set(`max min num count total no disable disabled enable enabled skip require required requires use allow has is pad eos bos
	unk stop mask automount public pub primary foreign partition sort row cache object registry idempotency dedup hot natural schema
	sequence generated prompt completion input output cached reasoning context new_tokens bypass number nb n reset forgot checksum`)

// keyed are the negations that speak of keys and tokens: a registry's key is no
// secret, its password is one.
var keyed = set(`primary foreign partition sort row cache object registry natural schema sequence`)

// compounds are nouns at the end of words that have no other mark of their parts.
var compounds = strings.Fields(`password passwd passphrase passcode secret token apikey accesskey secretkey privatekey accountkey authkey
	signingkey encryptionkey masterkey sharedkey storagekey licensekey subscriptionkey credential credentials credentialsecret pwd psk`)

// shortCompounds end the names that people give to passwords, and other words too.
var shortCompounds = map[string]string{
	"pass": ` require db user smtp ftp ssh redis mail admin root ldap bind my pg mysql proxy http key trust store imap sql rabbitmq mqtt `,
	"pw":   ` db user smtp root admin bind ldap my pg ftp redis `,
	"auth": ` master proxy basic redis rediscli pip npm http docker registry user `,
	"key":  ` api access secret private auth account signing encryption master shared storage license app application client deploy service `,
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

func table(words map[secrecy]string) map[string]secrecy {
	out := map[string]secrecy{}
	for class, list := range words {
		for w := range strings.FieldsSeq(list) {
			out[w] = class
		}
	}
	return out
}

// classify returns what the name of a variable, flag, field, header or file says
// about its value.
func classify(name string) secrecy {
	if len(name) > 200 {
		name = name[len(name)-200:]
	}
	return classifyWords(parts(name), name)
}

func classifyWords(words []string, name string) secrecy {
	last, class := -1, public
	for i, w := range words {
		if c, ok := nouns[w]; ok {
			last, class = i, c
		}
	}
	if last < 0 {
		return public
	}
	before := ""
	if last > 0 {
		before = words[last-1]
	}
	for _, w := range words[:last] {
		if negations[w] && !strongKeys[before] && !(keyed[w] && strings.HasPrefix(words[last], "passw")) {
			return public
		}
	}
	switch noun := words[last]; {
	case noun == "key" && (strongKeys[before] || nouns[before] == named):
		class = sure
	case noun == "key" && nouns[before] == sure:
		class = named // the key of a Secret, as in passwordKey: redis-password
	case noun == "secret" && (strongSecrets[before] || isEnvName(name)):
		class = sure
	case noun == "auth" && isEnvName(name):
		class = named
	case noun == "pass" && upstreams[before]:
		return public
	case noun == "seed" && seeded[before]:
		class = sure
	case noun == "token" && (before == "pagination" || before == "page" || before == "next" || before == "continue" || before == "continuation" || before == "eos" || before == "sync"):
		return public
	}
	return qualified(words[last+1:], class)
}

// qualified weighs the words after a noun.
func qualified(after []string, class secrecy) secrecy {
	for _, w := range after {
		switch {
		case qualifiers[w]:
			return public
		case w == "id" && class == named, w == "data" || w == "value" || w == "hash" || w == "string" || w == "pem" || w == "b64" || w == "base64" || w == "plain" || all(w, isDigit):
		case class == sure && w == "id":
			class = doubtful
		default:
			class = min(class, named)
			if class == named && len(after) > 1 {
				class = doubtful
			}
		}
	}
	return class
}

// isEnvName reports whether name is written as variables are: DB_SECRET.
func isEnvName(name string) bool {
	return strings.IndexFunc(name, func(r rune) bool { return 'a' <= r && r <= 'z' }) < 0
}

// parts cuts a name into its words: at separators, where small letters turn into
// capitals, and before nouns that stand at the end of a word without either.
func parts(name string) []string {
	var out []string
	for i := 0; i < len(name); {
		if !isAlnum(name[i]) {
			i++
			continue
		}
		from := i
		i = run(name, i, isAlnum)
		out = appendWords(out, name[from:i])
	}
	return joined(out)
}

// appendWords appends the words of a run of letters and digits.
func appendWords(out []string, run string) []string {
	whole := lowered(run)
	if _, ok := nouns[whole]; ok {
		return append(out, whole)
	}
	from := 0
	for i := 1; i < len(run); i++ {
		switch {
		case isUpper(run[i]) && !isUpper(run[i-1]),
			isUpper(run[i]) && isLower(at(run, i+1)) && isUpper(run[i-1]) && i+1 < len(run):
			out = appendCompound(out, whole[from:i])
			from = i
		}
	}
	return appendCompound(out, whole[from:])
}

// appendCompound appends a word, or the two that it is made of.
func appendCompound(out []string, word string) []string {
	if _, ok := nouns[word]; ok || len(word) < 4 {
		return append(out, word)
	}
	stem := strings.TrimRight(word, "0123456789")
	for _, noun := range compounds {
		if rest, ok := strings.CutSuffix(stem, noun); ok {
			return appendNoun(out, rest, noun)
		}
		if rest, ok := strings.CutPrefix(stem, noun); ok && (qualifiers[rest] || rest == "value" || rest == "s") {
			return append(out, noun, rest)
		}
	}
	for noun, heads := range shortCompounds {
		if rest, ok := strings.CutSuffix(stem, noun); ok && strings.Contains(heads, " "+rest+" ") {
			return append(out, rest, noun)
		}
	}
	return append(out, word)
}

func appendNoun(out []string, rest, noun string) []string {
	if rest != "" {
		out = append(out, rest)
	}
	if head, ok := strings.CutSuffix(noun, "key"); ok && head != "" && nouns[noun] == public {
		return append(out, head, "key")
	}
	return append(out, noun)
}

// joined makes one noun of two words that are one: pass_word, pass-phrase.
func joined(words []string) []string {
	for i := 0; i+1 < len(words); i++ {
		if words[i] == "pass" && (words[i+1] == "word" || words[i+1] == "phrase" || words[i+1] == "code") {
			words[i] = "password"
			words = append(words[:i+1], words[i+2:]...)
		}
	}
	return words
}
