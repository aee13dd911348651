import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { RequestHandler } from 'express';

const contentTypes: Record<string, string> = {
  '.js': 'application/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
};

/**
 * Serves the browser app's static files as they were compressed when the app was built
 * (packages/app/scripts/compress.mjs): smaller than what could be compressed while
 * somebody waits, and free of charge for the processor. Whatever it does not have, the
 * app plugin serves.
 *
 * @param staticDir - the built app's `static` folder; its files carry a digest in their name
 */
export function compressedAssets(staticDir: string): RequestHandler {
  const root = resolve(staticDir);
  return (request, response, next) => {
    const extension = /\.[a-z]+$/.exec(request.path)?.[0] ?? '';
    const contentType = contentTypes[extension];
    const isAsked = request.method === 'GET' || request.method === 'HEAD';
    if (!isAsked || !contentType || !request.acceptsEncodings('br')) {
      next();
      return;
    }
    const file = join(root, `${decoded(request.path)}.br`);
    if (!file.startsWith(root + sep) || !existsSync(file)) {
      next();
      return;
    }
    response.set({
      'content-type': contentType,
      'content-encoding': 'br',
      vary: 'accept-encoding',
    });
    response.sendFile(
      file,
      {
        immutable: true,
        maxAge: '365d',
        dotfiles: 'deny',
        acceptRanges: false,
      },
      error => error && next(error),
    );
  };
}

/** As it stands where it is no encoding of anything, which no file is called. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
