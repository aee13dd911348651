import { createHmac } from 'node:crypto';
import { Client } from 'pg';

export interface DatabaseServer {
  /** Address with the password of a role that may create others. */
  readonly adminUrl: string;
  /** Role passwords are derived from it, so they need not be kept anywhere. */
  readonly secret: string;
}

// Of a role and of a database.
const alreadyExists = new Set(['42710', '42P04']);

/**
 * Gives a service a database and a role of its own, which can see nobody
 * else's. Does nothing that is done already.
 *
 * @returns the address for the service.
 */
export async function ensureDatabase(
  server: DatabaseServer,
  service: string,
): Promise<string> {
  const name = service.replaceAll('-', '_');
  const password = createHmac('sha256', server.secret)
    .update(`database ${service}`)
    .digest('hex');
  const client = new Client({
    connectionString: server.adminUrl,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    // Held until the connection ends: roles cannot be altered by two at once.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const role = client.escapeIdentifier(name);
    await ignoreExisting(client.query(`CREATE ROLE ${role} LOGIN`));
    await client.query(
      `ALTER ROLE ${role} PASSWORD ${client.escapeLiteral(password)}`,
    );
    await ignoreExisting(client.query(`CREATE DATABASE ${role} OWNER ${role}`));
    await client.query(`REVOKE CONNECT ON DATABASE ${role} FROM PUBLIC`);
  } finally {
    await client.end();
  }
  const url = new URL(server.adminUrl);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.toString();
}

async function ignoreExisting(query: Promise<unknown>): Promise<void> {
  try {
    await query;
  } catch (error) {
    if (!alreadyExists.has((error as { code?: string }).code ?? '')) {
      throw error;
    }
  }
}
