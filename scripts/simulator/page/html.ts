import { Scene } from "../pictures/scenes.ts"
import { type UserRecord } from "../world/records.ts"
import { isSecondPage } from "../world/second-page.ts"
import { type World } from "../world/world.ts"
import { escape } from "./escape.ts"
import { panel } from "./panel-html.ts"
import { SCENE_TEXTS } from "./texts.ts"

/** Who the visitor speaks as until she chooses someone else. */
const FIRST_SPEAKER = "marie_parvis"

/** The roofs of Parvis, drawn behind the title. */
const SKYLINE = `<svg class="skyline" viewBox="0 0 760 96" preserveAspectRatio="xMaxYMax meet" aria-hidden="true">
      <path d="M0 95H760M14 95V58l20-16 20 16v37M24 66h8v10h-8zM40 66h8v10h-8zM54 95V40h44v55M62 50h9v11h-9zM80 50h9v11h-9zM62 70h9v11h-9zM80 70h9v11h-9zM98 95V64l26-18 26 18v31M116 95V76h16v19M196 95V50h56v45M196 50l8-14h40l8 14M206 60h9v12h-9zM222 60h9v12h-9zM238 60h9v12h-9zM206 80h9v15M238 80h9v15M252 95V60h34v35M260 70h8v10h-8zM274 70h8v10h-8z"/>
      <path d="M330 95V52h52V34l26-20 26 20v18h52v43M408 14V2l12 4-12 4M340 62h12v15h-12zM360 62h12v15h-12zM444 62h12v15h-12zM464 62h12v15h-12zM394 95V76a14 14 0 0 1 28 0v19M322 95l8-4M486 91l8 4"/><circle cx="408" cy="42" r="8"/><path d="M408 37v5l4 2"/>
      <path d="M526 95V72M526 74a14 16 0 1 1 1 0M558 95V78M558 79a11 12 0 1 1 1 0M166 95V74M166 76a13 15 0 1 1 1 0M590 95V36q0-8 9-8h5M604 28v5M622 95V82h92v13M632 82V70q0-4 4-4h64q4 0 4 4v12M648 66v16M672 66v16M694 66v16M640 95a5 5 0 0 1 10 0M688 95a5 5 0 0 1 10 0M730 95V62l14-10 14 10"/>
    </svg>`

/** The page's frame. The script fills the timeline; the rest is here, readable before it runs. */
export function placePage(world: World): string {
  const city = world.user(world.cityId)
  return `<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>La place · simulateur de Parvis</title>
  <link rel="icon" href="/place/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/place/place.css">
  <script type="module" src="/place/place.js"></script>
</head>
<body data-view="x">
  <a class="skip" href="#x">Aller aux messages</a>
  <aside class="banner" aria-label="Avertissement"><span aria-hidden="true">◌</span> Simulateur : rien ne part sur Internet</aside>
  <header class="top">
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M4 28V13L16 4l12 9v15M4 28h24M11 28v-8a5 5 0 0 1 10 0v8"/></svg>
    ${SKYLINE}
    <div><h1>La place</h1><p>Un petit X, un petit Facebook, et les gens de Parvis dessus.</p></div>
    <div class="tools">
      <p class="link" data-link role="status"></p>
      <button type="button" class="quiet small for-write" data-drawer="write" aria-expanded="false">Écrire</button>
      <button type="button" class="quiet small" data-drawer="panel" aria-expanded="false">Régie</button>
    </div>
  </header>
  <main class="columns">
    ${aside(world, city)}
    ${xColumn()}
    ${facebookColumn(city)}
    ${panel()}
  </main>
  <nav class="tabs" aria-label="Parties de la page">
    <button type="button" data-show="write">Écrire</button>
    <button type="button" data-show="x" aria-current="true">X</button>
    <button type="button" data-show="facebook">Facebook</button>
    <button type="button" data-show="panel">Régie</button>
  </nav>
  <dialog class="edit" aria-labelledby="edit-title">
    <form method="dialog">
      <h2 id="edit-title">Modifier le message</h2>
      <textarea name="text" rows="5" aria-labelledby="edit-title"></textarea>
      <p class="hint" data-edit-hint></p>
      <p class="row"><button class="quiet" value="cancel">Annuler</button><button class="main" value="save">Modifier</button></p>
    </form>
  </dialog>
  <p class="toast" role="status" aria-live="polite"></p>
  <noscript><p class="banner">La place a besoin de JavaScript pour montrer les messages au fil de l'eau.</p></noscript>
</body>
</html>`
}

