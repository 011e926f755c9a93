/** Everything a client of the simulated Facebook may identify itself with. Worth nothing anywhere else. */
export type FacebookCredentials = {
  pageId: string
  /** Like a page token from a long-lived user token: it does not expire by itself. */
  pageToken: string
  /** The token of a person who manages the Page: lists its Pages. */
  userToken: string
  appId: string
  appSecret: string
  /** What the desk and the developer's settings agreed on, for `hub.verify_token`. */
  verifyToken: string
}

/** The same with every Page of the city, the first included. */
export type FacebookAccess = FacebookCredentials & { pages: { id: string; name: string; token: string }[] }

/** Fixed, so that a desk configured once still signs in after the simulator restarts. */
export const DEMO_FACEBOOK: FacebookCredentials = {
  pageId: "104400260019520",
  pageToken: "simulateur-page-ville",
  userToken: "simulateur-utilisateur-ville",
  appId: "138480019580948",
  appSecret: "simulateur-facebook-secret",
  verifyToken: "simulateur-facebook-verification",
}
