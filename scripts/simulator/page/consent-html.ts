import { type UserRecord } from "../world/records.ts"
import { escape } from "./escape.ts"

/** What each right of X (docs.x.com, "OAuth 2.0 scopes") lets an application do, for whoever must decide. */
export const SCOPE_TEXTS: Record<string, string> = {
  "tweet.read": "lire les messages publics et ceux que ce compte peut voir",
  "tweet.write": "publier et supprimer des messages au nom de ce compte",
  "tweet.moderate.write": "masquer des réponses sous ses messages",
  "users.read": "lire le nom et le profil des personnes",
  "users.email": "connaître l'adresse électronique de ce compte",
  "dm.read": "lire les messages privés de ce compte",
  "dm.write": "envoyer des messages privés en son nom",
  "media.write": "envoyer des photos et des vidéos",
  "offline.access": "rester connectée jusqu'à ce que vous lui retiriez cet accès",
  "like.read": "voir ce que ce compte aime",
  "like.write": "aimer des messages en son nom",
  "follows.read": "voir qui ce compte suit",
  "follows.write": "suivre des personnes en son nom",
  "bookmark.read": "lire ses signets",
  "bookmark.write": "modifier ses signets",
  "list.read": "lire ses listes",
  "list.write": "modifier ses listes",
  "mute.read": "voir qui ce compte ignore",
  "mute.write": "ignorer des personnes en son nom",
  "block.read": "voir qui ce compte bloque",
  "block.write": "bloquer des personnes en son nom",
  "space.read": "voir ses salons audio",
}

const page = (title: string, body: string): string => `<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${escape(title)} · simulateur de Parvis</title>
  <link rel="icon" href="/place/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/place/place.css">
  <link rel="stylesheet" href="/place/consent.css">
</head>
<body class="consent">
  <aside class="banner" aria-label="Avertissement"><span aria-hidden="true">◌</span> Simulateur : rien ne part sur Internet</aside>
  <main class="card">
    <p class="brand"><svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M4 28V13L16 4l12 9v15M4 28h24M11 28v-8a5 5 0 0 1 10 0v8"/></svg><span>La place<small>le petit X de Parvis</small></span></p>
    ${body}
  </main>
</body>
</html>`

/** What a person is asked, with what the form gives back unchanged. */
export type ConsentRequest = {
  application: string
  scopes: string[]
  accounts: UserRecord[]
  /** Where the answer goes: only its host is shown. */
  redirectUri: string
  hidden: Record<string, string>
}

/** Which application asks for what, and for which account. */
export function consentPage({ application, scopes, accounts, redirectUri, hidden }: ConsentRequest): string {
  const choices = accounts.map(
    ({ id, username, name }, index) => `<label class="account">
          <input type="radio" name="account" value="${escape(username)}"${index === 0 ? " checked" : ""}>
          <img src="/avatars/${id}_x96.png" alt="" width="44" height="44">
          <span><strong>${escape(name)}</strong><small>@${escape(username)}</small></span>
        </label>`,
  )
  const rights = scopes.map((scope) => `<li>${escape(SCOPE_TEXTS[scope] ?? scope)}</li>`)
  const kept = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  )
  return page(
    "Autoriser une application",
    `<h1>${escape(application)} demande l'accès à un compte</h1>
    <form method="post" action="/i/oauth2/authorize">
      <fieldset><legend>Quel compte de la Ville ?</legend>
        ${choices.join("\n        ")}
      </fieldset>
      <h2>Elle pourra</h2>
      <ul class="rights">${rights.join("")}</ul>
      <p class="hint">Elle ne verra jamais le mot de passe. Vous reviendrez ensuite sur ${escape(new URL(redirectUri).host)}.</p>
      ${kept.join("")}
      <p class="choice"><button class="main" name="answer" value="allow">Autoriser l'application</button><button class="quiet" name="answer" value="deny">Refuser</button></p>
    </form>`,
  )
}

/** A request that cannot be trusted: nobody is sent anywhere. */
export const consentErrorPage = (problem: string): string =>
  page(
    "Demande refusée",
    `<h1>Cette demande d'accès n'est pas valable</h1>
    <p class="problem" role="alert">${escape(problem)}</p>
    <p class="hint">Rien n'a été autorisé. Retournez à l'application et recommencez ; si cela se répète, prévenez la personne qui l'administre.</p>`,
  )
