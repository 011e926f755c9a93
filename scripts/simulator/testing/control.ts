/** Drives the control plane as the page does. */
export function controlOf(base: string) {
  async function call(method: string, path: string, body?: unknown) {
    const response = await fetch(`${base}/sim${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    // Tests look into answers of many shapes: the looseness ends with them.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const answer = (await response.json()) as Record<string, any>
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
    return answer
  }
  return {
    get: (path: string) => call("GET", path),
    post: (path: string, body: unknown = {}) => call("POST", path, body),
    put: (path: string, body: unknown) => call("PUT", path, body),
    delete: (path: string) => call("DELETE", path),
  }
}
