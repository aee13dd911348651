/**
 * The id of what the address asks for, as Swagger UI gives ids:
 * `#/orders/createOrder` for an operation, `#/orders` for all of a tag.
 */
export function linkedId(hash: string): string | undefined {
  const parts = /^#\/([^/]+)(?:\/(.+))?$/.exec(hash);
  if (!parts) {
    return undefined;
  }
  try {
    const [tag, operation] = parts
      .slice(1)
      .map(part => part && decodeURIComponent(part));
    return operation
      ? `operations-${tag}-${operation}`
      : `operations-tag-${tag}`;
  } catch {
    // Whoever cut the address in the middle of a letter sees the page from its top.
    return undefined;
  }
}
