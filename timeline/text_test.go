package timeline

import "testing"

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                               "plain",
		"\x1b[31mred\x1b[0m":                  "red",
		"\u009b1;2Hmoved":                     "moved",
		"\x1b]0;title\x07text":                "text",
		"\x1b]8;;http://x\x1b\\link":          "link",
		"\x1bPq\x1b\\sixel":                   "sixel",
		"cut \x1b":                            "cut",
		"cut \x1b[":                           "cut [",
		"never ended \x1b]0;title":            "never ended ]0;title",
		"a\tb\n\nc  d ":                       "a b c d",
		"\u202egnp.exe\u202c":                 "gnp.exe",
		"zero\u200bwidth\ufeff":               "zerowidth",
		"\x00\x07\x7f\u0085":                  "",
		"ünï¢ode \u4e2d":                      "ünï¢ode \u4e2d",
		"bad \xff byte":                       "bad \ufffd byte",
		"\x1b[31m\x1b[31m double \x1b[\x1b[m": "double [",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}
