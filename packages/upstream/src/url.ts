/** Values of a query parameter; a list repeats it, undefined leaves it out. */
export type Query = Record<
  string,
  string | number | boolean | readonly string[] | undefined
>;

/**
 * Splits a configured address into what may be shown and what may not.
 *
 * @throws TypeError if it is no http(s) address, or has a query or fragment
 */
export function parseBaseUrl(text: string): {
  url: URL;
  userInfo?: { username: string; password: string };
} {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    // The text itself may hold a password: it is not repeated.
    throw new TypeError('is not a valid address');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TypeError(
      `must be an http or https address, not ${url.protocol}`,
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw new TypeError('must have neither a query nor a fragment');
  }
  const userInfo =
    url.username !== '' || url.password !== ''
      ? {
          username: decodeURIComponent(url.username),
          password: decodeURIComponent(url.password),
        }
      : undefined;
  url.username = '';
  url.password = '';
  return { url, userInfo };
}

/**
 * The address of a resource under a base. Each part is one path segment and is
 * encoded as such: no value can step out of the base or add a query.
 *
 * @throws TypeError for an empty part, `.` or `..`, which no encoding protects
 */
export function buildUrl(
  base: URL,
  path: readonly string[],
  query: Query = {},
): URL {
  const segments = path.map(part => {
    if (part === '' || part === '.' || part === '..') {
      throw new TypeError(`'${part}' cannot be a part of a path`);
    }
    // By way of UTF-8: half a surrogate pair would make the encoder throw.
    return encodeURIComponent(Buffer.from(part).toString());
  });
  const url = new URL(base);
  url.pathname = [base.pathname.replace(/\/+$/, ''), ...segments].join('/');
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const single of values) {
      if (single !== undefined) {
        url.searchParams.append(name, String(single));
      }
    }
  }
  return url;
}
