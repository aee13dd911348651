import { createHmac } from 'node:crypto';
import { isSigned, readNotice } from './webhooks';

const secret = 'shared';
const body = Buffer.from('{"ref":"refs/heads/main"}');
const signature = createHmac('sha256', secret).update(body).digest('hex');

describe('isSigned', () => {
  it('accepts this body with this secret only', () => {
    expect(isSigned(body, signature, secret)).toBe(true);
    expect(isSigned(body, signature, 'other')).toBe(false);
    expect(isSigned(Buffer.from('{}'), signature, secret)).toBe(false);
  });

  it.each([undefined, '', 'no hex', signature.slice(2)])(
    'refuses the signature %s',
    given => {
      expect(isSigned(body, given, secret)).toBe(false);
    },
  );
});

describe('readNotice', () => {
  const notice = (event: string, payload: object) =>
    readNotice(
      event,
      Buffer.from(JSON.stringify({ repository: { name: 'a' }, ...payload })),
    );

  it.each([
    ['push', { ref: 'refs/heads/main' }, 'main'],
    ['push', { ref: 'refs/heads/feature' }, 'other'],
    ['pull_request', { number: 1 }, 'pull request'],
    ['pull_request_sync', { number: 1 }, 'pull request'],
    ['issues', {}, 'other'],
  ])('%s %j', (event, payload, kind) => {
    expect(notice(event, payload)).toEqual({ repository: 'a', kind });
  });

  it('refuses what is no webhook', () => {
    expect(() => readNotice('push', Buffer.from('{}'))).toThrow();
  });
});
