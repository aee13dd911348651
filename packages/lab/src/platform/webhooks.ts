import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const payloadSchema = z.object({
  ref: z.string().optional(),
  repository: z.object({ name: z.string() }),
});

/** What a webhook says has changed. */
export interface GitNotice {
  readonly repository: string;
  readonly kind: 'main' | 'pull request' | 'other';
}

/**
 * Whether Gitea signed this very body with the shared secret.
 *
 * @param signature - the header `X-Gitea-Signature`, HMAC-SHA256 in hex.
 */
export function isSigned(
  body: Buffer,
  signature: string | undefined,
  secret: string,
): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature ?? '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * Reads a webhook of Gitea.
 *
 * @param event - the header `X-Gitea-Event`.
 * @throws Error if the body is none of Gitea's.
 */
export function readNotice(event: string | undefined, body: Buffer): GitNotice {
  const { ref, repository } = payloadSchema.parse(
    JSON.parse(body.toString('utf8')),
  );
  const isMain = event === 'push' && ref === 'refs/heads/main';
  const isPullRequest = event?.startsWith('pull_request') ?? false;
  const other = isPullRequest ? 'pull request' : 'other';
  return { repository: repository.name, kind: isMain ? 'main' : other };
}
