import { UpstreamRequest } from './types';

/**
 * The bytes of a request and what they are.
 *
 * @throws TypeError if a request has several bodies
 */
export function preparedBody(request: UpstreamRequest): {
  body?: string | Buffer;
  contentType?: string;
} {
  const { json, form, body } = request;
  if ([json, form, body].filter(given => given !== undefined).length > 1) {
    throw new TypeError('a request has one body: json, form or body');
  }
  if (json !== undefined) {
    return { body: JSON.stringify(json), contentType: 'application/json' };
  }
  if (form !== undefined) {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(form)) {
      const values = Array.isArray(value) ? value : [value];
      for (const single of values) {
        if (single !== undefined) {
          params.append(name, String(single));
        }
      }
    }
    return {
      body: params.toString(),
      contentType: 'application/x-www-form-urlencoded',
    };
  }
  return { body };
}
