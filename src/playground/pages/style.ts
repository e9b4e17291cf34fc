/** The style sheet of the pages: light and dark, system fonts, nothing from elsewhere. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8fa; --sunken: #eef1f4; --line: #d5dbe1; --soft: #e6eaee;
  --ink: #1d2329; --dim: #59636e; --link: #0b5fc1;
  --good: #18703a; --good-ground: #e3f6e8; --bad: #c2242e; --bad-ground: #fdecec;
  --warn: #8a5a00; --warn-ground: #fff5da; --note: #0b5fc1; --note-ground: #e5f0fd;
  --merged: #7b46c4; --bar: #182430; --bar-ink: #f2f6f9;
  --add: #e6f8ea; --add-number: #c5eccd; --del: #feeceb; --del-number: #fbd2d0;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1419; --raised: #161d24; --sunken: #1b242d; --line: #323d48; --soft: #26303a;
    --ink: #e4eaf0; --dim: #97a4b1; --link: #6fb1ff;
    --good: #57c878; --good-ground: #10291a; --bad: #ff7f7a; --bad-ground: #341a1b;
    --warn: #e6b450; --warn-ground: #2d2410; --note: #6fb1ff; --note-ground: #12253a;
    --merged: #b794f4; --bar: #060a0e; --bar-ink: #e4eaf0;
    --add: #11281a; --add-number: #194027; --del: #321a1c; --del-number: #4c2427;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -99em; } .skip:focus { left: 1em; top: .5em; background: var(--ground); padding: .3em .6em; }
header.bar { background: var(--bar); color: var(--bar-ink); }
header.bar .inner { display: flex; gap: 1.2em; align-items: center; height: 52px; }
header.bar a { color: var(--bar-ink); font-weight: 600; } header.bar .aside { margin-left: auto; font-weight: 400; font-size: 14px; opacity: .85; }
header.bar .note { font-size: 13px; opacity: .7; }
.inner { max-width: 1216px; margin: 0 auto; padding: 0 28px; }
main { padding: 26px 0 64px; }
h1 { font-size: 29px; line-height: 1.25; font-weight: 500; margin: 0 0 10px; overflow-wrap: anywhere; } h1 .number { color: var(--dim); font-weight: 300; }
h2 { font-size: 19px; margin: 36px 0 12px; } h2 .count { color: var(--dim); font-weight: 400; font-size: 15px; }
.icon { fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; vertical-align: -3px; }
.state { display: inline-flex; gap: 6px; align-items: center; border-radius: 99px; padding: 4px 13px; color: #fff; font-weight: 600; font-size: 14px; background: #59636e; }
.state.open { background: #18703a; } .state.closed { background: #b3202a; } .state.merged { background: #7b46c4; }
.facts { display: flex; gap: 10px; flex-wrap: wrap; align-items: center; color: var(--dim); }
.facts b { color: var(--ink); }
.branch, code { font-family: var(--mono); font-size: 86%; }
.branch { background: var(--note-ground); color: var(--note); padding: 2px 7px; border-radius: 6px; }
nav.tabs { overflow-x: auto; white-space: nowrap; display: flex; gap: 4px; margin: 20px 0 0; border-bottom: 1px solid var(--line); }
nav.tabs a { color: var(--ink); padding: 9px 15px; border-bottom: 2px solid transparent; display: inline-flex; gap: 7px; align-items: center; }
nav.tabs a:hover { background: var(--raised); text-decoration: none; border-bottom-color: var(--line); }
.count-pill { background: var(--sunken); border-radius: 99px; padding: 0 8px; font-size: 12.5px; line-height: 20px; }
.card { border: 1px solid var(--line); border-radius: 9px; background: var(--ground); margin: 14px 0; overflow: hidden; }
.card > header { background: var(--raised); border-bottom: 1px solid var(--line); padding: 10px 16px; display: flex; gap: 9px; align-items: center; flex-wrap: wrap; color: var(--dim); }
.card > header b, .card > header a { color: var(--ink); }
.card .body { padding: 16px 20px; } .card.empty .body { color: var(--dim); }
.check { border-left-width: 4px; } .check.bad { border-left-color: var(--bad); } .check.good { border-left-color: var(--good); }
.check.warn { border-left-color: var(--warn); } .check.busy { border-left-color: var(--note); } .check.quiet { border-left-color: var(--dim); }
.check .head { display: flex; gap: 14px; align-items: flex-start; padding: 18px 20px 0; }
.check .head h3 { margin: 0; font-size: 19px; line-height: 1.35; } .check .head p { margin: 2px 0 0; color: var(--dim); font-size: 14px; }
.check .buttons { margin-left: auto; display: flex; gap: 8px; flex: none; } .check form { margin: 0; }
.disc { width: 30px; height: 30px; border-radius: 50%; flex: none; display: inline-grid; place-items: center; color: #fff; background: var(--dim); }
.disc.small { width: 20px; height: 20px; } .disc.small .icon { width: 12px; height: 12px; vertical-align: 0; }
.disc.bad { background: #c2242e; } .disc.good { background: #18703a; } .disc.warn { background: #9a6700; } .disc.busy { background: #0b5fc1; }
button { font: 600 13.5px/1.2 inherit; font-family: inherit; color: var(--ink); background: var(--raised); border: 1px solid var(--line); border-radius: 7px; padding: 7px 13px; cursor: pointer; }
button:hover { background: var(--sunken); }
.markdown { overflow-wrap: anywhere; } .markdown > :first-child { margin-top: 0; } .markdown > :last-child { margin-bottom: 0; }
.markdown h1, .markdown h2, .markdown h3, .markdown h4 { font-size: 16.5px; font-weight: 650; margin: 20px 0 8px; line-height: 1.35; } .markdown h1, .markdown h2 { font-size: 18.5px; border-bottom: 1px solid var(--soft); padding-bottom: 5px; }
.markdown p, .markdown ul, .markdown ol, .markdown pre, .markdown blockquote, .markdown details { margin: 10px 0; }
.markdown code { background: var(--sunken); border-radius: 5px; padding: 2px 5px; } .markdown pre { background: var(--raised); border: 1px solid var(--soft); border-radius: 7px; padding: 12px 14px; overflow-x: auto; } .markdown pre code { background: none; padding: 0; font-size: 13px; }
.markdown blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: 14px; color: var(--dim); }
.markdown blockquote.alert { color: var(--ink); border-left-color: var(--note); } .markdown .alert-title { font-weight: 650; margin: 0; color: var(--note); }
.markdown .alert.warning, .markdown .alert.warning .alert-title { border-left-color: var(--warn); } .markdown .alert.warning .alert-title { color: var(--warn); }
.markdown .alert.caution { border-left-color: var(--bad); } .markdown .alert.caution .alert-title { color: var(--bad); }
.markdown .table { overflow-x: auto; margin: 12px 0; overflow-wrap: normal; } .markdown table { border-collapse: collapse; font-size: 14px; }
.markdown th, .markdown td { border: 1px solid var(--line); padding: 6px 12px; text-align: left; vertical-align: top; } .markdown th { background: var(--raised); font-weight: 650; } .markdown tr:nth-child(even) td { background: color-mix(in srgb, var(--raised) 55%, transparent); }
.markdown img { max-width: 100%; } .markdown li.task { list-style: none; margin-left: -1.4em; } .markdown summary { cursor: pointer; }
.comment { display: flex; gap: 14px; margin: 14px 0; } .comment .card { flex: 1; margin: 0; min-width: 0; } .avatar { width: 40px; height: 40px; border-radius: 50%; flex: none; } .avatar.small { width: 20px; height: 20px; vertical-align: -5px; }
.tag { border: 1px solid var(--line); border-radius: 99px; padding: 0 8px; font-size: 12px; color: var(--dim); line-height: 19px; display: inline-block; }
.file > header { font-family: var(--mono); font-size: 13px; } .file .stats { margin-left: auto; font-weight: 600; } .plus { color: var(--good); } .minus { color: var(--bad); }
table.diff { border-collapse: collapse; width: 100%; font: 12.5px/1.6 var(--mono); table-layout: fixed; }
table.diff col.n { width: 56px; } table.diff td { padding: 0; vertical-align: top; } table.diff td.n { color: var(--dim); text-align: right; padding: 0 10px; user-select: none; font-size: 12px; }
table.diff td.code { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0 14px 0 6px; } table.diff td.code::before { content: attr(data-sign); display: inline-block; width: 16px; color: var(--dim); user-select: none; }
tr.added td { background: var(--add); } tr.added td.n { background: var(--add-number); color: var(--ink); } tr.removed td { background: var(--del); } tr.removed td.n { background: var(--del-number); color: var(--ink); }
tr.hunk td { background: var(--note-ground); color: var(--dim); padding: 3px 14px !important; } tr.gap td { background: var(--raised); color: var(--dim); padding: 6px 14px !important; font-family: system-ui, sans-serif; }
tr.noted td { background: var(--ground); padding: 0 !important; font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
.annotation { margin: 10px 16px 12px 60px; border: 1px solid var(--line); border-left: 4px solid var(--note); border-radius: 8px; padding: 11px 15px; background: var(--ground); }
.annotation.failure { border-left-color: var(--bad); } .annotation.warning { border-left-color: var(--warn); }
.annotation .level { font-weight: 650; color: var(--note); } .annotation.failure .level { color: var(--bad); } .annotation.warning .level { color: var(--warn); }
.annotation h4 { margin: 0 0 3px; font-size: 14.5px; } .annotation .where { color: var(--dim); font-weight: 400; font-size: 13px; } .annotation pre.message { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
.annotation details pre { background: var(--raised); padding: 8px 10px; border-radius: 6px; overflow-x: auto; }
.list { list-style: none; margin: 0; padding: 0; } .list li { padding: 12px 16px; border-top: 1px solid var(--soft); display: flex; gap: 10px; align-items: baseline; } .list li:first-child { border-top: 0; }
.list .meta { color: var(--dim); font-size: 13.5px; margin-left: auto; white-space: nowrap; } .list a.title { color: var(--ink); font-weight: 600; } .tone-good { color: var(--good); } .tone-bad { color: var(--bad); } .tone-merged { color: var(--merged); } .tone-quiet { color: var(--dim); } .tone-busy { color: var(--note); } .tone-warn { color: var(--warn); }
table.log { border-collapse: collapse; width: 100%; font-size: 14px; } table.log th, table.log td { text-align: left; padding: 8px 14px; border-top: 1px solid var(--soft); } table.log th { color: var(--dim); font-weight: 600; border-top: 0; }
.crumbs { color: var(--dim); margin-bottom: 14px; }
@media (max-width: 700px) { .inner { padding: 0 14px; } .comment .avatar { display: none; } .check .head { flex-wrap: wrap; } .annotation { margin-left: 14px; } table.diff col.n { width: 40px; } }
`;
