import { z } from 'zod';

/** What the search API answers, as far as the page shows it. */
const answerSchema = z.object({
  results: z.array(
    z.object({
      type: z.string(),
      document: z.object({
        title: z.string(),
        text: z.string().catch(''),
        location: z.string(),
        kind: z.string().optional(),
        type: z.string().optional(),
        owner: z.string().optional(),
        entityTitle: z.string().optional(),
        name: z.string().optional(),
      }),
      highlight: z
        .object({
          preTag: z.string(),
          postTag: z.string(),
          fields: z.record(z.string(), z.string()),
        })
        .optional(),
    }),
  ),
  nextPageCursor: z.string().optional(),
});

/** A piece of text, marked where the query occurs in it. */
export type TextPart = { text: string; isMatch: boolean };

/** Something that was found. */
export type SearchHit = {
  /** Unique among the hits of an answer. */
  id: string;
  /** Type of document: `software-catalog`, `techdocs` … */
  type: string;
  href: string;
  title: readonly TextPart[];
  excerpt: readonly TextPart[];
  /** What it is: "API · openapi", "Docs of order-service". */
  detail: string;
};

/** One answer of the search API. */
export type SearchAnswer = { hits: readonly SearchHit[]; next?: string };

const typeWords: Record<string, string> = {
  'software-catalog': 'Catalog',
  techdocs: 'Docs',
  slo: 'SLOs',
};

/** What hits of a type of document are called. */
export function labelOfType(type: string): string {
  return typeWords[type] ?? `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}

/** Length in characters of what is shown of a document's text. */
const excerptLength = 220;
/** Characters before the first match, so that it is read in its sentence. */
const leadLength = 60;

/** Splits marked text into its parts. */
export function textParts(
  marked: string,
  tags: { preTag: string; postTag: string } | undefined,
): TextPart[] {
  if (!tags?.preTag || !tags.postTag) {
    return marked ? [{ text: marked, isMatch: false }] : [];
  }
  const parts: TextPart[] = [];
  for (const [index, piece] of marked.split(tags.preTag).entries()) {
    const end = index === 0 ? -1 : piece.indexOf(tags.postTag);
    if (end >= 0) {
      parts.push({ text: piece.slice(0, end), isMatch: true });
    }
    const rest = end >= 0 ? piece.slice(end + tags.postTag.length) : piece;
    if (rest) {
      parts.push({ text: rest, isMatch: false });
    }
  }
  return parts;
}

/** The surroundings of the first match; the beginning if there is none. */
export function excerptOf(parts: readonly TextPart[]): TextPart[] {
  const first = parts.findIndex(({ isMatch }) => isMatch);
  const shown = first < 0 ? [...parts] : parts.slice(Math.max(0, first - 1));
  const lead = shown[0];
  if (first > 0 && lead && lead.text.length > leadLength) {
    shown[0] = { ...lead, text: `… ${lead.text.slice(-leadLength)}` };
  }
  const excerpt: TextPart[] = [];
  let left = excerptLength;
  for (const part of shown) {
    if (left <= 0) {
      break;
    }
    excerpt.push(
      part.text.length > left
        ? { ...part, text: `${part.text.slice(0, left).trimEnd()} …` }
        : part,
    );
    left -= part.text.length;
  }
  return excerpt;
}

type Document = z.infer<typeof answerSchema>['results'][number]['document'];

function detailOf(type: string, document: Document): string {
  const entity = document.entityTitle ?? document.name;
  if (type === 'techdocs') {
    return entity ? `Docs of ${entity}` : 'Docs';
  }
  const kind = document.kind ?? labelOfType(type);
  const hasType = document.type && document.type !== 'other';
  return hasType ? `${kind} · ${document.type}` : kind;
}

/**
 * Reads an answer. The same document may be found twice (by two fields); it is
 * listed once.
 * @throws ZodError when it is not such an answer
 */
export function readSearchAnswer(answer: unknown): SearchAnswer {
  const { results, nextPageCursor } = answerSchema.parse(answer);
  const hits = new Map<string, SearchHit>();
  for (const { type, document, highlight } of results) {
    const id = `${type}:${document.location}`;
    if (!hits.has(id)) {
      const part = (field: 'title' | 'text') =>
        textParts(highlight?.fields[field] ?? document[field], highlight);
      hits.set(id, {
        id,
        type,
        href: document.location,
        title: part('title'),
        excerpt: excerptOf(part('text')),
        detail: detailOf(type, document),
      });
    }
  }
  return { hits: [...hits.values()], next: nextPageCursor };
}
