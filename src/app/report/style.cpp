#include "style.hpp"

namespace report {
namespace {

/// Every pair of text and ground has a contrast of at least 4.5:1 in both schemes.
constexpr Literal kColours = R"css(
:root { color-scheme: light dark;
  --ground: #fbfaf7; --raised: #ffffff; --ink: #1c2126; --soft: #565e67; --line: #dedad1;
  --link: #1b5687; --stolen: #a5183f; --dust: #80600f; --service: #14655f; --source: #3f4a55;
  --flag-ground: #fbf0d6; --flag-ink: #6b4a00; --ribbon: 0.26; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #15181b; --raised: #1c2024; --ink: #e8e6e0; --soft: #a4abb3; --line: #343a41;
  --link: #8cc0ee; --stolen: #f4849f; --dust: #dcb75c; --service: #62c5bd; --source: #b3bdc7;
  --flag-ground: #2e2715; --flag-ink: #f0cf86; --ribbon: 0.34; } }
)css";

constexpr Literal kType = R"css(
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  overflow-wrap: break-word; font-variant-numeric: lining-nums tabular-nums; }
:lang(ja) body, body:lang(ja) { line-height: 1.75; line-break: strict;
  font-family: "Hiragino Kaku Gothic ProN", "Hiragino Sans", "Yu Gothic Medium", "Yu Gothic", "Noto Sans CJK JP", "Noto Sans JP", Meiryo, sans-serif; }
h1, h2, .big, .worth { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, "Noto Serif", Georgia, serif;
  font-weight: 600; letter-spacing: -0.01em; line-height: 1.2; }
:lang(ja) h1, :lang(ja) h2, :lang(ja) .big, :lang(ja) .worth { letter-spacing: 0.01em; line-height: 1.35;
  font-family: "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK JP", "Noto Serif JP", serif; }
h1, h2, h3 { word-break: auto-phrase; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.75rem); margin: 0 0 1rem; text-wrap: balance; }
h2 { font-size: 1.5rem; margin: 0 0 1rem; text-wrap: balance; }
h3 { font-size: 1rem; line-height: 1.4; margin: 1.75rem 0 0.5rem; }
p { margin: 0 0 1rem; }
p, li, dd, figcaption { text-wrap: pretty; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; }
bdi, .address, .hash, code, .url { overflow-wrap: anywhere; }
code, pre, .address, .hash { font-family: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", "Noto Sans Mono", monospace; }
.note, .about, .utc, .basis, .below, .unit { color: var(--soft); }
.note { font-size: 0.875rem; }
)css";

constexpr Literal kPage = R"css(
.page { max-width: 70rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 4rem) clamp(1rem, 4vw, 2.5rem); }
.eyebrow { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0 0 1.5rem; padding-bottom: 0.75rem;
  border-bottom: 3px solid var(--stolen); color: var(--soft); font-size: 0.875rem; }
.eyebrow strong { color: var(--ink); }
.lead { font-size: 1.125rem; max-width: 46rem; }
.told { max-width: 46rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 2rem 0 0; padding: 0.75rem 0;
  border-block: 1px solid var(--line); font-size: 0.9375rem; }
