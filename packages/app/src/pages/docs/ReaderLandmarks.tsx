import { useShadowRootElements } from '@backstage/plugin-techdocs-react';
import { useEffect } from 'react';
import { settleLandmarks } from './settleLandmarks';

/** Shows nothing: makes the document that is read a part of the page around it. */
export function ReaderLandmarks() {
  // Draws again when another document takes the place of this one.
  const [body] = useShadowRootElements(['.md-container']);
  useEffect(() => {
    if (body) {
      settleLandmarks(body);
    }
  }, [body]);
  return null;
}
