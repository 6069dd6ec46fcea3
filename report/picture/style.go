package picture

// Colours are light and dark, by role: the screen's own.
var Colours = []struct{ Role, Light, Dark string }{
	{"bg", "#ffffff", "#12161d"}, {"edge", "#d8dee6", "#2a313c"}, {"text", "#1d2430", "#e3e8ef"}, {"muted", "#5d6673", "#8a93a3"},
	{"grid", "#eceff3", "#1f2630"}, {"gap", "#f3f5f8", "#181e27"}, {"rule", "#d3d9e1", "#333b47"},
	{"wait", "#a6aeb9", "#6c7687"}, {"pull", "#8455c4", "#b494e6"}, {"run", "#4f9bd4", "#4a94c9"}, {"ready", "#2a9d66", "#4bb57c"},
	{"hook", "#cf8416", "#e5a657"}, {"probe", "#12828d", "#4fc1c9"}, {"svc", "#5f8fb4", "#7fa9c9"}, {"fail", "#c9362c", "#f2726a"},
	{"ok", "#16784a", "#56c288"}, {"progress", "#1a6fae", "#5fb0e6"}, {"warning", "#8f6400", "#e8bd4a"}, {"error", "#c0281f", "#f2726a"},
}

// Patterns can be distinguished without colour: dots wait, close dots pull,
// strokes are a hook, crossed strokes back off, dashes were not watched.
const Patterns = `<defs>
<pattern id="p-wait" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" class="p0"/><rect width="4" height="4" class="p1"/><circle cx="1" cy="1" r=".8" class="p2"/><circle cx="3" cy="3" r=".8" class="p2"/></pattern>
<pattern id="p-back" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" class="p0"/><rect width="5" height="5" class="p3"/><path d="M0 0L5 5M5 0L0 5" class="p4"/></pattern>
<pattern id="p-pull" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" class="p0"/><rect width="4" height="4" class="p5"/><rect width="2" height="2" class="p6"/><rect x="2" y="2" width="2" height="2" class="p6"/></pattern>
<pattern id="p-hook" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="p0"/><rect width="6" height="6" class="p7"/><rect width="3" height="6" class="p8"/></pattern>
<pattern id="p-unseen" width="8" height="6" patternUnits="userSpaceOnUse"><path d="M0 3H5" class="p9"/></pattern>
</defs>
`
