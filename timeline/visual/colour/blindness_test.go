package colour

import (
	"math"
	"strconv"
	"testing"
)

// blind are the colours that those see who lack one kind of cone, of linear RGB
// (Machado, Oliveira and Fernandes 2009, of severity 1).
var blind = map[string][3][3]float64{
	"protanopia":   {{.152286, 1.052583, -.204868}, {.114503, .786281, .099216}, {-.003882, -.048116, 1.051998}},
	"deuteranopia": {{.367322, .860646, -.227968}, {.280085, .672501, .047413}, {-.011820, .042940, .968881}},
}

// lab returns a colour in CIELAB, as someone sees it who lacks a kind of cone.
func lab(rgb string, sees [3][3]float64) (out [3]float64) {
	n, _ := strconv.ParseUint(rgb[1:], 16, 32)
	var linear, seen [3]float64
	for i := range linear {
		v := float64(n>>(16-8*i)&0xff) / 255
		if linear[i] = v / 12.92; v > .04045 {
			linear[i] = math.Pow((v+.055)/1.055, 2.4)
		}
	}
	for i, row := range sees {
		for j, share := range row {
			seen[i] += share * linear[j]
		}
		seen[i] = min(max(seen[i], 0), 1)
	}
	f := func(x, y, z float64) float64 {
		v := x*seen[0] + y*seen[1] + z*seen[2]
		if v > .008856 {
			return math.Cbrt(v)
		}
		return 7.787*v + 16./116
	}
	x, y, z := f(.4339, .3762, .1899), f(.2126, .7152, .0722), f(.0177, .1095, .8729)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// TestRedGreenBlindness checks that roles by which one shape, or a word, is told from the
// same one in another state differ for those who do not tell red from green: 2.3 is the
// least difference that can be seen.
func TestRedGreenBlindness(t *testing.T) {
	const least = 8
	for _, pair := range [][2]Role{
		{OK, Warning}, {OK, Bad}, {Warning, Bad}, {Progress, Bad}, {Progress, Warning}, {OK, Progress},
		{Running, Warning}, {Steady, Failed}, {Steady, Warning}, {Steady, Hook}, {Ready, Failed}, {Hook, Failed}, {Waiting, Failed}, {Pulling, Failed},
	} {
		a, b := table[pair[0]], table[pair[1]]
		for name, shown := range map[string][2]string{
			"dark": {a.Dark.RGB, b.Dark.RGB}, "dark, of 256": {xterm256(int(a.Dark.Of256)), xterm256(int(b.Dark.Of256))},
			"light": {a.Light.RGB, b.Light.RGB}, "light, of 256": {xterm256(int(a.Light.Of256)), xterm256(int(b.Light.Of256))},
		} {
			for kind, sees := range blind {
				x, y := lab(shown[0], sees), lab(shown[1], sees)
				if d := math.Sqrt(sq(x[0]-y[0]) + sq(x[1]-y[1]) + sq(x[2]-y[2])); d < least {
					t.Errorf("%s, %s: roles %d and %d differ by %.1f", kind, name, pair[0], pair[1], d)
				}
			}
		}
	}
}

func sq(x float64) float64 { return x * x }
