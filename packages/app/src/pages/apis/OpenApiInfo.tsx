import type { ComponentType } from 'react';

/** What we use of the part of the document that is about the document. */
type InfoSystem = {
  getComponent(name: string, isContainer?: boolean): ComponentType<any>;
  specSelectors: {
    info(): { get(name: string): any };
    url(): string;
  };
  oas3Selectors: { selectedServer(): string };
};

/** Version, text and contacts of an API; the page and its card have its name. */
export function OpenApiInfo(props: InfoSystem) {
  const { getComponent, specSelectors, oas3Selectors } = props;
  const Markdown = getComponent('Markdown', true);
  const Contact = getComponent('Contact', true);
  const License = getComponent('License', true);
  const info = specSelectors.info();
  const [version, contact, license] = ['version', 'contact', 'license'].map(
    name => info.get(name),
  );
  const common = {
    getComponent,
    url: specSelectors.url(),
    selectedServer: oas3Selectors.selectedServer(),
  };
  return (
    <div className="gr-open-api-info">
      <h2>
        {version ? (
          <>
            Version <span className="gr-numbers">{version}</span>
          </>
        ) : (
          'Description'
        )}
      </h2>
      <Markdown source={info.get('description')} />
      {contact?.size > 0 && <Contact {...common} data={contact} />}
      {license?.size > 0 && <License {...common} license={license} />}
    </div>
  );
}