main > section { margin-top: clamp(2.5rem, 6vw, 4rem); }
main > section > p, .limits, .policies { max-width: 46rem; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13.5rem), 1fr)); gap: 1.25rem 2rem; margin: 1.75rem 0; }
.tile { border-top: 1px solid var(--line); padding-top: 0.75rem; }
.tile dt { font-size: 0.875rem; color: var(--soft); }
.tile dd { margin: 0; }
.tile .big { font-size: clamp(1.35rem, 1.25rem + 0.3vw, 1.5rem); overflow-wrap: anywhere; }
.tile .places { font-size: 0.6em; }
.tile.stolen { border-top: 3px solid var(--stolen); padding-top: calc(0.75rem - 2px); }
.tile.stolen .big { color: var(--stolen); }
.below { display: block; font-size: 0.875rem; }
.unit { font-size: 0.875rem; }
.valuations { border-inline-start: 3px solid var(--line); padding-inline-start: 1.25rem; max-width: 52rem; }
.valuations h3 { margin-top: 0; }
.valuations ul { list-style: none; margin: 0 0 0.5rem; padding: 0; display: grid; gap: 0.75rem; }
.worth { font-size: 1.25rem; }
.basis { display: block; font-size: 0.875rem; }
.findings { counter-reset: finding; list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem 2.5rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); }
.findings li { counter-increment: finding; display: grid; grid-template-columns: 2.25rem 1fr; }
.findings li::before { content: counter(finding); font: 600 1.5rem/1.15 Georgia, serif; color: var(--stolen); }
)css";

constexpr Literal kTables = R"css(
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1rem; font-size: 0.9375rem; line-height: 1.45; }
th, td { text-align: start; vertical-align: top; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-inline-end: 0; }
thead th { font-size: 0.8125rem; font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--soft); vertical-align: bottom; }
.number { text-align: end; white-space: nowrap; }
.figure { white-space: nowrap; }
.places { color: var(--soft); font-size: 0.85em; }
.group th { padding-top: 1.25rem; font-weight: 600; }
.name, .address, td .utc { display: block; }
.name { font-weight: 600; }
.address { font-size: 0.78rem; color: var(--soft); line-height: 1.4; }
td .utc, .when .utc { font-size: 0.8125rem; }
td time, .whole { white-space: nowrap; }
td > div { min-width: 5.5rem; overflow-wrap: anywhere; }
.number > div { min-width: 0; }
td .address { min-width: 13.5rem; }
.prose { width: 40%; }
.scroll { overflow-x: auto; }
.scroll.wide td > div { min-width: 6rem; }
.hash { font-size: 0.8125rem; }
.dust { margin-top: 2rem; padding: 1.25rem 1.25rem 0.25rem; border: 1px dashed var(--dust); border-radius: 4px; }
.dust h3 { margin-top: 0; color: var(--dust); }
@media screen and (max-width: 44rem) {
  .page table:not(.scroll *) , .page table:not(.scroll *) tbody { display: block; }
  .page table:not(.scroll *) thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
  .page table:not(.scroll *) tr { display: block; padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
  .page table:not(.scroll *) :is(td, th) { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0.75rem; padding: 0.15rem 0; border: 0; text-align: start; white-space: normal; }
  .page table:not(.scroll *) .group th { display: block; }
  .page table:not(.scroll *) td::before { content: attr(data-label); color: var(--soft); font-size: 0.8125rem; }
  .page table:not(.scroll *) :is(td time, .whole) { white-space: normal; }
  .page table:not(.scroll *) :is(td > div, td .address) { min-width: 0; }
}
)css";

