/**
 * The server that speaks a network's API, at the root of its host.
 * @param names `api`: what to call it; `usual`: its address; `added`: what the client library puts behind the host
 * @throws Error when the address cannot be one, before anything is sent; it never tells a password
 */
export function parseApiUrl(apiUrl: string, names: { api: string; usual: string; added: string }): URL {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : null
  const wrong = (why: string) => new Error(`The address of the ${names.api} ${why}.`)
  if (!url) throw wrong(`is not a web address: "${apiUrl}" (expected for example ${names.usual})`)
  if (url.username || url.password) throw wrong("must not hold a user name or a password")
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw wrong(`must begin with https:// or http://: "${apiUrl}"`)
  if (url.pathname !== "/" || url.search || url.hash)
    throw wrong(`must stop after the host, because ${names.added} is added to it: "${apiUrl}"`)
  return url
}
