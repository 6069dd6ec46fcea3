package redact

import (
	"strconv"
	"strings"
)

// vendorToken is a kind of token that its beginning gives away. gitleaks has
// most of them too, but with the exact length and alphabet of today; a text that
// begins as a token does is one here, be it cut off or of next year's length.
type vendorToken struct {
	prefix string
	least  int // characters after the prefix
	is     func(byte) bool
}

func isTokenRune(c byte) bool  { return isToken(c) && c != '/' || c == '.' || c == '=' || c == '~' }
func isUpperDigit(c byte) bool { return isUpper(c) || isDigit(c) }
func isWordDash(c byte) bool   { return isAlnum(c) || c == '_' || c == '-' }

// vendorTokens are looked for in every text, with the capitals as they are here.
var vendorTokens = readTokens(map[string]func(byte) bool{
	// Amazon, Google and Alibaba name their keys in capitals.
	"AKIA 12, ASIA 12, ABIA 12, ACCA 12, AROA 12, GOOG 16":  isUpperDigit,
	"access_token$production$ 32, access_token$sandbox$ 32": isDollar,
	"SK 32, key- 32, dapi 32, shpat_ 16, shpca_ 16, shppa_ 16, shpss_ 16, glptt- 16, shippo_live_ 16, shippo_test_ 16, " +
		"sqp_ 16, squ_ 16, sqa_ 16, sntryu_ 16, dop_v1_ 16, doo_v1_ 16, dor_v1_ 16, xkeysib- 32, pubkey- 32, dt0c01. 16, NRAK- 16, NRII- 16, NRJS- 16": isWordDash,
	"ghp_ 16, gho_ 16, ghu_ 16, ghs_ 16, ghr_ 16, github_pat_ 16, npm_ 24, hf_ 20, api_org_ 20, lin_api_ 16, lin_oauth_ 16, " +
		"rubygems_ 24, rdme_ 24, whsec_ 16, dckr_pat_ 16, dckr_oat_ 16, figd_ 16, gsk_ 20, r8_ 20, ntn_ 20, secret_ 40, sk_live_ 8, sk_test_ 8, sk_prod_ 8, " +
		"rk_live_ 8, rk_test_ 8, rk_prod_ 8, pscale_tkn_ 20, pscale_pw_ 20, pscale_oauth_ 20, tfp_ 20, fo1_ 20, fm1_ 20, fm1r_ 20, fm1a_ 20, fm2_ 20, glc_ 20, glsa_ 20, " +
		"sbp_ 20, sb_secret_ 16, CLOJARS_ 20, EZAK 40, EZTK 40, phx_ 20, nfp_ 20, rnd_ 20, duffel_live_ 16, duffel_test_ 16, " +
		"LTAI 12, AKCp 40, cmVmd 40, HRKU- 20, oy2 40, tvly- 20, waka_ 20, ATATT 20, ATCTT 20, ATBB 20, BBDC- 16, sgp_ 20, pplx- 20, xai- 40, nvapi- 20, " +
		"fio-u- 20, dnkey- 20, ico- 24, tskey- 10, FLWSECK 12, PMAK- 20, pul- 32, API- 26, AGE-SECRET-KEY- 20, A3- 24, p8e- 20, ory_ 20, dvc_ 24, sdk- 36, mob- 36, CCIPAT_ 20": isWordDash,
	"glpat- 16, glrt- 16, gldt- 16, glcbt- 16, glft- 16, glimt- 16, glagent- 16, gloas- 16, glsoat- 16, glffct- 16, GR1348941 16, sk-ant- 16, sk-proj- 16, " +
		"sk-svcacct- 16, sk-or- 16, sk- 20, AIza 24, ya29. 16, GOCSPX- 16, xoxb- 10, xoxp- 10, xoxa- 10, xoxr- 10, xoxe- 10, xoxe. 10, xoxs- 10, xoxo- 10, xoxd- 10, xapp- 10, xwfp- 10, " +
		"pypi-AgE 16, SG. 20, hvs. 20, hvb. 20, hvr. 20, s. 24, dp.pt. 16, dp.st. 16, dp.ct. 16, dp.sa. 16, dp.scim. 16, sl. 40, pat. 50, sat. 50, v1.0- 60, " +
		"sntrys_ 20, ops_ey 20, SWMTKN-1- 20, 1//0 24, pk.eyJ 40, sk.eyJ 40, FlyV1 20, EAAA 40, EAAC 40, EAAM 40, sq0atp- 16, sq0csp- 16, sha256~ 30, AQVN 30, t1.9 40, " +
		"4/0A 40, bedrock-api-key- 20, ABSK 40, lsv2_ 20, e2b_ 20, K10 40, SCW 17, cfut_ 20, v2.local. 20, v4.local. 20": isTokenRune,
})