constexpr Literal kFlow = R"css(
.flow-figure { margin: 0 0 1.5rem; }
.flow { display: block; font: 12px/1 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
:lang(ja) .flow { font-family: "Hiragino Kaku Gothic ProN", "Hiragino Sans", "Yu Gothic Medium", "Yu Gothic", "Noto Sans CJK JP", "Noto Sans JP", Meiryo, sans-serif; }
.flow text { fill: var(--ink); paint-order: stroke; stroke: var(--ground); stroke-width: 2px; stroke-linejoin: round; unicode-bidi: isolate; }
.flow .column { font-weight: 600; font-size: 12px; }
.flow .column .count { font-weight: 400; }
.flow .column .count, .flow .amount { fill: var(--soft); }
.flow .amount { font-size: 11px; }
.flow .name { font-weight: 600; }
.flow .remark { font-weight: 400; }
.flow .link { fill: none; stroke: var(--stolen); stroke-opacity: var(--ribbon); }
.flow .area { fill: var(--stolen); fill-opacity: var(--ribbon); }
.flow .link:hover { stroke-opacity: 0.6; }
.flow .area:hover { fill-opacity: 0.6; }
.flow .area.dusted { fill: var(--dust); }
.flow .area.boundary { fill: var(--service); }
.flow .area.burned, .flow .area.aggregate { fill: var(--source); }
.plate { fill: var(--ground); fill-opacity: 0.88; }
.flow .link.back { stroke: var(--source); stroke-opacity: 0.6; }
.flow .link.dusted { stroke: var(--dust); stroke-opacity: 0.75; }
.flow .link.boundary { stroke: var(--service); }
.flow .link.burned, .flow .link.aggregate { stroke: var(--source); }
.link.unknown { fill: none; stroke: var(--ink); stroke-opacity: 1; stroke-width: 1.4px; stroke-dasharray: 5 4; }
.flow .head { fill: var(--ink); }
.bar { fill: var(--stolen); }
.bar.source { fill: var(--ground); stroke: var(--source); stroke-width: 2px; }
.bar.dusted { fill: var(--dust); }
.bar.boundary { fill: var(--service); stroke: var(--service); stroke-width: 2px; }
.bar.burned, .bar.aggregate { fill: var(--source); }
.bar.unmeasured { fill: var(--ground); stroke: var(--ink); stroke-width: 1.4px; stroke-dasharray: 3 2.5; }
.label .glyph { fill: var(--stolen); }
.label.source .glyph { fill: none; stroke: var(--source); stroke-width: 1.8px; }
.label.dusted .glyph { fill: none; stroke: var(--dust); stroke-width: 2px; }
.label.boundary .glyph { fill: var(--service); }
.label.aggregate .glyph { fill: var(--source); }
.label.burned .glyph { fill: none; stroke: var(--source); stroke-width: 2px; }
.label.unmeasured .glyph { fill: none; stroke: var(--ink); stroke-width: 1.3px; stroke-dasharray: 2 1.6; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; list-style: none; padding: 0; margin: 0 0 1rem; font-size: 0.875rem; }
.legend svg { vertical-align: -1px; }
.hint { display: none; }
@media screen and (max-width: 66rem) { .hint { display: block; } }
figcaption { margin-top: 0.75rem; max-width: 46rem; }
)css";

constexpr Literal kStory = R"css(
.day { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 0 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); margin-top: 1rem; }
.day > h3 { margin: 0.1rem 0 0; }
.events, .contradictions, .sources { list-style: none; margin: 0; padding: 0; }
.event { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: 0 1rem; padding: 0.1rem 0 0.6rem; }
.event:target, .contradictions li:target, .sources li:target { background: var(--flag-ground); outline: 4px solid var(--flag-ground); }
.event p { margin: 0; }
.event.minor .what { color: var(--soft); }
.when time { font-weight: 600; }
.when.vague { color: var(--soft); font-size: 0.9375rem; }
.when .utc { display: block; }
.when small { font-weight: 400; color: var(--soft); }
.event .meta { font-size: 0.8125rem; color: var(--soft); }
.cite { font-size: 0.8125rem; color: var(--soft); overflow-wrap: anywhere; }
.event p.flag { margin: 0.35rem 0 0; padding: 0.3rem 0.6rem; background: var(--flag-ground); color: var(--flag-ink); border-inline-start: 3px solid var(--dust); font-size: 0.875rem; }
.flag a { color: inherit; font-weight: 600; }
.contradictions { display: grid; gap: 0.75rem; max-width: 52rem; }
.contradictions li { display: grid; grid-template-columns: 2.25rem minmax(0, 1fr); }
.contradictions .key { font-weight: 600; color: var(--dust); }
.sources { columns: 24rem 2; column-gap: 2.5rem; font-size: 0.8125rem; line-height: 1.5; }
.sources li { break-inside: avoid; padding-bottom: 0.5rem; }
.sources .key { font-weight: 600; }
.facts, .policies { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.4rem 1.25rem; margin: 0 0 1rem; }
.facts dt, .policies dt { font-weight: 600; }
.facts dd, .policies dd { margin: 0; }
.limits { padding-inline-start: 1.25rem; }
.limits li { margin-bottom: 0.5rem; }
.commands { background: var(--raised); border: 1px solid var(--line); border-radius: 4px; padding: 0.9rem 1rem; font-size: 0.8125rem; line-height: 1.7; white-space: pre-wrap; }
.prompt { color: var(--soft); user-select: none; }
.fold > summary { cursor: pointer; color: var(--link); padding: 0.4rem 0; width: max-content; max-width: 100%; }
.fold[open] .closed, .fold:not([open]) .opened { display: none; }
@media screen {
  .fold:not([open]) + .folded:not(:has(:target)) { display: none; }
  .fold:not([open]) + .timeline .minor:not(:target):not(:has(:target)) { display: none; }
}
@media screen and (max-width: 52rem) {
  .day { grid-template-columns: minmax(0, 1fr); gap: 0.6rem; }
}
@media screen and (max-width: 36rem) {
  .event { grid-template-columns: minmax(0, 1fr); padding-bottom: 1rem; }
  .when .utc { display: inline; margin-inline-start: 0.75rem; }
  .policies, .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .policies dd, .facts dd { margin-bottom: 0.6rem; }
}
)css";

