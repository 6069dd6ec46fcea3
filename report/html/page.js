"use strict";
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };

  // Tooltips: at once, and by touch. The titles are what they say; without
  // scripts the browser shows them.
  var tip = document.getElementById("tip");
  all(".canvas g").forEach(function (g) {
    var title = g.querySelector("title");
    if (title) { g.dataset.tip = title.textContent; title.remove(); }
  });
  document.addEventListener("pointermove", function (event) {
    var g = event.target.closest && event.target.closest("[data-tip]");
    tip.hidden = !g;
    if (!g) { return; }
    tip.textContent = g.dataset.tip;
    var x = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
    var y = event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18;
    tip.style.left = Math.max(x, 4) + "px";
    tip.style.top = Math.max(y, 4) + "px";
  });

  // Zoom: the canvas grows, the browser scrolls it. Lengths of the ticks follow.
  var steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5, 72e5, 216e5, 432e5, 864e5, 1728e5, 6048e5];
  function label(ms) {
    if (ms === 0) { return "0s"; }
    if (ms % 1000) { return ms < 1000 ? ms + "ms" : (ms / 1000).toFixed(ms % 100 ? 2 : 1) + "s"; }
    var s = ms / 1000, out = "";
    [["d", 86400], ["h", 3600], ["m", 60], ["s", 1]].forEach(function (unit) {
      var n = Math.floor(s / unit[1]);
      if (n) { out += n + unit[0]; s -= n * unit[1]; }
    });
    return out;
  }
  function ruler(canvas) {
    var axis = canvas.querySelector(".axis"), width = canvas.clientWidth;
    all(".tick", axis).forEach(function (e) { e.remove(); });
    canvas.dataset.parts.split(";").forEach(function (text) {
      var p = text.split(",").map(Number); // start, width (in %), from, to, origin (ms)
      var span = p[3] - p[2], pixels = width * p[1] / 100;
      if (!(span > 0) || pixels < 48) { return; }
      var step = steps.find(function (s) { return s / span * pixels >= 64; });
      if (!step) { return; }
      for (var t = Math.ceil((p[2] - p[4]) / step) * step; t <= p[3] - p[4]; t += step) {
        var x = p[0] + p[1] * (t + p[4] - p[2]) / span;
        var node = document.createElementNS("http://www.w3.org/2000/svg", "text");
        node.setAttribute("x", x + "%");
        node.setAttribute("y", "30");
        node.setAttribute("class", "tick");
        node.setAttribute("dx", "3");
        node.textContent = label(Math.round(t));
        axis.appendChild(node);
        var line = document.createElementNS("http://www.w3.org/2000/svg", "line");
        line.setAttribute("x1", x + "%"); line.setAttribute("x2", x + "%");
        line.setAttribute("y1", "20"); line.setAttribute("y2", "34");
        line.setAttribute("class", "tick rule");
        axis.appendChild(line);
      }
    });
  }
  var charts = all(".scroll").map(function (scroll) {
    var chart = { scroll: scroll, canvas: scroll.querySelector(".canvas"), zoom: 1 };
    chart.set = function (zoom, at) {
      zoom = Math.min(Math.max(zoom, 1), 200);
      at = at === undefined ? scroll.clientWidth / 2 : at;
      var place = (scroll.scrollLeft + at) / chart.canvas.clientWidth;
      chart.zoom = zoom;
      chart.canvas.style.width = zoom * 100 + "%";
      scroll.scrollLeft = place * chart.canvas.clientWidth - at;
      ruler(chart.canvas);
    };
    scroll.addEventListener("keydown", function (event) {
      var pan = { ArrowLeft: -80, ArrowRight: 80, PageUp: -scroll.clientWidth, PageDown: scroll.clientWidth }[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (pan) { scroll.scrollLeft += pan; } else if (event.key === "+" || event.key === "=") { chart.set(chart.zoom * 1.5); } else if (event.key === "-") { chart.set(chart.zoom / 1.5); } else if (event.key === "0") { chart.set(1); } else { return; }
      event.preventDefault();
    });
    scroll.addEventListener("wheel", function (event) {
      if (!event.ctrlKey && !event.metaKey) { return; }
      event.preventDefault();
      chart.set(chart.zoom * Math.exp(-event.deltaY / 300), event.clientX - scroll.getBoundingClientRect().left);
    }, { passive: false });
    ruler(chart.canvas);
    return chart;
  });
  addEventListener("resize", function () { charts.forEach(function (c) { ruler(c.canvas); }); });

  // The toolbar.
  var filter = document.getElementById("filter"), found = document.getElementById("found");
  function apply() {
    var text = filter.value.trim().toLowerCase(), shown = 0;
    all("[data-find]").forEach(function (e) {
      e.hidden = text !== "" && e.dataset.find.toLowerCase().indexOf(text) < 0;
      if (!e.hidden) { shown++; }
    });
    found.textContent = text === "" ? "" : shown + " found";
  }
  filter.addEventListener("input", apply);
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && event.target !== filter) { event.preventDefault(); }
    if (event.key === "Escape" && event.target === filter) { filter.value = ""; apply(); }
  });
  document.addEventListener("keyup", function (event) { // not before: the slash is not part of the filter
    if (event.key === "/" && event.target !== filter) { filter.focus(); }
  });
  function on(id, run) { document.getElementById(id).addEventListener("click", run); }
  on("in", function () { charts.forEach(function (c) { c.set(c.zoom * 1.5); }); });
  on("out", function () { charts.forEach(function (c) { c.set(c.zoom / 1.5); }); });
  on("fit", function () { charts.forEach(function (c) { c.set(1); }); });
  on("fold", function () {
    var open = all("details").some(function (d) { return d.open; });
    all("details").forEach(function (d) { d.open = !open; });
  });
  on("tracks", function () { all(".track").forEach(function (e) { e.hidden = !e.hidden; }); });
  on("theme", function () {
    var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  addEventListener("beforeprint", function () { all("details").forEach(function (d) { d.open = true; }); charts.forEach(function (c) { c.set(1); }); });
})();
