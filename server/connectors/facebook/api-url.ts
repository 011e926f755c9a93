/**
 * The server that speaks Meta's Graph API.
 * @throws Error when the address cannot be one, before anything is sent
 */
export function parseApiUrl(apiUrl: string): URL {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : null
  const wrong = (why: string) => new Error(`The address of the Graph API ${why}.`)
  if (!url) throw wrong(`is not a web address: "${apiUrl}" (expected for example https://graph.facebook.com)`)
  if (url.username || url.password) throw wrong("must not hold a user name or a password")
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw wrong(`must begin with https:// or http://: "${apiUrl}"`)
  if (url.pathname !== "/" || url.search || url.hash)
    throw wrong(`must stop after the host, because the version of the API is added to it: "${apiUrl}"`)
  return url
}
