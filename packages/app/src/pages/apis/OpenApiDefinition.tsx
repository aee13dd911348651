import { useEffect, useState } from 'react';
import SwaggerUI from 'swagger-ui-react';
import { linkedId } from './linkedId';
import { layoutName, portalPlugin } from './portalPlugin';
import './openApi.css';
import './openApiParts.css';

/** Swagger UI opens what the address asks for; it is far below what is in view. */
function scrollToLinked() {
  const id = linkedId(window.location.hash);
  if (id) {
    document.getElementById(id)?.scrollIntoView({ block: 'start' });
  }
}

/** An OpenAPI document to read and to try. */
export function OpenApiDefinition(props: { definition: string }) {
  const { definition } = props;
  const [shown, setShown] = useState('');
  // In its first effect Swagger UI would take a document for the last one's.
  useEffect(() => setShown(definition), [definition]);
  return (
    <div className="gr-open-api">
      <SwaggerUI
        spec={shown}
        url=""
        deepLinking
        layout={layoutName}
        plugins={[portalPlugin]}
        oauth2RedirectUrl={`${window.location.origin}/oauth2-redirect.html`}
        onComplete={scrollToLinked}
      />
    </div>
  );
}
