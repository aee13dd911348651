import { parseDocument, type Tags } from 'yaml';
import { SpecProblem } from './types';

/** One of the YAML documents in a text. */
export interface YamlDocument {
  /** Number of the document in its text, from 0. */
  number: number;
  text: string;
  value: unknown;
}

/** The kinds of scalars that Sloth's reader does not know. */
const unknownToSloth = new Set(['TIME', 'timestamp']);

const likeSloth = (tags: Tags): Tags =>
  tags.filter(
    tag =>
      typeof tag === 'string' ||
      !(
        unknownToSloth.has('format' in tag ? tag.format ?? '' : '') ||
        tag.tag.endsWith(':timestamp')
      ),
  );

/**
 * Takes the YAML documents out of a text as Sloth does: they are cut at lines
 * that begin with `---`, read by YAML 1.1 (`yes` is true), and what stands
 * twice in one mapping counts as it stands last.
 *
 * Whole numbers are `bigint`, so that none loses digits.
 */
export function readYamlDocuments(text: string): {
  documents: YamlDocument[];
  problems: SpecProblem[];
} {
  const parts = text
    .trim()
    .replace(/(^|\n)#[^\n]*/g, '$1')
    .split(/(?:^|(?<=\n))---/)
    .map(part => part.trim())
    .filter(part => part !== '');
  const documents: YamlDocument[] = [];
  const problems: SpecProblem[] = [];
  parts.forEach((part, number) => {
    const problem = (message: string): SpecProblem => ({
      severity: 'error',
      document: number,
      path: '',
      message,
    });
    try {
      const parsed = parseDocument(part, {
        version: '1.1',
        uniqueKeys: false,
        intAsBigInt: true,
        customTags: likeSloth,
        logLevel: 'error',
      });
      const [error] = parsed.errors;
      if (error) {
        problems.push(problem(`is not YAML: ${error.message.split('\n')[0]}`));
      } else {
        documents.push({ number, text: part, value: parsed.toJS() });
      }
    } catch (error) {
      // Such as aliases that would blow the document up.
      problems.push(problem(`is not YAML: ${(error as Error).message}`));
    }
  });
  return { documents, problems };
}
