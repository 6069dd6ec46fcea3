package svg

import (
	"strings"

	"github.com/podlife/podlife/timeline/visual/colour"
)

const font = "ui-sans-serif,system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif"

// rules are the style rules; $role stands for a colour. Custom properties
// would be shorter, but renderers that are no browser draw them all in black.
const rules = `
.bg{fill:$bg;stroke:$edge}
text{font-size:12.5px;fill:$text}
.name{font-size:17px;font-weight:650}
.state{font-size:12px;font-weight:600;fill:$bg}
.lane{font-weight:550}
.m,.k,.a,.w,.v{fill:$muted}
.k,.a{font-size:10.5px}
.w{font-size:10px;font-weight:600;letter-spacing:.5px}
.v{font-size:11px}
.v.fail{fill:$fail}.v.ready{fill:$ok}
.pill.ok{fill:$ok}.pill.progress{fill:$progress}.pill.warning{fill:$warning}.pill.error{fill:$error}
.grid{stroke:$grid}.rule{stroke:$rule}.gap{fill:$gap}
.now{stroke:$text;stroke-dasharray:2 3;opacity:.6}
.future{stroke:$muted;stroke-dasharray:1.5 4;stroke-width:2;stroke-linecap:round}
.clear{fill:$bg}
.unsure{fill:$bg;opacity:.5}
.unseen{fill:url(#p-unseen)}
.wait{fill:url(#p-wait)}.back{fill:url(#p-back)}.pull{fill:url(#p-pull)}.hook{fill:url(#p-hook)}
.run{fill:$run}.ready{fill:$ready}.stop{fill:$hook}.probe{fill:$probe}.svc{fill:$svc}.degraded{fill:$warning}.failed{fill:$fail}
.thin{opacity:.38}
.x,.c,.r{fill:none;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
.x{stroke:$fail}.c{stroke:$ok}.r{stroke:$text}
.d{fill:$text;stroke:$bg;stroke-width:1}
.d.bad{fill:$fail}.d.kill{fill:$bg;stroke:$fail}
g:hover>rect,g:hover>path{filter:brightness(1.15)}
.p0{fill:$bg}.p1,.p2{fill:$wait}.p1{opacity:.22}.p3{fill:$fail;opacity:.14}.p4{stroke:$fail;stroke-width:.8}
.p5,.p6{fill:$pull}.p5{opacity:.5}.p7,.p8{fill:$hook}.p7{opacity:.25}.p9{stroke:$muted}
`

// styleSheet is the rules in light colours, and again, as far as they have
// colours, in dark ones.
var styleSheet = func() string {
	var coloured strings.Builder
	for line := range strings.Lines(rules) {
		if strings.Contains(line, "$") {
			coloured.WriteString(line)
		}
	}
	var light, dark []string
	for _, c := range colour.OfPage() {
		light, dark = append(light, "$"+c.Page, c.Light.RGB), append(dark, "$"+c.Page, c.Dark.RGB)
	}
	return strings.NewReplacer(light...).Replace(rules) +
		"@media (prefers-color-scheme:dark){\n" + strings.NewReplacer(dark...).Replace(coloured.String()) + "}\n"
}()