function aside(world: World, city: UserRecord): string {
  const citizens = [...world.users.values()]
    .filter(({ id }) => !world.isAccount(id) && !isSecondPage(id))
    .sort((a, b) => a.name.localeCompare(b.name, "fr"))
  const people = citizens.map(
    ({ username, name }) =>
      `<option value="${escape(username)}"${username === FIRST_SPEAKER ? " selected" : ""}>${escape(name)}</option>`,
  )
  const accounts = [...world.standingPairs.keys()].map((id) => {
    const { username, name } = world.user(id)
    return `<option value="${escape(username)}">${escape(name)} · @${escape(username)}</option>`
  })
  const scenes = Scene.options.map(
    (scene) => `<label class="scene" title="${SCENE_TEXTS[scene]}">
          <input type="radio" name="scene" value="${scene}">
          <img src="/scenes/${scene}.png" alt="${SCENE_TEXTS[scene]}" width="84" height="63" loading="lazy">
        </label>`,
  )
  return `<section class="side write" id="write" aria-label="Écrire">
      <p class="row drawer-head"><strong>Écrire</strong><button type="button" class="quiet small" data-close>Fermer</button></p>
      <article class="card city">
        <img src="/avatars/${city.id}_x96.png" alt="" width="56" height="56">
        <div><h2>${escape(city.name)}</h2><p>@${escape(city.username)} <span class="seal">compte officiel</span></p></div>
        <p class="about">${escape(city.description)}</p>
        <dl class="counts"><div><dt>Demandes</dt><dd data-count="asked">0</dd></div><div><dt>Réponses</dt><dd data-count="replies">0</dd></div><div><dt>Privés</dt><dd data-count="directs">0</dd></div></dl>
      </article>
      <form class="card composer" novalidate>
        <h2>Parler à la Ville</h2>
        <label for="by">Au nom de</label>
        <div class="who"><img data-face src="" alt="" width="36" height="36" hidden><select id="by" name="by">${people.join("")}</select></div>
        <fieldset class="switcher"><legend class="unseen">Réseau</legend>
          <label><input type="radio" name="network" value="x" checked><span>X</span></label>
          <label><input type="radio" name="network" value="facebook"><span>Facebook</span></label>
        </fieldset>
        <label for="to" data-to>À</label>
        <select id="to" name="to" data-to>${accounts.join("")}</select>
        <fieldset class="switcher"><legend class="unseen">Qui peut lire</legend>
          <label><input type="radio" name="kind" value="public" checked><span data-public>Public</span></label>
          <label><input type="radio" name="kind" value="direct"><span data-direct>Message privé</span></label>
        </fieldset>
        <p class="answering" hidden><span></span> <button type="button" class="quiet small" data-cancel-reply>Ne plus répondre</button></p>
        <label for="text" class="unseen">Message</label>
        <textarea id="text" name="text" rows="5" aria-describedby="left problem"></textarea>
        <p id="problem" class="problem" role="alert"></p>
        <details class="photo"><summary>Joindre une photo <span data-photo-name></span></summary>
          <div class="scenes" role="radiogroup" aria-label="Photos toutes prêtes">
            <label class="scene none"><input type="radio" name="scene" value="" checked><span>Aucune</span></label>
            ${scenes.join("\n            ")}
          </div>
          <label class="file">Ou la vôtre (PNG ou JPEG) <input type="file" name="file" accept="image/png,image/jpeg"></label>
        </details>
        <p class="row"><span id="left" class="left">280</span><button class="main">Publier</button></p>
      </form>
    </section>`
}

function xColumn(): string {
  return `<section class="column" id="x" tabindex="-1" aria-label="X">
      <div class="bar">
        <h2 class="network"><span class="glyph" aria-hidden="true">X</span><span class="unseen">X</span></h2>
        ${tabs("x", "Place publique", "Privés")}
        <label class="filter"><span>Montrer</span> <select data-filter aria-label="Montrer"><option value="all">tout</option><option value="waiting">sans réponse</option><option value="answered">répondu</option></select></label>
      </div>
      <div id="x-public" role="tabpanel" aria-labelledby="tab-x-public">
        <div class="feed" role="feed" aria-busy="true" aria-label="Conversations, la plus récente d'abord"></div>
        <p class="empty" hidden>La place est vide. Écrivez quelque chose, ou réveillez les habitants dans la régie.</p>
        <p class="more"><button type="button" class="quiet" data-more hidden>Montrer plus de conversations</button></p>
      </div>
      ${exchanges("x", "Habitants qui ont écrit en privé")}
    </section>`
}

function facebookColumn(city: UserRecord): string {
  return `<section class="column" id="facebook" tabindex="-1" aria-label="Facebook">
      <div class="bar">
        <h2 class="network"><span class="glyph" aria-hidden="true">f</span><span class="unseen">Facebook</span></h2>
        ${tabs("facebook", "La Page", "Messenger")}
        <span class="access" data-access hidden>jeton refusé</span>
      </div>
      <div id="facebook-public" role="tabpanel" aria-labelledby="tab-facebook-public">
        <header class="card cover"><img src="/avatars/${city.id}_x96.png" alt="" width="48" height="48"><div><h3>${escape(city.name)}</h3><p>Page officielle · administration publique</p></div></header>
        <div class="feed wall" role="feed" aria-busy="true" aria-label="Publications, la plus récente d'abord"></div>
        <p class="empty" hidden>La Page n'a encore rien publié.</p>
        <p class="more"><button type="button" class="quiet" data-more hidden>Montrer plus de publications</button></p>
      </div>
      ${exchanges("facebook", "Habitants qui ont écrit sur Messenger")}
    </section>`
}

const tabs = (network: string, inPublic: string, inPrivate: string): string =>
  `<div class="switcher" role="tablist" aria-label="Ce que l'on regarde">
          <button type="button" role="tab" id="tab-${network}-public" aria-controls="${network}-public" aria-selected="true">${inPublic}</button>
          <button type="button" role="tab" id="tab-${network}-direct" aria-controls="${network}-direct" aria-selected="false" tabindex="-1">${inPrivate}</button>
        </div>`

const exchanges = (network: string, label: string): string =>
  `<div id="${network}-direct" class="directs" role="tabpanel" aria-labelledby="tab-${network}-direct" hidden>
        <div class="inbox" role="list" aria-label="${label}"></div>
        <div class="bubbles" aria-live="polite"></div>
      </div>`
