/** What `import` of a bundler wants to know of exports as soon as it has them. */
export type ExportsKind =
  /** An object that has no `default`. */
  | 'names'
  /** An object with a `default`, and others beside it. */
  | 'names with default'
  /** A class or another function. */
  | 'function';

/**
 * What stands for the exports of a module, and loads them when somebody does something with
 * them. Their kind is known before: a default import of a bundler asks for it at once.
 *
 * @param own - exports that are not to be loaded either when they are asked for
 */
export function standIn(
  kind: ExportsKind,
  load: () => object,
  own: object = {},
): object {
  let loaded: object | undefined;
  const exportsOf = () => {
    loaded ??= load();
    return loaded;
  };
  // Bound, it can be constructed, and has no prototype of its own to be true to.
  // eslint-disable-next-line no-extra-bind
  const bound = function unused() {}.bind(undefined);
  return new Proxy(kind === 'function' ? bound : {}, {
    apply: (_target, self, values) =>
      Reflect.apply(exportsOf() as Function, self, values),
    construct: (_target, values) =>
      Reflect.construct(exportsOf() as Function, values),
    // Without the receiver: a getter is to see its module, not what stands for it.
    get: (_target, name) =>
      Reflect.get(Object.hasOwn(own, name) ? own : exportsOf(), name),
    set: (_target, name, value) => Reflect.set(exportsOf(), name, value),
    has: (_target, name) =>
      name === 'default'
        ? kind === 'names with default'
        : Reflect.has(exportsOf(), name),
    ownKeys: () => Reflect.ownKeys(exportsOf()),
    getOwnPropertyDescriptor(_target, name) {
      const descriptor = Reflect.getOwnPropertyDescriptor(exportsOf(), name);
      // What a stand-in does not have itself it may not call permanent.
      return descriptor && { ...descriptor, configurable: true };
    },
  });
}
