import { useShadowRootElements } from '@backstage/plugin-techdocs-react';
import { useEffect } from 'react';
import { documentLook } from './documentLook';
import { settleLandmarks } from './settleLandmarks';

/** Shows nothing: makes the document that is read a part of the page around it. */
export function ReaderFrame() {
  // Draws again when another document takes the place of this one.
  const [body] = useShadowRootElements(['.md-container']);
  useEffect(() => {
    if (!body) {
      return undefined;
    }
    settleLandmarks(body);
    const look = body.ownerDocument.createElement('style');
    look.textContent = documentLook;
    body.append(look);
    return () => look.remove();
  }, [body]);
  return null;
}
