package timeline

import (
	"strings"
	"testing"
)

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

// ignorable is Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt.
var ignorable = [][2]rune{
	{0xad, 0xad}, {0x34f, 0x34f}, {0x61c, 0x61c}, {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x200b, 0x200f}, {0x202a, 0x202e},
	{0x2060, 0x206f}, {0x3164, 0x3164}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3},
	{0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
}

func TestCleanDropsWhatIsIgnored(t *testing.T) {
	for _, span := range ignorable {
		for r := span[0]; r <= span[1]; r++ {
			if got := Clean("a" + string(r) + "b"); got != "ab" {
				t.Errorf("%U stays: %q", r, got)
			}
		}
	}
}

func TestCleanBlanks(t *testing.T) {
	for _, r := range "\u0085\u00a0\u1680\u2003\u2028\u202f\u205f\u2800\u3000\U0001d159" {
		if got := Clean("a" + string(r) + string(r) + "b" + string(r)); got != "a b" {
			t.Errorf("%U: %q", r, got)
		}
	}
}

func TestCleanLimitsMarks(t *testing.T) {
	const acute = "\u0301"
	for in, want := range map[string]string{
		"e" + strings.Repeat(acute, 100) + "f": "e" + strings.Repeat(acute, maxMarks) + "f",
		acute + "e":                            "e", // it would be drawn on what stands before
		"a " + acute + "e":                     "a " + acute + "e",
		"ที่":                                  "ที่",
		"a" + acute + "\u200b" + strings.Repeat(acute, 9): "a" + strings.Repeat(acute, maxMarks),
		"e" + strings.Repeat("\u20dd", 9):                 "e" + strings.Repeat("\u20dd", maxMarks), // enclosing
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}
