/** The shape of a resource noun; also the pattern that the forms' schemas carry. */
export const resourcePattern = /^[a-z]{2,28}$/;

// A resource is a Go package of the rendered service beside these, and shares
// a file with those it imports.
const takenPackages = [
  'cursor',
  'error',
  'errors',
  'http',
  'httpapi',
  'json',
  'memory',
  'nil',
  'outbox',
  'platform',
  'postgres',
  'record',
  'store',
  'string',
  'time',
];

// Variables of the rendered code would hide a package of the same name.
const takenVariables = (
  'address after answer applied asked broken caller callers cancel candidate ctx decoder ' +
  'draft each encoded err errs event events expiry fields first found header headers id ids ' +
  'invalid kept known last length limit made message method name ok opened page payload ' +
  'query read records registry replayed request router rows series stored strings sum table ' +
  'tag test tests text total violation want'
).split(' ');

// The Go Programming Language Specification, "Keywords".
const goKeywords = [
  'break',
  'case',
  'chan',
  'const',
  'continue',
  'default',
  'defer',
  'else',
  'fallthrough',
  'for',
  'func',
  'go',
  'goto',
  'if',
  'import',
  'interface',
  'map',
  'package',
  'range',
  'return',
  'select',
  'struct',
  'switch',
  'type',
  'var',
];

// Go leaves folders with these names out of a build, or treats them apart.
const goFolders = ['internal', 'main', 'testdata', 'vendor'];

// Reserved words of PostgreSQL (its documentation, appendix C) that an English
// plural can be.
const reservedTables = ['references', 'values', 'analyses', 'does'];

const takenResources: ReadonlySet<string> = new Set([
  ...takenPackages,
  ...takenVariables,
  ...goKeywords,
  ...goFolders,
]);

/**
 * The plural of an English noun, by the regular rules: `order` → `orders`,
 * `category` → `categories`, `box` → `boxes`. Irregular nouns come out
 * regular; whoever minds passes a plural of their own.
 */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) {
    return `${noun.slice(0, -1)}ies`;
  }
  return /(s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** The Go type for a noun: `order` → `Order`. */
export function typeNameOf(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}

/** Why a noun cannot be a service's resource, as a sentence; `undefined` if it can be. */
export function resourceProblem(
  noun: string,
  plural: string = pluralOf(noun),
): string | undefined {
  if (!resourcePattern.test(noun)) {
    return 'A resource is one word in the singular: 2 to 28 lower-case letters, such as order or invoice.';
  }
  if (takenResources.has(noun)) {
    return `'${noun}' means something else in the service's Go code: use another noun.`;
  }
  if (!/^[a-z]{2,30}$/.test(plural)) {
    return 'A plural is one word: 2 to 30 lower-case letters, such as orders.';
  }
  if (plural === noun) {
    return 'The plural must differ from the singular: they name a collection and one item of it.';
  }
  if (reservedTables.includes(plural)) {
    return `'${plural}' is a reserved word of SQL, so it cannot be the table's name: use another noun.`;
  }
  return undefined;
}
