package svg

import "strings"

const font = "ui-sans-serif,system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif"

// colours are light and dark, by role: the screen's own.
var colours = []struct{ role, light, dark string }{
	{"bg", "#ffffff", "#12161d"}, {"edge", "#d8dee6", "#2a313c"}, {"text", "#1d2430", "#e3e8ef"}, {"muted", "#5d6673", "#8a93a3"},
	{"grid", "#eceff3", "#1f2630"}, {"gap", "#f3f5f8", "#181e27"}, {"rule", "#d3d9e1", "#333b47"},
	{"wait", "#a6aeb9", "#6c7687"}, {"pull", "#8455c4", "#b494e6"}, {"run", "#4f9bd4", "#4a94c9"}, {"ready", "#2a9d66", "#4bb57c"},
	{"hook", "#cf8416", "#e5a657"}, {"probe", "#12828d", "#4fc1c9"}, {"svc", "#5f8fb4", "#7fa9c9"}, {"fail", "#c9362c", "#f2726a"},
	{"ok", "#16784a", "#56c288"}, {"progress", "#1a6fae", "#5fb0e6"}, {"warning", "#8f6400", "#e8bd4a"}, {"error", "#c0281f", "#f2726a"},
}

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
	for _, c := range colours {
		light, dark = append(light, "$"+c.role, c.light), append(dark, "$"+c.role, c.dark)
	}
	return strings.NewReplacer(light...).Replace(rules) +
		"@media (prefers-color-scheme:dark){\n" + strings.NewReplacer(dark...).Replace(coloured.String()) + "}\n"
}()

// patterns can be distinguished without colour: dots wait, close dots pull,
// strokes are a hook, crossed strokes back off, dashes were not watched.
const patterns = `<defs>
<pattern id="p-wait" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" class="p0"/><rect width="4" height="4" class="p1"/><circle cx="1" cy="1" r=".8" class="p2"/><circle cx="3" cy="3" r=".8" class="p2"/></pattern>
<pattern id="p-back" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" class="p0"/><rect width="5" height="5" class="p3"/><path d="M0 0L5 5M5 0L0 5" class="p4"/></pattern>
<pattern id="p-pull" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" class="p0"/><rect width="4" height="4" class="p5"/><rect width="2" height="2" class="p6"/><rect x="2" y="2" width="2" height="2" class="p6"/></pattern>
<pattern id="p-hook" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="p0"/><rect width="6" height="6" class="p7"/><rect width="3" height="6" class="p8"/></pattern>
<pattern id="p-unseen" width="8" height="6" patternUnits="userSpaceOnUse"><path d="M0 3H5" class="p9"/></pattern>
</defs>
`