constexpr Literal kPrint = R"css(
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #565e67; } }
@page picture { size: A4 landscape; margin: 14mm; }
@media print {
  :root { color-scheme: light; --ground: #ffffff; --raised: #ffffff; --ink: #14181c; --soft: #4d555e; --line: #d3cfc6;
    --link: #14181c; --stolen: #a5183f; --dust: #755708; --service: #14655f; --source: #3f4a55;
    --flag-ground: #f8efd9; --flag-ink: #5e4100; --ribbon: 0.3; }
  html { font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 9.5pt; }
  .page { max-width: none; padding: 0; }
  nav, .fold { display: none; }
  a { text-decoration: none; }
  h1, h2, h3 { word-break: auto-phrase; }
h1 { font-size: 21pt; }
  h2 { font-size: 14pt; }
  h1, h2, h3 { break-after: avoid; }
  .day > h3 { break-after: auto; }
  p:has(+ table), p:has(+ .folded) { break-after: avoid; }
  main > section { margin-top: 9mm; }
  thead { display: table-header-group; }
  tr, li, .tile, dd, figure, .event, .flag, .valuations { break-inside: avoid; }
  .group { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  .tiles { grid-template-columns: repeat(4, 1fr); gap: 4mm; }
  .tile .big { font-size: 13pt; }
  .findings { grid-template-columns: 1fr 1fr; }
  .scroll { overflow: visible; }
  .flow { width: 100%; height: auto; max-height: 235mm; }
  .flow-figure.broad { page: picture; }
  .flow-figure.broad .flow { max-height: 150mm; }
  .flow-figure figcaption { break-before: avoid; }
  table { font-size: 8.5pt; }
  .scroll.wide table { font-size: 6.5pt; }
  .address { font-size: 7pt; }
  td .address { min-width: 11rem; }
  .dust > p, p:has(+ table) { break-inside: avoid; }
  td .utc, .when .utc { font-size: 7.5pt; }
  footer { margin-top: 4mm; padding-top: 2mm; break-before: avoid; }
  .day { grid-template-columns: 30mm 1fr; margin-top: 2mm; padding-top: 2mm; }
  .event { grid-template-columns: 30mm 1fr; padding-bottom: 1.5mm; }
  .sources { font-size: 7.5pt; columns: 2; }
  .commands { font-size: 8pt; }
}
)css";

}  // namespace

Markup style_sheet() {
    return Markup{"<style>"} << kColours << kType << kPage << kTables << kFlow << kStory << kPrint
                             << "</style>\n";
}

}  // namespace report
