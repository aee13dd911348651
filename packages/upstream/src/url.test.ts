import fc from 'fast-check';
import { buildUrl, parseBaseUrl } from './url';

describe('buildUrl', () => {
  const base = new URL('https://host:8443/prefix/');

  it('never leaves its base, whatever the parts are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary', minLength: 1 }),
            fc.constantFrom(
              '%2e%2e',
              '..%2f',
              '//evil',
              '\\\\evil',
              '?',
              '#',
              '\ud800',
            ),
          ),
          { minLength: 1 },
        ),
        parts => {
          fc.pre(!parts.some(part => part === '.' || part === '..'));
          const url = buildUrl(base, parts, { q: parts });
          expect(url.origin).toBe(base.origin);
          expect(url.hash).toBe('');
          const segments = url.pathname.split('/');
          expect(segments.slice(0, 2)).toEqual(['', 'prefix']);
          expect(segments.slice(2).map(decodeURIComponent)).toEqual(
            parts.map(part => Buffer.from(part).toString()),
          );
        },
      ),
    );
  });

  it.each(['', '.', '..'])('refuses %j as a part', part => {
    expect(() => buildUrl(base, ['a', part])).toThrow(TypeError);
  });
});

describe('parseBaseUrl', () => {
  it('takes the user info out', () => {
    const { url, userInfo } = parseBaseUrl('http://a%40b:c%2Fd@host/x');
    expect(url.href).toBe('http://host/x');
    expect(userInfo).toEqual({ username: 'a@b', password: 'c/d' });
  });

  it.each([
    ['localhost:9090', /must be an http or https address/],
    ['not an address with pa$$word', /is not a valid address$/],
    ['file:///etc/passwd', /not file:/],
    ['http://host/?a=1', /neither a query/],
    ['http://host/#a', /neither a query/],
  ])('refuses %s', (text, message) => {
    expect(() => parseBaseUrl(text)).toThrow(message);
  });
});
