import { z } from 'zod';

const storageKey = 'goreliable.palette.recent';
const kept = 6;

const recentSchema = z.array(z.object({ title: z.string(), href: z.string() }));

/** A page that was open not long ago. */
export type RecentPage = z.infer<typeof recentSchema>[number];

/** The list with a page put first; the same page is not listed twice. */
export function withRecent(
  pages: readonly RecentPage[],
  page: RecentPage,
): RecentPage[] {
  const others = pages.filter(other => other.href !== page.href);
  return [page, ...others].slice(0, kept);
}

/** Pages a person has been at, latest first; none when storage is off or holds something else. */
export function readRecent(): RecentPage[] {
  try {
    const text = localStorage.getItem(storageKey);
    return text === null ? [] : recentSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

/** Remembers a page on this device. */
export function rememberPage(page: RecentPage) {
  try {
    const pages = withRecent(readRecent(), page);
    localStorage.setItem(storageKey, JSON.stringify(pages));
  } catch {
    // Without storage the palette has no recent pages; everything else works.
  }
}
