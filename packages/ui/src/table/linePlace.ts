/** Where a line stands among all, drawn or not. */
export type LinePlace = {
  id: string;
  /** Counted from one, the header being the first. */
  rowIndex: number;
  isActive: boolean;
  /** Distance from the top in px; absent when the lines follow one another. */
  top?: number;
};

/** The attributes that put a line in its place. */
export function lineProps(place: LinePlace, tracks: string) {
  return {
    id: place.id,
    'aria-rowindex': place.rowIndex,
    'data-active': place.isActive || undefined,
    style: {
      gridTemplateColumns: tracks,
      ...(place.top === undefined
        ? {}
        : {
            position: 'absolute' as const,
            insetInline: 0,
            // Not a transform, of which a browser keeps account line by line.
            top: place.top,
          }),
    },
  };
}
