package picture

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
