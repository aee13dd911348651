import fc from 'fast-check';
import { createRedact, redactError } from './redact';

jest.setTimeout(60_000);

describe('createRedact', () => {
  const redact = createRedact(['s3cret/value', 'hunter2!']);

  it.each([
    ['the secret s3cret/value is out', 'the secret ••• is out'],
    ['GET /?x=s3cret%2Fvalue', 'GET /?x=•••'],
    ['{"a":"hunter2!"}', '{"a":"•••"}'],
    [Buffer.from('hunter2!').toString('base64'), '•••'],
    ['http://me:pw@host/path', 'http://•••@host/path'],
    ['postgres://me:p@w@host/db', 'postgres://•••@host/db'],
    ['https://ghp_abc@host', 'https://•••@host'],
    ['/?access_token=abc&b=1', '/?access_token=•••&b=1'],
    ['/?a=1&X-Amz-Signature=abc', '/?a=1&X-Amz-Signature=•••'],
    ['/?api_key=abc', '/?api_key=•••'],
    ['authorization: Bearer abc.def', 'authorization: •••'],
    ['{"Authorization":"Basic YWJj"}', '{"Authorization":"•••"}'],
    ['sent Bearer abcdefgh.ijk', 'sent Bearer •••'],
    ['Cookie: session=abc; other=1', 'Cookie: •••'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    'http://host/path?query=up&step=15',
    'mail me@example.com about http://host',
    'the token is gone',
    'Basic things',
  ])('leaves %s alone', text => {
    expect(redact(text)).toBe(text);
  });

  it('prefers the longer of two secrets that begin alike', () => {
    expect(createRedact(['abcd', 'abcdefgh'])('abcdefgh')).toBe('•••');
  });

  it('does not search for secrets too short to be any', () => {
    expect(createRedact(['a', ''])('banana')).toBe('banana');
  });

  const secrets = fc.string({ minLength: 4, unit: 'grapheme-ascii' });
  const forms = [
    (secret: string) => secret,
    encodeURIComponent,
    (secret: string) => JSON.stringify(secret).slice(1, -1),
    (secret: string) => Buffer.from(secret).toString('base64'),
  ];

  it('lets no secret through, in whatever form, text and company', () => {
    fc.assert(
      fc.property(
        fc.array(secrets, { minLength: 1, maxLength: 4 }),
        fc.array(
          fc.oneof(
            fc.record({
              secret: fc.nat(3),
              form: fc.constantFrom(...forms),
            }),
            fc.string({ unit: 'binary' }),
          ),
        ),
        (configured, parts) => {
          const text = parts
            .map(part =>
              typeof part === 'string'
                ? part
                : part.form(configured[part.secret % configured.length]),
            )
            .join('');
          const redacted = createRedact(configured)(text);
          for (const secret of configured) {
            for (const form of forms) {
              expect(redacted).not.toContain(form(secret));
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('hides the user info of any address', () => {
    fc.assert(
      fc.property(
        fc.webUrl(),
        fc.stringMatching(/^[a-zA-Z0-9%._~!$&'()*+,;=-]{1,20}$/),
        (url, password) => {
          const withUser = url.replace('://', `://user:zz${password}zz@`);
          expect(createRedact([])(`GET ${withUser} failed`)).not.toContain(
            `zz${password}zz`,
          );
        },
      ),
    );
  });

  it('takes no more than linear time', () => {
    const startedAt = performance.now();
    for (const text of [
      `?${'a-'.repeat(100_000)}`,
      `http://${'@'.repeat(100_000)}`,
      `http://${'a@'.repeat(100_000)} `,
      `authorization${' '.repeat(100_000)}`,
      'cookie:'.repeat(50_000),
    ]) {
      redact(text);
    }
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('redactError', () => {
  it('copies name, message, code and causes, without secrets or anything else', () => {
    const error = Object.assign(
      new RangeError('no hunter2!', {
        cause: Object.assign(new Error('also hunter2!'), { code: 'EX' }),
      }),
      { request: { headers: { authorization: 'hunter2!' } } },
    );
    const copy = redactError(error, createRedact(['hunter2!']));

    expect(copy).toMatchObject({
      name: 'RangeError',
      message: 'no •••',
      cause: { message: 'also •••', code: 'EX' },
    });
    expect(copy).not.toHaveProperty('request');
    expect(copy.stack).not.toContain('hunter2!');
  });

  it('ends where causes go in circles', () => {
    const error = new Error('round');
    error.cause = error;
    expect(redactError(error, text => text).message).toBe('round');
  });

  it('makes an error of what is none', () => {
    expect(redactError('hunter2!', createRedact(['hunter2!'])).message).toBe(
      '•••',
    );
  });
});
