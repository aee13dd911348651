/** The shape of a service's name; also the pattern that the forms' schemas carry. */
export const serviceNamePattern = /^[a-z][a-z0-9-]{1,46}[a-z0-9]$/;

/** One thing that a service's name must be, in words for the person who picks it. */
export interface ServiceNameRule {
  readonly id: 'characters' | 'start' | 'end' | 'length' | 'reserved';
  readonly text: string;
  /** Whether the name keeps to this rule. */
  readonly holds: (name: string) => boolean;
}

// What Gitea, Kubernetes and the platform itself already mean by these words.
const reservedNames: ReadonlySet<string> = new Set([
  'admin',
  'api',
  'default',
  'gitops',
  'goreliable',
  'kube-system',
  'localhost',
  'prometheus',
  'alertmanager',
  'test',
]);

/**
 * The rules for a service's name, in the order in which to explain them.
 *
 * The name becomes a repository, a Kubernetes resource with suffixes (63
 * characters in all, which is why it ends at 48), a Prometheus job, a binary
 * and a NATS consumer; these are the characters that all of them allow.
 */
export const serviceNameRules: readonly ServiceNameRule[] = [
  {
    id: 'characters',
    text: 'lower-case letters, digits and single hyphens',
    holds: name => /^[a-z0-9-]*$/.test(name) && !name.includes('--'),
  },
  {
    id: 'start',
    text: 'starts with a letter',
    holds: name => /^[a-z]/.test(name),
  },
  {
    id: 'end',
    text: 'ends with a letter or digit',
    holds: name => /[a-z0-9]$/.test(name),
  },
  {
    id: 'length',
    text: '3 to 48 characters',
    holds: name => name.length >= 3 && name.length <= 48,
  },
  {
    id: 'reserved',
    text: 'no word that the platform uses itself',
    holds: name => !reservedNames.has(name),
  },
];

/**
 * Why a name cannot be a service's name, as a sentence; `undefined` if it can
 * be. Says nothing of whether the name is taken: that is the backend's to know.
 */
export function serviceNameProblem(name: string): string | undefined {
  if (name === '') {
    return 'A service needs a name.';
  }
  const broken = serviceNameRules.filter(rule => !rule.holds(name));
  if (broken.length === 0) {
    return undefined;
  }
  if (broken.every(rule => rule.id === 'reserved')) {
    return `'${name}' is a word that the platform uses itself.`;
  }
  const rules = broken
    .filter(rule => rule.id !== 'reserved')
    .map(rule => rule.text);
  return `A service's name has: ${rules.join('; ')}.`;
}