func isDollar(c byte) bool { return isAlnum(c) || c == '$' }

func readTokens(lists map[string]func(byte) bool) []vendorToken {
	var out []vendorToken
	for list, is := range lists {
		for item := range strings.SplitSeq(list, ", ") {
			prefix, digits, _ := strings.Cut(item, " ")
			least, _ := strconv.Atoi(digits)
			out = append(out, vendorToken{prefix, least, is})
		}
	}
	return out
}

// tokens takes out what begins as a vendor's tokens do.
func (s *scan) tokens(k *known, h *hits) {
	done := 0
	for _, hit := range h[kindToken] {
		if hit.from < done {
			continue
		}
		t := &k.tokens[hit.keyword.index]
		if s.text[hit.from:hit.to] != t.prefix || isAlnum(at(s.text, hit.from-1)) {
			continue
		}
		to := run(s.text[:min(len(s.text), hit.to+maxToken)], hit.to, t.is)
		for to > hit.to && strings.IndexByte(".-", s.text[to-1]) >= 0 {
			to--
		}
		body := s.text[hit.to:to]
		if len(body) >= t.least && generated(body) {
			done = run(s.text, to, t.is)
			s.redact(hit.from, max(to, done))
		}
	}
}

// maxToken is as much of a token as it takes to see that it is one.
const maxToken = 600

// generated reports whether the rest of a token is more than words: npm_config_x
// and sk-learn-contrib are not.
func generated(body string) bool {
	if all(body, isUpperDigit) && len(body) >= 12 && strings.ContainsAny(body, "0123456789") {
		return true
	}
	changes, digits, longest, run := 0, 0, 0, 0
	for i := range len(body) {
		if isDigit(body[i]) {
			digits++
		}
		if i > 0 && isAlnum(body[i]) && isAlnum(body[i-1]) && (isLower(body[i]) != isLower(body[i-1]) || isDigit(body[i]) != isDigit(body[i-1])) {
			changes++
		}
		if run++; !isAlnum(body[i]) {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest >= 10 && (digits > 1 && changes > 2 || changes*4 > len(body)) || digits >= 10 && len(body) >= 16 && changes > 1
}

// webhooks are URLs that are secrets in themselves, by what stands before the
// secret part.
var webhooks = []string{"hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/", "/api/webhooks/", "webhook.office.com/webhookb2/",
	"api.telegram.org/bot", "hooks.zapier.com/hooks/catch/", "events.pagerduty.com/integration/", "hc-ping.com/", "/trigger/", "/with/key/",
	"open-apis/bot/v2/hook/", "hooks.chime.aws/incomingwebhooks/", "logic.azure.com", "outlook.office.com/webhook/", "/incomingwebhook/", "/services/T0", "healthchecks.io/ping/", "ntfy.sh/tk_", "hooks.hyperping.io/", "webhook.site/"}

// webhook takes out the secret part of such a URL.
func (s *scan) webhook(h hit) {
	to := run(s.text[:min(len(s.text), h.to+maxToken)], h.to, func(c byte) bool { return isToken(c) || strings.IndexByte(":@.~", c) >= 0 })
	text := strings.TrimRight(s.text[h.to:to], ".:")
	if digits := strings.ContainsAny(text, "0123456789"); len(text) >= 16 && digits {
		s.redact(h.to, h.to+len(text))
	}
}
