import { expect, test } from "vitest"
import { X_PRICES, xPriceOf } from "./x-prices.ts"

test.each([
  ["Bonjour, une équipe passe demain.", "public", true, X_PRICES.summonedReply],
  ["Le formulaire : https://parvis.fr/voirie", "public", true, X_PRICES.summonedReply],
  ["Travaux rue Pasteur lundi", "public", false, X_PRICES.post],
  ["Travaux : https://parvis.fr/voirie", "public", false, X_PRICES.postWithLink],
  ["Voir parvis.fr", "public", false, X_PRICES.postWithLink],
  ["Écrire à mairie@parvis.fr", "public", false, X_PRICES.post],
  ["Votre numéro de dossier ?", "direct", true, X_PRICES.direct],
] as const)("“%s” (%s, summoned: %s) costs %d dollars", (text, visibility, isSummoned, price) => {
  expect(xPriceOf(text, visibility, isSummoned)).toBe(price)
})
