// Opens documents with the programs that they are written for and prints what
// these understood, as JSON: {"mermaid": [text, …], "markdown": [text, …]} on
// standard input.
import { JSDOM } from "jsdom";
import MarkdownIt from "markdown-it";

const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });

const decode = (s) => s.replace(/ﬂ°°(\d+)¶ß/g, (_, n) => String.fromCodePoint(n));

async function openMermaid(text) {
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    return {
      type: diagram.type,
      title: decode(diagram.db.getDiagramTitle()),
      sections: diagram.db.getSections().map(decode),
      tasks: diagram.db.getTasks().map((t) => ({
        section: decode(t.section), text: decode(t.task), start: +t.startTime, end: +t.endTime,
        crit: t.crit, milestone: t.milestone,
      })),
    };
  } catch (err) {
    return { error: String(err) };
  }
}

// Renders as the forges do: raw HTML stays, URLs become links.
function openMarkdown(text) {
  const html = new MarkdownIt({ html: true, linkify: true }).render(text);
  const doc = new JSDOM(html).window.document.body;
  // What a forge takes for a mention: a text node with it, but not in code.
  const mentions = [];
  const texts = doc.ownerDocument.createTreeWalker(doc, 4);
  while (texts.nextNode()) {
    const { data, parentNode } = texts.currentNode;
    if (!parentNode.closest("code") && /(^|\W)[@#]\w/.test(data)) mentions.push(data);
  }
  const cell = (c) => c.textContent;
  return {
    elements: [...new Set([...doc.querySelectorAll("*")].map((e) => e.localName))].sort(),
    headings: [...doc.querySelectorAll("h1,h2,h3")].map(cell),
    mentions,
    text: doc.textContent,
    tables: [...doc.querySelectorAll("table")].map((t) => [...t.rows].map((r) => [...r.cells].map(cell))),
  };
}

let input = "";
for await (const chunk of process.stdin) input += chunk;
const { mermaid: charts = [], markdown: pages = [] } = JSON.parse(input);
const out = { mermaid: [], markdown: pages.map(openMarkdown) };
for (const c of charts) out.mermaid.push(await openMermaid(c));
process.stdout.write(JSON.stringify(out));
