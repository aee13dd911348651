/** What the search page is asked for. */
export type SearchView = {
  term: string;
  /** Type of document; undefined for all. */
  type?: string;
};

/** Longer terms are refused by the server. */
export const longestTerm = 100;

/**
 * Reads what the address asks for: `?query=order&type=techdocs`. The stock page
 * wrote `types[]=` or `types[0]=`; such links still lead to the same.
 */
export function readSearchView(params: URLSearchParams): SearchView {
  const type =
    params.get('type') ?? params.get('types[]') ?? params.get('types[0]');
  return {
    term: (params.get('query') ?? '').slice(0, longestTerm),
    ...(type ? { type } : {}),
  };
}

/** The address that asks for it. */
export function searchAddress({ term, type }: SearchView): string {
  const params = new URLSearchParams();
  if (term) {
    params.set('query', term);
  }
  if (type) {
    params.set('type', type);
  }
  return `?${params}`;
}
