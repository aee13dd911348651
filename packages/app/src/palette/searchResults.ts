import { z } from 'zod';

/** What the search API answers, as far as the palette shows it. */
const answerSchema = z.object({
  results: z.array(
    z.object({
      type: z.string(),
      document: z.object({
        title: z.string(),
        location: z.string(),
        kind: z.string().optional(),
        type: z.string().optional(),
        entityTitle: z.string().optional(),
        name: z.string().optional(),
      }),
    }),
  ),
});

/** Something that can be gone to. */
export type Hit = {
  /** Unique in the palette. */
  id: string;
  title: string;
  /** What it is: "Component", "Docs of order-service". */
  detail: string;
  href: string;
};

/** Hits under one heading. */
export type HitGroup = { title: string; hits: Hit[] };

/** Headings by type of document; others go under "Other". */
const headings: Record<string, string> = {
  'software-catalog': 'Catalog',
  techdocs: 'Docs',
  incidents: 'Incidents',
  runbooks: 'Runbooks',
  slo: 'SLOs',
  tools: 'Tools',
};

const shownPerGroup = 6;

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Whether what was typed stands in a title between spaces, as names do: `shop up-time 99 %`. */
function isNamed(title: string, term: string): boolean {
  const [whole, wanted] = [title, term].map(
    text => ` ${text.trim().toLowerCase()} `,
  );
  return whole.includes(wanted);
}

/**
 * Puts the answer of the search API under headings, in the order of its best
 * hits. What bears the very name that was typed comes first: engines weigh how
 * rare words are, and not whether they are all there is.
 *
 * @throws ZodError when it is not such an answer
 */
export function groupHits(answer: unknown, term: string): HitGroup[] {
  const { results } = answerSchema.parse(answer);
  const named = results.filter(({ document }) => isNamed(document.title, term));
  const others = results.filter(result => !named.includes(result));
  const groups = new Map<string, Hit[]>();
  for (const { type, document } of [...named, ...others]) {
    const heading = headings[type] ?? 'Other';
    const hits = groups.get(heading) ?? [];
    const entity = document.entityTitle ?? document.name;
    const detail =
      type === 'techdocs' && entity
        ? `Docs of ${entity}`
        : capitalised(document.kind ?? document.type ?? type);
    if (
      hits.length < shownPerGroup &&
      !hits.some(hit => hit.href === document.location)
    ) {
      hits.push({
        id: `${type}:${document.location}`,
        title: document.title,
        detail,
        href: document.location,
      });
    }
    groups.set(heading, hits);
  }
  return [...groups].map(([title, hits]) => ({ title, hits }));
}
