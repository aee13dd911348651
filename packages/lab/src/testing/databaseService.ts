/**
 * The entry of a PostgreSQL connection service file (libpq's documentation,
 * "The Connection Service File") that stands for a server's address.
 *
 * @param url - of the form `postgres://user:password@host:port/…`
 */
export function serviceEntry(service: string, url: string): string {
  const { hostname, port, username, password } = new URL(url);
  const settings = {
    host: hostname,
    port: port || '5432',
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name}=${value}`,
  );
  return [`[${service}]`, ...lines, ''].join('\n');
}

/**
 * The same database by the name of that service: port and password, which
 * differ from run to run, are not part of it.
 */
export function serviceUrl(
  service: string,
  url: string,
  serviceFile: string,
): string {
  const { hostname, pathname, searchParams } = new URL(url);
  const parameters = new URLSearchParams(searchParams);
  parameters.set('service', service);
  parameters.set('servicefile', serviceFile);
  // Forms write a space as a plus, which libpq's addresses and pgx take for one.
  const query = parameters.toString().replace(/\+/g, '%20');
  return `postgres://${hostname}${pathname}?${query}`;
}
