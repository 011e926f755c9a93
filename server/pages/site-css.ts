import { createHash } from "node:crypto"

/*
 * Kin of the desk: limestone, slate and one accent, which a city changes in one place.
 * A string in a module, so that it is found the same way from the sources and from a build.
 */
const source = `
:root{color-scheme:light dark;
--accent:#0f6a63;
--accent-text:light-dark(var(--accent),color-mix(in oklab,var(--accent) 48%,white));
--accent-soft:light-dark(color-mix(in oklab,var(--accent) 9%,#fffefb),color-mix(in oklab,var(--accent) 26%,#1c2329));
--ground:light-dark(#f7f3ea,#171c21);
--slab:light-dark(#fffdf9,#20272e);
--stone:light-dark(#ece6da,#12161a);
--joint:light-dark(#ddd4c2,#303a44);
--field:light-dark(#7d735f,#8d99a4);
--ink:light-dark(#1d262e,#efeae1);
--ink-2:light-dark(#46515b,#c2c7ca);
--ink-3:light-dark(#59626a,#a3acb3);
--slate:light-dark(#242f39,#0e1215);--slate-2:light-dark(#2f3c48,#1b2228);
--slate-ink:#f1ece2;
--mark:light-dark(#ffe9a8,#5a4a12);
--focus:light-dark(#1d262e,#ffe9b0);
--serif:"Iowan Old Style","Palatino Linotype","URW Palladio L",P052,"TeX Gyre Pagella",Georgia,serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--ground);color:var(--ink);font:1.0625rem/1.6 var(--sans);overflow-wrap:break-word}
main{flex:1}
main:focus{outline:0}
h1,h2{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance;margin:0}
h1{font-size:clamp(1.75rem,1.3rem + 2vw,2.6rem);letter-spacing:-.01em}
h2{font-size:1.375rem}
p{margin:0}
a{color:var(--accent-text);text-decoration-thickness:.06em;text-underline-offset:.18em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
mark{background:var(--mark);color:var(--ink);border-radius:2px}
ul,ol{margin:0;padding:0}
.skip{position:absolute;left:-999rem;top:0;z-index:1;background:var(--slab);color:var(--ink);padding:.75rem 1rem}
.skip:focus{left:0}
.demo{background:var(--accent-soft);border-bottom:1px solid var(--joint);font-size:.9375rem;text-align:center;padding:.5rem 1rem}
.in{width:100%;max-width:64rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2rem)}
.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 2rem;padding-block:1rem}
.brand{display:flex;align-items:center;gap:.75rem;color:inherit;text-decoration:none;line-height:1.2}
.brand b{display:block;font:600 1.1875rem/1.2 var(--serif)}
.brand small{font-size:.9375rem;color:var(--ink-3)}
.brand:hover b{text-decoration:underline;text-decoration-thickness:.06em;text-underline-offset:.18em}
.mark{flex:none}
.mark rect{fill:var(--accent)}
.top a[hreflang]{padding:.5rem 0;color:var(--ink-2)}
.hero{position:relative;overflow:hidden;background:linear-gradient(var(--slate-2),var(--slate));color:var(--slate-ink);padding-block:clamp(2.25rem,6vw,4.75rem) clamp(2.75rem,8vw,6.5rem)}
.hero::before{content:"";position:absolute;inset:0 0 -1px;transform:perspective(22rem) rotateX(62deg) scale(2);transform-origin:50% 100%;background:url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='240' height='160'%3E%3Cpath d='M0 1h240M0 81h240M60 0v80M180 80v80' fill='none' stroke='%23f1ece2' stroke-opacity='.34' stroke-width='2'/%3E%3C/svg%3E") 50% 100%;-webkit-mask:linear-gradient(transparent 40%,#000);mask:linear-gradient(transparent 40%,#000)}
.hero .in{position:relative}
.hero .lead{margin-top:.75rem;color:#ccd2d6}
.lead{margin-top:.75rem;color:#ccd2d6}
.hero .count{margin-top:.5rem;color:#b4bdc4;font-size:.9375rem}
.lead{font-size:1.125rem;max-width:44rem;color:var(--ink-2)}
.hero .search{margin-top:1.75rem}
.band{background:var(--stone);border-block:1px solid var(--joint);padding-block:1.25rem}
.search label{display:block;font-weight:600;margin-bottom:.5rem}
.search div{display:flex;flex-wrap:wrap;gap:.5rem;max-width:44rem}
.search input[type=search]{flex:1 1 14rem;min-width:0;min-height:3rem;padding:.5rem .875rem;font:inherit;color:var(--ink);background:var(--slab);border:2px solid var(--field);border-radius:8px;appearance:none}
.search button{flex:0 0 auto;min-height:3rem;padding:.5rem 1.375rem;font:600 1.0625rem/1.2 var(--sans);color:#fff;background:var(--accent);border:2px solid transparent;border-radius:8px;cursor:pointer}
.search button:hover{background:color-mix(in oklab,var(--accent) 84%,black)}
.search.large input[type=search],.search.large button{min-height:3.5rem;font-size:1.1875rem}
.search.large p{margin-top:.5rem;font-size:.9375rem;color:#c6cdd2}
.hero :focus-visible{outline-color:#ffe9b0}
.hero .search button{border-color:#8fc7bf}
.page{padding-block:clamp(1.75rem,5vw,3rem)}
.page section,.page>.search{margin-top:clamp(2rem,5vw,3rem)}
.page>section:first-child{margin-top:0}
section>h2{margin-bottom:1rem}
.count{color:var(--ink-3)}
.page>.count{margin-top:.375rem}
.departments{list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:.5rem}
.departments li{position:relative;display:flex;align-items:center;justify-content:space-between;gap:.75rem;background:var(--slab);border:1px solid var(--joint);border-radius:8px;padding:.8125rem 1rem}
.departments li:hover{border-color:var(--accent-text);background:var(--accent-soft)}
.departments a{font-weight:600;line-height:1.35;color:var(--ink);text-decoration:none}
.departments a::after{content:"";position:absolute;inset:0}
.departments li:hover a{text-decoration:underline}
.departments span{flex:none;min-width:1.75rem;padding:0 .5rem;border-radius:1rem;background:var(--stone);text-align:center;font-size:.9375rem;font-variant-numeric:tabular-nums;color:var(--ink-2)}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.entries{list-style:none}
.entries li{border-top:1px solid var(--joint)}
.entries li:last-child{border-bottom:1px solid var(--joint)}
.entries a{display:block;padding:.875rem 0}
.page>.count+.entries{margin-top:1.5rem}
.results{list-style:none;margin-top:1.5rem}
.results li{padding-block:1.375rem;border-top:1px solid var(--joint)}
.results h2{font-size:1.25rem}
.results p{margin-top:.375rem;max-width:46rem}
.results .from{font-size:.9375rem;color:var(--ink-3)}
.page>h1+h2{margin-top:1.75rem}
.next{margin:.75rem 0 2rem;padding-left:1.25rem}
.next li{margin-top:.375rem}
.next+h2{margin-bottom:1rem}
.trail{font-size:.9375rem;margin-bottom:1.25rem}
.trail ol{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem .5rem}
.trail li+li::before{content:"›";content:"›"/"";margin-right:.5rem;color:var(--ink-3)}
article{max-width:44rem}
.sheet{padding-top:1.25rem}
@media (min-width:62rem){.sheet{display:grid;grid-template-columns:minmax(0,1fr) 17rem;gap:1rem 4rem}.sheet .trail{grid-column:1/-1;margin:0}.sheet .related{margin:0;padding-top:.5rem}.sheet .related h2{font-size:1.1875rem}.sheet .again{grid-column:1}}
.answer{margin-top:1.75rem;font-size:1.1875rem;line-height:1.65}
.answer>*+*{margin-top:1.125rem}
.answer>p:first-child{font-family:var(--serif);font-size:1.3125rem;line-height:1.55}
.answer ul,.answer ol{padding-left:1.5rem}
.answer li+li{margin-top:.5rem}
.answer li::marker{color:var(--accent-text)}
.verified{margin-top:2rem;padding:.75rem 1rem;border-left:4px solid var(--accent-text);background:var(--accent-soft);color:var(--ink-2);font-size:1rem}
.related,.again{max-width:44rem}
.end{margin-top:2rem;padding-block:1.75rem 2.25rem;background:var(--stone);border-top:1px solid var(--joint);font-size:.9375rem;color:var(--ink-2)}
.end ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-top:.5rem}
@media (forced-colors:active){.search button{border-color:ButtonText}}
@media print{.skip,.demo,.top a[hreflang],.search,.band,.related,.again,.trail,.end ul{display:none}body{background:#fff;color:#000;font-size:11pt}.verified,.end{background:none}.answer a::after{content:" (" attr(href) ")";font-size:.85em}}
`

/** The stylesheet of the public site. */
export const siteCss = source.trim().replace(/\n/g, "")

/** Its address: it changes with every change of it. */
export const siteCssPath = `/assets/site-${createHash("sha256").update(siteCss).digest("hex").slice(0, 10)}.css`
