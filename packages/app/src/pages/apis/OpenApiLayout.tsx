import type { ComponentType } from 'react';

/** What Swagger UI gives to a layout. */
type System = {
  getComponent(name: string, isContainer?: boolean): ComponentType<any>;
  specSelectors: {
    specStr(): string;
    loadingStatus(): string | undefined;
    isSwagger2(): boolean;
    isOAS3(): boolean;
    isOAS31(): boolean;
    isOAS32?(): boolean;
    servers(): { size: number } | undefined;
    schemes(): { size: number } | undefined;
    securityDefinitions(): unknown;
  };
};

/** Where requests go, and as whom. */
function Access({ getComponent, specSelectors }: System) {
  const hasServers = Boolean(specSelectors.servers()?.size);
  const hasSchemes = Boolean(specSelectors.schemes()?.size);
  const hasSecurity = Boolean(specSelectors.securityDefinitions());
  const Servers = getComponent('ServersContainer', true);
  const Schemes = getComponent('SchemesContainer', true);
  const Authorize = getComponent('AuthorizeBtnContainer', true);
  if (!hasServers && !hasSchemes && !hasSecurity) {
    return null;
  }
  return (
    <div className="gr-open-api-access">
      {hasServers && <Servers />}
      {hasSchemes && <Schemes />}
      {hasSecurity && <Authorize />}
    </div>
  );
}

/** The parts of an OpenAPI document in the order in which one reads them. */
export function OpenApiLayout(props: System) {
  const { getComponent, specSelectors } = props;
  const Errors = getComponent('errors', true);
  const SvgAssets = getComponent('SvgAssets');
  const VersionFilter = getComponent('VersionPragmaFilter');
  const Info = getComponent('PortalInfo', true);
  const Operations = getComponent('operations', true);
  const Webhooks = getComponent('Webhooks', true);
  const Models = getComponent('Models', true);
  if (!specSelectors.specStr() || specSelectors.loadingStatus() === 'loading') {
    return null;
  }
  return (
    <div className="swagger-ui">
      <SvgAssets />
      <VersionFilter
        isSwagger2={specSelectors.isSwagger2()}
        isOAS3={specSelectors.isOAS3()}
        isOAS31={specSelectors.isOAS31()}
        isOAS32={specSelectors.isOAS32?.()}
        alsoShow={<Errors />}
      >
        <Errors />
        <Info />
        <Access {...props} />
        <div id="operations" tabIndex={-1}>
          <Operations />
          {specSelectors.isOAS31() && <Webhooks />}
          <Models />
        </div>
      </VersionFilter>
    </div>
  );
}
