import { Module, createRequire } from 'node:module';

/**
 * Follows a way through packages, each of which depends on the next one.
 *
 * @param from - a file of the package that depends on the first
 * @returns the file that the last one is loaded from; undefined if a package is not there
 */
export function resolveAlong(
  from: string,
  way: readonly string[],
): string | undefined {
  try {
    const user = way
      .slice(0, -1)
      .reduce(
        (file, name) => createRequire(file).resolve(`${name}/package.json`),
        from,
      );
    return createRequire(user).resolve(way[way.length - 1]);
  } catch {
    return undefined;
  }
}

/**
 * Whoever requires a module is given what stands for it. One that is loaded already stays.
 *
 * @param filename - what the module is loaded from
 * @param standInFor - makes what stands for it of what loads its exports, once
 */
export function deferModule(
  filename: string,
  standInFor: (load: () => object) => object,
): void {
  const requireIt = createRequire(filename);
  const { cache } = requireIt;
  if (cache[filename]) {
    return;
  }
  const placeholder = new Module(filename);
  placeholder.filename = filename;
  placeholder.loaded = true;
  placeholder.exports = standInFor(() => {
    if (cache[filename] === placeholder) {
      delete cache[filename];
    }
    return requireIt(filename);
  });
  cache[filename] = placeholder;
}
